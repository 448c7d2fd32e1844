/* Copies that know the room of their target. */
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "crt/crt.h"

/* _TRUNCATE of Microsoft's headers. */
#define CUT SIZE_MAX

static int refuse(char *out, size_t size, int error)
{
    if (out && size)
        out[0] = 0;
    return error;
}

static int refuse_wide(owfp_wchar *out, size_t size, int error)
{
    if (out && size)
        out[0] = 0;
    return error;
}

int owfp_strncpy_s(char *out, size_t size, const char *s, size_t n)
{
    if (!out || !size || !s)
        return refuse(out, size, EINVAL);
    bool   cut = n == CUT;
    size_t used = strnlen(s, cut ? size - 1 : n < size ? n : size);
    if (used >= size)
        return refuse(out, size, ERANGE);
    memcpy(out, s, used);
    out[used] = 0;
    return cut && s[used] ? 80 /* STRUNCATE */ : 0;
}

int owfp_strcpy_s(char *out, size_t size, const char *s)
{
    return owfp_strncpy_s(out, size, s, SIZE_MAX - 1);
}

int owfp_strcat_s(char *out, size_t size, const char *s)
{
    size_t used = out ? strnlen(out, size) : 0;
    if (!out || used == size)
        return refuse(out, size, EINVAL);
    int error = owfp_strcpy_s(out + used, size - used, s);
    return error ? refuse(out, size, error) : 0;
}

int owfp_wcsncpy_s(owfp_wchar *out, size_t size, const owfp_wchar *s, size_t n)
{
    if (!out || !size || !s)
        return refuse_wide(out, size, EINVAL);
    bool   cut = n == CUT;
    size_t used = owfp_wcsnlen(s, cut ? size - 1 : n < size ? n : size);
    if (used >= size)
        return refuse_wide(out, size, ERANGE);
    memcpy(out, s, used * sizeof(*s));
    out[used] = 0;
    return cut && s[used] ? 80 /* STRUNCATE */ : 0;
}

int owfp_wcscpy_s(owfp_wchar *out, size_t size, const owfp_wchar *s)
{
    return owfp_wcsncpy_s(out, size, s, SIZE_MAX - 1);
}

int owfp_wcscat_s(owfp_wchar *out, size_t size, const owfp_wchar *s)
{
    size_t used = out ? owfp_wcsnlen(out, size) : 0;
    if (!out || used == size)
        return refuse_wide(out, size, EINVAL);
    int error = owfp_wcscpy_s(out + used, size - used, s);
    return error ? refuse_wide(out, size, error) : 0;
}

int owfp_memmove_s(void *out, size_t size, const void *bytes, size_t n)
{
    if (n == 0)
        return 0;
    if (!out || !bytes)
        return EINVAL;
    if (n > size)
        return ERANGE;
    memmove(out, bytes, n);
    return 0;
}

int owfp_memcpy_s(void *out, size_t size, const void *bytes, size_t n)
{
    if (out && (!bytes || n > size))
        memset(out, 0, size);
    return owfp_memmove_s(out, size, bytes, n);
}
