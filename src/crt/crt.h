/* The C library that Windows sources see: wide characters of 16 bits, long of 32, Microsoft's formats. The headers of
 * include/windows/crt/ rename the standard names to these, so that nothing in a module binds to this system's 32-bit wcs*
 * functions. Called by modules, and by the border for DbgPrint and the Rtl strings; from any IRQL, because nothing here waits
 * and only the dup functions allocate.
 *
 * Signatures spell wchar_t as uint16_t: the library itself is built without -fshort-wchar. */
#ifndef WFP_CRT_CRT_H
#define WFP_CRT_CRT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef uint16_t owfp_wchar;

/* --- formats (format.c, print.c) ---------------------------------------------------------------------------------------- */

/* As _vsnprintf of Windows: at most `size` characters, terminated only when there is room; the full length, or with cut
 * output -1. The safe variants terminate always. */
int owfp__vsnprintf(char *out, size_t size, const char *format, va_list args);
int owfp__vsnwprintf(owfp_wchar *out, size_t size, const owfp_wchar *format, va_list args);
int owfp__snprintf(char *out, size_t size, const char *format, ...);
int owfp__snwprintf(owfp_wchar *out, size_t size, const owfp_wchar *format, ...);
/* As C99: always terminated (size > 0), the length that the whole text has. */
int owfp_vsnprintf(char *out, size_t size, const char *format, va_list args);
int owfp_snprintf(char *out, size_t size, const char *format, ...);
int owfp_vsprintf(char *out, const char *format, va_list args);
int owfp_sprintf(char *out, const char *format, ...);
/* As C99: -1 when it does not fit. */
int owfp_vswprintf(owfp_wchar *out, size_t size, const owfp_wchar *format, va_list args);
int owfp_swprintf(owfp_wchar *out, size_t size, const owfp_wchar *format, ...);
/* Microsoft's _s family; a cut text is "" and -1, except with count -1 (_TRUNCATE). */
int owfp_vsprintf_s(char *out, size_t size, const char *format, va_list args);
int owfp_sprintf_s(char *out, size_t size, const char *format, ...);
int owfp_vswprintf_s(owfp_wchar *out, size_t size, const owfp_wchar *format, va_list args);
int owfp_swprintf_s(owfp_wchar *out, size_t size, const owfp_wchar *format, ...);
int owfp__vsnprintf_s(char *out, size_t size, size_t count, const char *format, va_list args);
int owfp__snprintf_s(char *out, size_t size, size_t count, const char *format, ...);
int owfp__vsnwprintf_s(owfp_wchar *out, size_t size, size_t count, const owfp_wchar *format, va_list args);
int owfp__snwprintf_s(owfp_wchar *out, size_t size, size_t count, const owfp_wchar *format, ...);
int owfp_vfprintf(FILE *out, const char *format, va_list args);
int owfp_fprintf(FILE *out, const char *format, ...);
int owfp_vprintf(const char *format, va_list args);
int owfp_printf(const char *format, ...);
int owfp_vfwprintf(FILE *out, const owfp_wchar *format, va_list args);
int owfp_fwprintf(FILE *out, const owfp_wchar *format, ...);
int owfp_vwprintf(const owfp_wchar *format, va_list args);
int owfp_wprintf(const owfp_wchar *format, ...);

/* --- streams and the terminal (stream.c, terminal.c) ---------------------------------------------------------------------- */

/* EOF (or 0xFFFF for a character) on failure, NULL for files and lines; the _s functions answer 0 or ENOENT. */
int         owfp_fputws(const owfp_wchar *text, FILE *file);
int         owfp__putws(const owfp_wchar *text);
owfp_wchar  owfp_fputwc(owfp_wchar c, FILE *file);
owfp_wchar  owfp_putwchar(owfp_wchar c);
owfp_wchar *owfp_fgetws(owfp_wchar *out, int size, FILE *file);
int         owfp_fopen_s(FILE **out, const char *path, const char *mode);
FILE       *owfp__wfopen(const owfp_wchar *path, const owfp_wchar *mode);
int         owfp__wfopen_s(FILE **out, const owfp_wchar *path, const owfp_wchar *mode);
/* The next key without Enter, -1 at the end of input; whether there is one. */
int         owfp__getch(void);
int         owfp__getche(void);
int         owfp__kbhit(void);
int         owfp__setmode(int stream, int mode);
char       *owfp_setlocale(int category, const char *name);
owfp_wchar *owfp__wsetlocale(int category, const owfp_wchar *name);

/* --- wide strings (wide.c) ---------------------------------------------------------------------------------------------- */

