/* The text of what records hold: SIDs, bytes, IP addresses. Exact both ways. */
#ifndef WFP_RECORD_SPELLING_H
#define WFP_RECORD_SPELLING_H

#include "base/buffer.h"
#include "record/type.h"

#define SPELLING_SID_MAX     200u /* with the NUL */
#define SPELLING_ADDRESS_MAX 46u

/* "S-1-5-32-544"; `sid` is a whole one. */
void spelling_sid(const uint8_t *sid, char out[SPELLING_SID_MAX]);
/* Appends the SID; false when the text is none. */
bool spelling_read_sid(const char *text, struct buffer *out);

/* Lower-case hex and a NUL; the caller free()s it. NULL without memory. */
char *spelling_hex(const void *data, size_t size);
bool  spelling_read_hex(const char *text, struct buffer *out);

/* A number in host order, or 16 bytes. */
void spelling_address(const void *address, size_t size, char out[SPELLING_ADDRESS_MAX]);
bool spelling_read_address(const char *text, size_t size, void *out);

#endif
