/* Addresses as text: IPv4 and IPv6 with an optional /LENGTH or /MASK, MACs, rows of hexadecimal digits. */
#ifndef WFP_POLICY_ADDR_TEXT_H
#define WFP_POLICY_ADDR_TEXT_H

#include "model/value.h"

struct addr_text {
    bool                is_v4;
    bool                has_mask;
    bool                bad_mask; /* after a failure: the address is good, what follows the slash is not */
    struct v4_addr_mask v4;
    struct v6_addr_mask v6;
};

/* False with one clause in why[] when the text is neither. A mask need not be contiguous, a v6 length may be up to 255:
 * whether a filter may hold them is bfe's business. */
bool addr_text_parse(const char *text, struct addr_text *out, char *why, size_t why_size);

/* Six bytes with ':' or '-' between them. */
bool mac_text_parse(const char *text, uint8_t out[6]);

/* Pairs of digits into strlen / 2 bytes. */
bool hex_text_parse(const char *digits, uint8_t *out);

#endif
