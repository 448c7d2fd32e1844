#include "record/spelling.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"

#define PARTS_MAX     15u
#define AUTHORITY_MAX UINT64_C(0xFFFFFFFFFFFF)

void spelling_sid(const uint8_t *sid, char out[SPELLING_SID_MAX])
{
    struct text text = text_init(out, SPELLING_SID_MAX);
    uint64_t    authority = 0;
    for (unsigned i = 2; i < 8; i++)
        authority = authority << 8 | sid[i];
    /* Windows writes a large authority in hex. */
    text_put(&text, authority <= UINT32_MAX ? "S-%u-%llu" : "S-%u-0x%012llx", sid[0], (unsigned long long)authority);
    for (unsigned i = 0; i < sid[1]; i++)
        text_put(&text, "-%u", (unsigned)record_load(sid + 8 + 4 * i, 4));
}

/* "-123", or "-0x123"; moves behind it. */
static bool read_part(const char **text, uint64_t max, uint64_t *value)
{
    bool  hex = (*text)[0] == '-' && (*text)[1] == '0' && (*text)[2] == 'x';
    char *end;
    if ((*text)[0] != '-' || (*text)[1] < '0' || (*text)[1] > '9')
        return false;
    errno = 0;
    unsigned long long n = strtoull(*text + 1, &end, hex ? 16 : 10);
    if (errno || n > max || (hex && end == *text + 2))
        return false;
    *value = n;
    *text = end;
    return true;
}

bool spelling_read_sid(const char *text, struct buffer *out)
{
    uint8_t  sid[8 + 4 * PARTS_MAX] = { 1 };
    uint64_t value;
    unsigned parts = 0;
    if (text[0] != 'S' || text[1] != '-' || text[2] != '1')
        return false;
    text += 3;
    if (!read_part(&text, AUTHORITY_MAX, &value))
        return false;
    for (unsigned i = 0; i < 6; i++)
        sid[7 - i] = (uint8_t)(value >> (8 * i));
    while (*text) {
        if (parts == PARTS_MAX || !read_part(&text, UINT32_MAX, &value))
            return false;
        record_store(sid + 8 + 4 * parts++, 4, value);
    }
    sid[1] = (uint8_t)parts;
    buffer_put(out, sid, 8 + 4 * parts);
    return true;
}

char *spelling_hex(const void *data, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    const uint8_t    *at = data;
    char             *out = malloc(2 * size + 1);
    if (!out)
        return NULL;
    for (size_t i = 0; i < size; i++) {
        out[2 * i] = digits[at[i] >> 4];
        out[2 * i + 1] = digits[at[i] & 15];
    }
    out[2 * size] = 0;
    return out;
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool spelling_read_hex(const char *text, struct buffer *out)
{
    for (; *text; text += 2) {
        int high = digit(text[0]), low = high < 0 ? -1 : digit(text[1]);
        if (low < 0)
            return false;
        uint8_t byte = (uint8_t)(high << 4 | low);
        buffer_put(out, &byte, 1);
    }
    return true;
}

void spelling_address(const void *address, size_t size, char out[SPELLING_ADDRESS_MAX])
{
    uint32_t v4 = htonl((uint32_t)record_load(address, 4));
    inet_ntop(size == 4 ? AF_INET : AF_INET6, size == 4 ? &v4 : address, out, SPELLING_ADDRESS_MAX);
}

bool spelling_read_address(const char *text, size_t size, void *out)
{
    uint32_t v4;
    if (size != 4)
        return inet_pton(AF_INET6, text, out) == 1;
    if (inet_pton(AF_INET, text, &v4) != 1)
        return false;
    record_store(out, 4, ntohl(v4));
    return true;
}
