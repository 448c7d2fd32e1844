/* Single keys from the terminal. */
#ifndef OPENWFP_CRT_CONIO_H
#define OPENWFP_CRT_CONIO_H

#ifdef __cplusplus
extern "C" {
#endif

#define _getch  owfp__getch
#define _getche owfp__getche
#define _kbhit  owfp__kbhit
#define getch   owfp__getch
#define kbhit   owfp__kbhit

/* The next key, unseen and without Enter; a byte of the input when that is no terminal; -1 at its end. */
int owfp__getch(void);
int owfp__getche(void);
/* Whether _getch() would not wait. */
int owfp__kbhit(void);

#ifdef __cplusplus
}
#endif

#endif
