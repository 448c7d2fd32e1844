/* The locale: text is UTF-8 whatever is set. */
#ifndef OPENWFP_CRT_LOCALE_H
#define OPENWFP_CRT_LOCALE_H

#include <stddef.h>

#define LC_ALL     0
#define LC_COLLATE 1
#define LC_CTYPE   2
#define LC_NUMERIC 4
#define LC_TIME    5

#define setlocale   owfp_setlocale
#define _wsetlocale owfp__wsetlocale

#ifdef __cplusplus
extern "C" {
#endif
/* The name that was set: "C" for every question and every answer. */
char    *owfp_setlocale(int category, const char *name);
wchar_t *owfp__wsetlocale(int category, const wchar_t *name);
#ifdef __cplusplus
}
#endif

#endif
