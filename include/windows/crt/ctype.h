/* Classes of ASCII characters, the same in every locale; wide ones are in wchar.h. */
#ifndef OPENWFP_CRT_CTYPE_H
#define OPENWFP_CRT_CTYPE_H

#include <wchar.h>

#ifdef __cplusplus
extern "C" {
#endif
int isalpha(int c);
int isdigit(int c);
int isxdigit(int c);
int isalnum(int c);
int isspace(int c);
int isupper(int c);
int islower(int c);
int ispunct(int c);
int isprint(int c);
int iscntrl(int c);
int toupper(int c);
int tolower(int c);
#ifdef __cplusplus
}
#endif

#endif
