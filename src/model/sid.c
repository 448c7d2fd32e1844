/* SIDs: revision, count of sub-authorities, authority of 48 bits (network order), sub-authorities of 32 bits (little-endian). */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/bytes.h"
#include "base/text.h"
#include "model/value.h"

#define SID_REVISION        1u
#define SID_MAX_AUTHORITIES 15u
#define AUTHORITY_MAX       0xffffffffffffu

char *sid_format(const uint8_t *sid, char out[SID_TEXT_SIZE])
{
    struct text  t = text_init(out, SID_TEXT_SIZE);
    struct bytes b = bytes_of(sid, sid_size(sid));
    uint8_t      revision = 0, count;
    uint16_t     high = 0;
    uint32_t     low = 0, part;
    if (!bytes_u8(&b, &revision) || !bytes_u8(&b, &count) || !bytes_u16(&b, &high) || !bytes_u32(&b, &low))
        return out;
    /* An authority of more than 32 bits is written in hexadecimal. */
    text_put(&t, high ? "S-%u-0x%" PRIx64 : "S-%u-%" PRIu64, revision, (uint64_t)high << 32 | low);
    while (bytes_u32_le(&b, &part))
        text_put(&t, "-%" PRIu32, part);
    return out;
}

/* Reads "-NUMBER" up to `max` and moves *at behind it. */
static bool read_part(const char **at, uint64_t max, uint64_t *out)
{
    if (**at != '-')
        return false;
    const char *digits = *at + 1;
    bool        hex = strncasecmp(digits, "0x", 2) == 0;
    char       *end;
    if (*digits < '0' || *digits > '9')
        return false;
    unsigned long long n = strtoull(digits, &end, hex ? 16 : 10);
    if (n > max || (hex && end == digits + 1))
        return false;
    *out = n;
    *at = end;
    return true;
}

bool sid_parse(const char *text, uint8_t out[SID_MAX_SIZE])
{
    uint64_t revision, authority, part;
    uint8_t  sid[SID_MAX_SIZE] = { SID_REVISION };
    if (text[0] != 'S' && text[0] != 's')
        return false;
    text++;
    if (!read_part(&text, SID_REVISION, &revision) || revision != SID_REVISION || !read_part(&text, AUTHORITY_MAX, &authority))
        return false;
    for (unsigned i = 0; i < 6; i++)
        sid[2 + i] = (uint8_t)(authority >> (40 - 8 * i));
    for (; *text; sid[1]++) {
        if (sid[1] == SID_MAX_AUTHORITIES || !read_part(&text, UINT32_MAX, &part))
            return false;
        for (unsigned i = 0; i < 4; i++)
            sid[8 + 4 * sid[1] + i] = (uint8_t)(part >> (8 * i));
    }
    memcpy(out, sid, sizeof(sid));
    return true;
}
