/* Memory and narrow strings: the system's own, which mean the same on Windows; wide ones are in wchar.h. */
#ifndef OPENWFP_CRT_STRING_H
#define OPENWFP_CRT_STRING_H

#include <stddef.h>
#include <vadefs.h>
#include <wchar.h>

#ifndef _ERRNO_T_DEFINED
#define _ERRNO_T_DEFINED
typedef int errno_t;
typedef size_t rsize_t;
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Ours under the standard names: 16-bit wide characters, 32-bit long, Microsoft's formats. */
#define strcpy_s  owfp_strcpy_s
#define strcat_s  owfp_strcat_s
#define strncpy_s owfp_strncpy_s
#define memcpy_s  owfp_memcpy_s
#define memmove_s owfp_memmove_s

int owfp_strcpy_s(char *out, size_t size, const char *s);
int owfp_strcat_s(char *out, size_t size, const char *s);
int owfp_strncpy_s(char *out, size_t size, const char *s, size_t n);
int owfp_memcpy_s(void *out, size_t size, const void *bytes, size_t n);
int owfp_memmove_s(void *out, size_t size, const void *bytes, size_t n);

void   *memcpy(void *to, const void *from, size_t n);
void   *memmove(void *to, const void *from, size_t n);
void   *memset(void *to, int byte, size_t n);
int     memcmp(const void *a, const void *b, size_t n);
char   *strcpy(char *to, const char *from);
char   *strncpy(char *to, const char *from, size_t n);
char   *strcat(char *to, const char *from);
char   *strncat(char *to, const char *from, size_t n);
int     strcmp(const char *a, const char *b);
int     strncmp(const char *a, const char *b, size_t n);
int     strcasecmp(const char *a, const char *b);
int     strncasecmp(const char *a, const char *b, size_t n);
size_t  strlen(const char *s);
size_t  strnlen(const char *s, size_t most);
size_t  strspn(const char *s, const char *set);
size_t  strcspn(const char *s, const char *set);
char   *strdup(const char *s);
char   *strtok(char *s, const char *set);
char   *strtok_r(char *s, const char *set, char **state);
#ifdef __cplusplus
}
/* In C++ the searches keep the constness of their argument: two functions each over the one of the C library. */
extern "C++" {
extern const char *strchr(const char *s, int c) __asm__("strchr");
extern char       *strchr(char *s, int c) __asm__("strchr");
extern const char *strrchr(const char *s, int c) __asm__("strrchr");
extern char       *strrchr(char *s, int c) __asm__("strrchr");
extern const char *strstr(const char *s, const char *part) __asm__("strstr");
extern char       *strstr(char *s, const char *part) __asm__("strstr");
extern const void *memchr(const void *p, int c, size_t n) __asm__("memchr");
extern void       *memchr(void *p, int c, size_t n) __asm__("memchr");
}
extern "C" {
#else
void   *memchr(const void *p, int c, size_t n);
char   *strchr(const char *s, int c);
char   *strrchr(const char *s, int c);
char   *strstr(const char *s, const char *part);
char   *strpbrk(const char *s, const char *set);
#endif
#define _stricmp   strcasecmp
#define stricmp    strcasecmp
#define _strcmpi   strcasecmp
#define _strnicmp  strncasecmp
#define strnicmp   strncasecmp
#define _strdup    strdup
#define strtok_s   strtok_r

#ifdef __cplusplus
}
#endif

#endif
