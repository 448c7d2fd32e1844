/* The functions of ntstrsafe.h and strsafe.h, which set the names and statuses. One body serves both widths. */

#define OPENWFP_STRSAFE_WIDTH(W, CHAR_TYPE, length, format_function)                                                          \
    OPENWFP_INLINE OPENWFP_STRSAFE_TYPE OPENWFP_STRSAFE(StringCchCopyN##W)(CHAR_TYPE * to, size_t room,                       \
                                                                           const CHAR_TYPE *from, size_t most)               \
    {                                                                                                                         \
        size_t i = 0;                                                                                                         \
        if (room == 0 || room > 2147483647)                                                                                   \
            return OPENWFP_STRSAFE_INVALID;                                                                                   \
        for (; i + 1 < room && i < most && from[i]; i++)                                                                      \
            to[i] = from[i];                                                                                                  \
        to[i] = 0;                                                                                                            \
        return i < most && from[i] ? OPENWFP_STRSAFE_CUT : OPENWFP_STRSAFE_OK;                                                \
    }                                                                                                                         \
    OPENWFP_INLINE OPENWFP_STRSAFE_TYPE OPENWFP_STRSAFE(StringCchCopy##W)(CHAR_TYPE * to, size_t room, const CHAR_TYPE *from) \
    {                                                                                                                         \
        return OPENWFP_STRSAFE(StringCchCopyN##W)(to, room, from, (size_t)-1);                                                \
    }                                                                                                                         \
    OPENWFP_INLINE OPENWFP_STRSAFE_TYPE OPENWFP_STRSAFE(StringCchLength##W)(const CHAR_TYPE *text, size_t most, size_t *n)    \
    {                                                                                                                         \
        size_t i = 0;                                                                                                         \
        while (text && i < most && text[i])                                                                                   \
            i++;                                                                                                              \
        if (n)                                                                                                                \
            *n = text && i < most ? i : 0;                                                                                    \
        return text && i < most ? OPENWFP_STRSAFE_OK : OPENWFP_STRSAFE_INVALID;                                               \
    }                                                                                                                         \
    OPENWFP_INLINE OPENWFP_STRSAFE_TYPE OPENWFP_STRSAFE(StringCchCat##W)(CHAR_TYPE * to, size_t room, const CHAR_TYPE *from)  \
    {                                                                                                                         \
        size_t used = 0;                                                                                                      \
        while (used < room && to[used])                                                                                       \
            used++;                                                                                                           \
        return OPENWFP_STRSAFE(StringCchCopyN##W)(to + used, room - used, from, (size_t)-1);                                  \
    }                                                                                                                         \
    OPENWFP_INLINE OPENWFP_STRSAFE_TYPE OPENWFP_STRSAFE(StringCchVPrintf##W)(CHAR_TYPE * to, size_t room,                     \
                                                                             const CHAR_TYPE *format, va_list args)          \
    {                                                                                                                         \
        if (room == 0 || room > 2147483647)                                                                                   \
            return OPENWFP_STRSAFE_INVALID;                                                                                   \
        int n = format_function(to, room - 1, format, args);                                                                  \
        to[n < 0 ? room - 1 : (size_t)n] = 0;                                                                                 \
        return n < 0 ? OPENWFP_STRSAFE_CUT : OPENWFP_STRSAFE_OK;                                                              \
    }                                                                                                                         \
    OPENWFP_INLINE OPENWFP_STRSAFE_TYPE OPENWFP_STRSAFE(StringCchPrintf##W)(CHAR_TYPE * to, size_t room,                      \
                                                                            const CHAR_TYPE *format, ...)                    \
    {                                                                                                                         \
        va_list args;                                                                                                         \
        va_start(args, format);                                                                                               \
        OPENWFP_STRSAFE_TYPE status = OPENWFP_STRSAFE(StringCchVPrintf##W)(to, room, format, args);                           \
        va_end(args);                                                                                                         \
        return status;                                                                                                        \
    }                                                                                                                         \
    OPENWFP_INLINE OPENWFP_STRSAFE_TYPE OPENWFP_STRSAFE(StringCbVPrintf##W)(CHAR_TYPE * to, size_t size,                      \
                                                                            const CHAR_TYPE *format, va_list args)           \
    {                                                                                                                         \
        return OPENWFP_STRSAFE(StringCchVPrintf##W)(to, size / sizeof(CHAR_TYPE), format, args);                              \
    }                                                                                                                         \
    OPENWFP_INLINE OPENWFP_STRSAFE_TYPE OPENWFP_STRSAFE(StringCbPrintf##W)(CHAR_TYPE * to, size_t size,                       \
                                                                           const CHAR_TYPE *format, ...)                     \
    {                                                                                                                         \
        va_list args;                                                                                                         \
        va_start(args, format);                                                                                               \
        OPENWFP_STRSAFE_TYPE status = OPENWFP_STRSAFE(StringCbVPrintf##W)(to, size, format, args);                            \
        va_end(args);                                                                                                         \
        return status;                                                                                                        \
    }                                                                                                                         \
    OPENWFP_INLINE OPENWFP_STRSAFE_TYPE OPENWFP_STRSAFE(StringCbCopy##W)(CHAR_TYPE * to, size_t size, const CHAR_TYPE *from)  \
    {                                                                                                                         \
        return OPENWFP_STRSAFE(StringCchCopy##W)(to, size / sizeof(CHAR_TYPE), from);                                         \
    }                                                                                                                         \
    OPENWFP_INLINE OPENWFP_STRSAFE_TYPE OPENWFP_STRSAFE(StringCbCopyN##W)(CHAR_TYPE * to, size_t size, const CHAR_TYPE *from, \
                                                                          size_t most)                                       \
    {                                                                                                                         \
        return OPENWFP_STRSAFE(StringCchCopyN##W)(to, size / sizeof(CHAR_TYPE), from, most / sizeof(CHAR_TYPE));              \
    }                                                                                                                         \
    OPENWFP_INLINE OPENWFP_STRSAFE_TYPE OPENWFP_STRSAFE(StringCbCat##W)(CHAR_TYPE * to, size_t size, const CHAR_TYPE *from)   \
    {                                                                                                                         \
        return OPENWFP_STRSAFE(StringCchCat##W)(to, size / sizeof(CHAR_TYPE), from);                                          \
    }                                                                                                                         \
    OPENWFP_INLINE OPENWFP_STRSAFE_TYPE OPENWFP_STRSAFE(StringCbLength##W)(const CHAR_TYPE *text, size_t size, size_t *n)     \
    {                                                                                                                         \
        OPENWFP_STRSAFE_TYPE status = OPENWFP_STRSAFE(StringCchLength##W)(text, size / sizeof(CHAR_TYPE), n);                 \
        if (n)                                                                                                                \
            *n *= sizeof(CHAR_TYPE);                                                                                          \
        return status;                                                                                                        \
    }

OPENWFP_STRSAFE_WIDTH(A, CHAR, strlen, _vsnprintf)
OPENWFP_STRSAFE_WIDTH(W, WCHAR, wcslen, _vsnwprintf)
#undef OPENWFP_STRSAFE_WIDTH
