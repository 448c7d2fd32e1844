/* Numbers from text, memory, sorting. */
#ifndef OPENWFP_CRT_STDLIB_H
#define OPENWFP_CRT_STDLIB_H

#include <stddef.h>
#include <vadefs.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Ours under the standard names: 16-bit wide characters, 32-bit long, Microsoft's formats. */
#define mbstowcs   owfp_mbstowcs
#define wcstombs   owfp_wcstombs
#define strtol     owfp_strtol
#define strtoul    owfp_strtoul
#define atol       owfp_atol
#define wcstol     owfp_wcstol
#define wcstoul    owfp_wcstoul
#define _wcstoi64  owfp__wcstoi64
#define _wcstoui64 owfp__wcstoui64
#define _wtoi      owfp__wtoi
#define _itoa      owfp__itoa
#define _itow      owfp__itow

size_t owfp_mbstowcs(wchar_t *out, const char *s, size_t n);
size_t owfp_wcstombs(char *out, const wchar_t *s, size_t n);
int owfp_strtol(const char *s, char **end, int base);
unsigned int owfp_strtoul(const char *s, char **end, int base);
int owfp_atol(const char *s);
int owfp_wcstol(const wchar_t *s, wchar_t **end, int base);
unsigned int owfp_wcstoul(const wchar_t *s, wchar_t **end, int base);
long long owfp__wcstoi64(const wchar_t *s, wchar_t **end, int base);
unsigned long long owfp__wcstoui64(const wchar_t *s, wchar_t **end, int base);
int owfp__wtoi(const wchar_t *s);
char *owfp__itoa(int value, char *out, int base);
wchar_t *owfp__itow(int value, wchar_t *out, int base);

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX     0x7fff
#ifndef _countof
#define _countof(a)  (sizeof(a) / sizeof((a)[0]))
#endif
#ifndef _byteswap_ushort
#define _byteswap_ushort(v) __builtin_bswap16(v)
#define _byteswap_ulong(v)  __builtin_bswap32(v)
#define _byteswap_uint64(v) ((unsigned long long)__builtin_bswap64(v))
#endif
#define _rotl(v, n)   ((unsigned)(v) << ((n) & 31) | (unsigned)(v) >> (-(n) & 31))
#define _rotr(v, n)   ((unsigned)(v) >> ((n) & 31) | (unsigned)(v) << (-(n) & 31))
#define _strtoi64     strtoll
#define _strtoui64    strtoull
#define _atoi64       atoll

void  *malloc(size_t size);
void  *calloc(size_t n, size_t size);
void  *realloc(void *p, size_t size);
void   free(void *p);
void   abort(void) __attribute__((noreturn));
void   exit(int status) __attribute__((noreturn));
int    atoi(const char *text);
double atof(const char *text);
long long          atoll(const char *text);
long long          strtoll(const char *text, char **end, int base);
unsigned long long strtoull(const char *text, char **end, int base);
int    atexit(void (*at_end)(void));
int    abs(int v);
int    rand(void);
void   srand(unsigned seed);
char  *getenv(const char *name);
void   qsort(void *base, size_t n, size_t size, int (*compare)(const void *, const void *));
void  *bsearch(const void *key, const void *base, size_t n, size_t size, int (*compare)(const void *, const void *));

#ifdef __cplusplus
}
#endif

#endif
