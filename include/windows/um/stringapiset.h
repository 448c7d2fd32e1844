/* Between UTF-16 and bytes. Every code page is UTF-8 here but CP_1252 and 28591, which are Latin-1. */
#ifndef OPENWFP_STRINGAPISET_H
#define OPENWFP_STRINGAPISET_H

#include "minwinbase.h"

EXTERN_C_START

#define CP_ACP               0
#define CP_OEMCP             1
#define CP_THREAD_ACP        3
#define CP_UTF7              65000
#define CP_UTF8              65001
#define MB_PRECOMPOSED       0x00000001
#define MB_ERR_INVALID_CHARS 0x00000008
#define WC_ERR_INVALID_CHARS 0x00000080
#define WC_NO_BEST_FIT_CHARS 0x00000400

int WINAPI MultiByteToWideChar(UINT page, DWORD flags, LPCSTR from, int from_size, LPWSTR to, int to_size);
int WINAPI WideCharToMultiByte(UINT page, DWORD flags, LPCWSTR from, int from_size, LPSTR to, int to_size,
                               LPCSTR unmapped, LPBOOL used_unmapped);

EXTERN_C_END

#endif