size_t      owfp_wcslen(const owfp_wchar *s);
size_t      owfp_wcsnlen(const owfp_wchar *s, size_t most);
owfp_wchar *owfp_wcscpy(owfp_wchar *out, const owfp_wchar *s);
owfp_wchar *owfp_wcsncpy(owfp_wchar *out, const owfp_wchar *s, size_t n);
owfp_wchar *owfp_wcscat(owfp_wchar *out, const owfp_wchar *s);
owfp_wchar *owfp_wcsncat(owfp_wchar *out, const owfp_wchar *s, size_t n);
int         owfp_wcscmp(const owfp_wchar *a, const owfp_wchar *b);
int         owfp_wcsncmp(const owfp_wchar *a, const owfp_wchar *b, size_t n);
int         owfp__wcsicmp(const owfp_wchar *a, const owfp_wchar *b);
int         owfp__wcsnicmp(const owfp_wchar *a, const owfp_wchar *b, size_t n);
owfp_wchar *owfp_wcschr(const owfp_wchar *s, owfp_wchar c);
owfp_wchar *owfp_wcsrchr(const owfp_wchar *s, owfp_wchar c);
owfp_wchar *owfp_wcsstr(const owfp_wchar *s, const owfp_wchar *part);
owfp_wchar *owfp_wcspbrk(const owfp_wchar *s, const owfp_wchar *set);
size_t      owfp_wcsspn(const owfp_wchar *s, const owfp_wchar *set);
size_t      owfp_wcscspn(const owfp_wchar *s, const owfp_wchar *set);
owfp_wchar *owfp_wcstok(owfp_wchar *s, const owfp_wchar *set, owfp_wchar **state);
owfp_wchar *owfp__wcsdup(const owfp_wchar *s);
owfp_wchar *owfp__wcslwr(owfp_wchar *s);
owfp_wchar *owfp__wcsupr(owfp_wchar *s);
owfp_wchar  owfp_towupper(owfp_wchar c);
owfp_wchar  owfp_towlower(owfp_wchar c);
int         owfp_iswspace(owfp_wchar c);
int         owfp_iswdigit(owfp_wchar c);
int         owfp_iswxdigit(owfp_wchar c);
int         owfp_iswalpha(owfp_wchar c);
int         owfp_iswalnum(owfp_wchar c);
int         owfp_iswupper(owfp_wchar c);
int         owfp_iswlower(owfp_wchar c);
int         owfp_iswprint(owfp_wchar c);
owfp_wchar *owfp_wmemset(owfp_wchar *out, owfp_wchar c, size_t n);
int         owfp_wmemcmp(const owfp_wchar *a, const owfp_wchar *b, size_t n);
owfp_wchar *owfp_wmemchr(const owfp_wchar *s, owfp_wchar c, size_t n);
size_t      owfp_mbstowcs(owfp_wchar *out, const char *s, size_t n);
size_t      owfp_wcstombs(char *out, const owfp_wchar *s, size_t n);

/* --- checked copies: 0, EINVAL (22) or ERANGE (34) with "" in out (checked.c) ---------------------------------------------- */

int owfp_strcpy_s(char *out, size_t size, const char *s);
int owfp_strcat_s(char *out, size_t size, const char *s);
int owfp_strncpy_s(char *out, size_t size, const char *s, size_t n);
int owfp_wcscpy_s(owfp_wchar *out, size_t size, const owfp_wchar *s);
int owfp_wcscat_s(owfp_wchar *out, size_t size, const owfp_wchar *s);
int owfp_wcsncpy_s(owfp_wchar *out, size_t size, const owfp_wchar *s, size_t n);
int owfp_memcpy_s(void *out, size_t size, const void *bytes, size_t n);
int owfp_memmove_s(void *out, size_t size, const void *bytes, size_t n);

/* --- numbers; long has 32 bits and saturates there (number.c) --------------------------------------------------------------- */

int32_t  owfp_strtol(const char *s, char **end, int base);
uint32_t owfp_strtoul(const char *s, char **end, int base);
int32_t  owfp_atol(const char *s);
int32_t  owfp_wcstol(const owfp_wchar *s, owfp_wchar **end, int base);
uint32_t owfp_wcstoul(const owfp_wchar *s, owfp_wchar **end, int base);
int64_t  owfp__wcstoi64(const owfp_wchar *s, owfp_wchar **end, int base);
uint64_t owfp__wcstoui64(const owfp_wchar *s, owfp_wchar **end, int base);
int      owfp__wtoi(const owfp_wchar *s);
double   owfp_wcstod(const owfp_wchar *s, owfp_wchar **end);
char    *owfp__itoa(int value, char *out, int base);
owfp_wchar *owfp__itow(int value, owfp_wchar *out, int base);

#endif
