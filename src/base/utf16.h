/* Between UTF-8 and the UTF-16 of Windows' strings and blobs. The interior speaks UTF-8; this is where it is converted. */
#ifndef WFP_BASE_UTF16_H
#define WFP_BASE_UTF16_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

/* Code units that the text needs, without a terminator; SIZE_MAX when it is not well-formed UTF-8. */
size_t utf16_length(const char *utf8);
/* Writes utf16_length() units and a NUL in the host's byte order. The text is well-formed. */
void utf16_write(const char *utf8, uint16_t *out);
/* The same as little-endian bytes: 2 * (utf16_length() + 1) of them. */
void utf16_write_le(const char *utf8, uint8_t *out);

/* The next character of little-endian UTF-16; false at its end. Half a surrogate pair gives U+FFFD. */
bool utf16_next(struct bytes *units, uint32_t *character);

#endif
