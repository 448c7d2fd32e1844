/* Wide characters of 16 bits. */
#ifndef OPENWFP_CRT_WCHAR_H
#define OPENWFP_CRT_WCHAR_H

#include <stddef.h>
#include <vadefs.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Ours under the standard names: 16-bit wide characters, 32-bit long, Microsoft's formats. */
#define wcslen    owfp_wcslen
#define wcsnlen   owfp_wcsnlen
#define wcscpy    owfp_wcscpy
#define wcsncpy   owfp_wcsncpy
#define wcscat    owfp_wcscat
#define wcsncat   owfp_wcsncat
#define wcscmp    owfp_wcscmp
#define wcsncmp   owfp_wcsncmp
#define _wcsicmp  owfp__wcsicmp
#define _wcsnicmp owfp__wcsnicmp
#define wcschr    owfp_wcschr
#define wcsrchr   owfp_wcsrchr
#define wcsstr    owfp_wcsstr
#define wcspbrk   owfp_wcspbrk
#define wcsspn    owfp_wcsspn
#define wcscspn   owfp_wcscspn
#define wcstok    owfp_wcstok
#define _wcsdup   owfp__wcsdup
#define _wcslwr   owfp__wcslwr
#define _wcsupr   owfp__wcsupr
#define towupper  owfp_towupper
#define towlower  owfp_towlower
#define iswspace  owfp_iswspace
#define iswdigit  owfp_iswdigit
#define iswxdigit owfp_iswxdigit
#define iswalpha  owfp_iswalpha
#define iswalnum  owfp_iswalnum
#define iswupper  owfp_iswupper
#define iswlower  owfp_iswlower
#define iswprint  owfp_iswprint
#define wcscpy_s  owfp_wcscpy_s
#define wcscat_s  owfp_wcscat_s
#define wcsncpy_s owfp_wcsncpy_s

size_t owfp_wcslen(const wchar_t *s);
size_t owfp_wcsnlen(const wchar_t *s, size_t most);
wchar_t *owfp_wcscpy(wchar_t *out, const wchar_t *s);
wchar_t *owfp_wcsncpy(wchar_t *out, const wchar_t *s, size_t n);
wchar_t *owfp_wcscat(wchar_t *out, const wchar_t *s);
wchar_t *owfp_wcsncat(wchar_t *out, const wchar_t *s, size_t n);
int owfp_wcscmp(const wchar_t *a, const wchar_t *b);
int owfp_wcsncmp(const wchar_t *a, const wchar_t *b, size_t n);
int owfp__wcsicmp(const wchar_t *a, const wchar_t *b);
int owfp__wcsnicmp(const wchar_t *a, const wchar_t *b, size_t n);
wchar_t *owfp_wcschr(const wchar_t *s, wchar_t c);
wchar_t *owfp_wcsrchr(const wchar_t *s, wchar_t c);
wchar_t *owfp_wcsstr(const wchar_t *s, const wchar_t *part);
wchar_t *owfp_wcspbrk(const wchar_t *s, const wchar_t *set);
size_t owfp_wcsspn(const wchar_t *s, const wchar_t *set);
size_t owfp_wcscspn(const wchar_t *s, const wchar_t *set);
wchar_t *owfp_wcstok(wchar_t *s, const wchar_t *set, wchar_t **state);
wchar_t *owfp__wcsdup(const wchar_t *s);
wchar_t *owfp__wcslwr(wchar_t *s);
wchar_t *owfp__wcsupr(wchar_t *s);
wchar_t owfp_towupper(wchar_t c);
wchar_t owfp_towlower(wchar_t c);
int owfp_iswspace(wchar_t c);
int owfp_iswdigit(wchar_t c);
int owfp_iswxdigit(wchar_t c);
int owfp_iswalpha(wchar_t c);
int owfp_iswalnum(wchar_t c);
int owfp_iswupper(wchar_t c);
int owfp_iswlower(wchar_t c);
int owfp_iswprint(wchar_t c);
int owfp_wcscpy_s(wchar_t *out, size_t size, const wchar_t *s);
int owfp_wcscat_s(wchar_t *out, size_t size, const wchar_t *s);
int owfp_wcsncpy_s(wchar_t *out, size_t size, const wchar_t *s, size_t n);

#ifndef WEOF
#define WEOF ((unsigned short)0xFFFF)
typedef unsigned short wint_t;
typedef unsigned short wctype_t;
#endif
#define wmemset  owfp_wmemset
#define wmemcmp  owfp_wmemcmp
#define wmemchr  owfp_wmemchr
#define wcstod   owfp_wcstod
#define mbstate_t owfp_mbstate
typedef struct { int state; } owfp_mbstate;
wchar_t       *owfp_wmemset(wchar_t *out, wchar_t c, size_t n);
int            owfp_wmemcmp(const wchar_t *a, const wchar_t *b, size_t n);
wchar_t       *owfp_wmemchr(const wchar_t *s, wchar_t c, size_t n);
double         owfp_wcstod(const wchar_t *s, wchar_t **end);
#define wmemcpy(to, from, n)  ((wchar_t *)__builtin_memcpy((to), (from), (n) * sizeof(wchar_t)))
#define wmemmove(to, from, n) ((wchar_t *)__builtin_memmove((to), (from), (n) * sizeof(wchar_t)))
#define wcstok_s              wcstok

#ifdef __cplusplus
}
#endif

#endif
