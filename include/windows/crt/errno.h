/* Error numbers of the C library as Windows numbers them: only those that its _s functions return. */
#ifndef OPENWFP_CRT_ERRNO_H
#define OPENWFP_CRT_ERRNO_H

#define ENOMEM    12
#define EINVAL    22
#define ERANGE    34
#define STRUNCATE 80

#endif
