/* Streams by number; the mode of a stream is always bytes, and wide output is UTF-8. */
#ifndef OPENWFP_CRT_IO_H
#define OPENWFP_CRT_IO_H

#include <fcntl.h>

#ifdef __cplusplus
extern "C" {
#endif

#define _setmode owfp__setmode
#define _isatty  isatty

/* Accepted for every mode; answers _O_TEXT, what every stream is said to be. */
int owfp__setmode(int stream, int mode);
int isatty(int stream);

#ifdef __cplusplus
}
#endif

#endif
