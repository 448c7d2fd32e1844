/* Text built piece by piece in a buffer of fixed size: never passes its end, always terminated, cut where it is full. */
#ifndef WFP_BASE_TEXT_H
#define WFP_BASE_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

struct text {
    char  *at;   /* where the NUL stands */
    size_t left; /* with the NUL; 0 only for a buffer of no size */
};

struct text text_init(char *buffer, size_t size);
__attribute__((format(printf, 2, 3))) void text_put(struct text *t, const char *format, ...);
/* UTF-16, little-endian, as UTF-8; lone surrogates become U+FFFD. A character that does not fit whole is left out, and all
 * after it. */
void text_put_utf16(struct text *t, struct bytes units);

#endif
