/* Values for people. What a number means follows from the field's rows: addresses, flags, protocols. */
#include <arpa/inet.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/utf16.h"
#include "model/schema.h"
#include "model/value.h"

/* The kind of a field as the layers that have it say; fields differ in nothing else between layers. */
static enum fwpm_field_type kind_of(int field)
{
    for (unsigned i = 0; field >= 0 && field < FIELD_COUNT && i < LAYER_COUNT; i++) {
        int at = layer_field_index(&layer_rows[i], (enum field_id)field);
        if (at >= 0)
            return layer_rows[i].fields[at].kind;
    }
    return FIELD_KIND_RAW_DATA;
}

static const char *protocol_name(int field, uint64_t number)
{
    static const char *const names[256] = { [1] = "icmp", [2] = "igmp", [6] = "tcp",    [17] = "udp",  [47] = "gre",
                                            [50] = "esp", [51] = "ah",  [58] = "icmpv6", [132] = "sctp" };
    return (field == FIELD_IP_PROTOCOL || field == FIELD_EMBEDDED_PROTOCOL) && number < 256 ? names[number] : NULL;
}

static void put_v4(struct text *t, uint32_t address)
{
    text_put(t, "%u.%u.%u.%u", address >> 24, address >> 16 & 0xff, address >> 8 & 0xff, address & 0xff);
}

static void put_v6(struct text *t, const uint8_t *address)
{
    char name[INET6_ADDRSTRLEN];
    text_put(t, "%s", inet_ntop(AF_INET6, address, name, sizeof(name)));
}

static void put_v4_mask(struct text *t, const struct v4_addr_mask *m)
{
    put_v4(t, m->addr);
    if (m->mask == 0 || (m->mask | (m->mask - 1)) == 0xffffffffu) {
        text_put(t, "/%d", __builtin_popcount(m->mask));
        return;
    }
    text_put(t, "/");
    put_v4(t, m->mask);
}

static void put_unsigned(struct text *t, uint64_t n, int field, enum data_type type)
{
    enum fwpm_field_type kind = kind_of(field);
    if (kind == FIELD_KIND_IP_ADDRESS && type == TYPE_UINT32)
        put_v4(t, (uint32_t)n);
    else if (kind == FIELD_KIND_FLAGS)
        text_put(t, "0x%" PRIx64, n);
    else if (field == FIELD_ETHER_TYPE)
        text_put(t, "0x%04" PRIx64, n);
    else if (protocol_name(field, n))
        text_put(t, "%s", protocol_name(field, n));
    else
        text_put(t, "%" PRIu64, n);
}

static void put_hex(struct text *t, const uint8_t *bytes, size_t size, const char *separator)
{
    for (size_t i = 0; i < size; i++)
        text_put(t, "%s%02x", i ? separator : "", bytes[i]);
}

static void put_bytes16(struct text *t, const uint8_t *bytes, int field)
{
    char        name[GUID_TEXT_SIZE];
    struct guid guid;
    memcpy(&guid, bytes, sizeof(guid));
    if (kind_of(field) == FIELD_KIND_IP_ADDRESS)
        put_v6(t, bytes);
    else if (field >= 0)
        text_put(t, "%s", guid_format(&guid, name));
    else
        put_hex(t, bytes, 16, "");
}

/* UTF-16 that ends in a NUL, or plain ASCII in UTF-16; never anything with control characters in it. */
static bool holds_text(const struct byte_blob *blob)
{
    struct bytes b = bytes_of(blob->data, blob->size);
    uint32_t     c = 0;
    bool         ascii = true;
    if (blob->size < 2 || blob->size % 2)
        return false;
    while (utf16_next(&b, &c)) {
        if (c == 0)
            return bytes_left(&b) == 0 && blob->size > 2;
        if (c < 0x20 || c == 0x7f || c == 0xfffd)
            return false;
        ascii = ascii && c < 0x7f;
    }
    return ascii;
}

static void put_blob(struct text *t, const struct byte_blob *blob)
{
    if (holds_text(blob)) {
        text_put_utf16(t, bytes_of(blob->data, blob->size));
        return;
    }
    text_put(t, "0x");
    put_hex(t, blob->data, blob->size, "");
}

static void put_string(struct text *t, const uint16_t *s)
{
    size_t n = 0;
    while (s[n])
        n++;
    text_put_utf16(t, bytes_of(s, n * sizeof(*s)));
}

static void put_token(struct text *t, const struct token *token)
{
    char name[SID_TEXT_SIZE];
    text_put(t, "%s", token->sid_count ? sid_format(token->sids[0], name) : "a token without SIDs");
    if (token->sid_count > 1)
        text_put(t, " and %u more", token->sid_count - 1);
}

static void put_value(struct text *t, const struct value *v, int field)
{
    char sid[SID_TEXT_SIZE];
    switch (v->type) {
    case TYPE_EMPTY:
        text_put(t, "empty");
        break;
    case TYPE_UINT8:
        put_unsigned(t, v->u8, field, v->type);
        break;
    case TYPE_UINT16:
        put_unsigned(t, v->u16, field, v->type);
        break;
    case TYPE_UINT32:
        put_unsigned(t, v->u32, field, v->type);
        break;
    case TYPE_UINT64:
        put_unsigned(t, *v->u64, field, v->type);
        break;
    case TYPE_INT8:
        text_put(t, "%d", v->i8);
        break;
    case TYPE_INT16:
        text_put(t, "%d", v->i16);
        break;
    case TYPE_INT32:
        text_put(t, "%" PRId32, v->i32);
        break;
    case TYPE_INT64:
        text_put(t, "%" PRId64, *v->i64);
        break;
    case TYPE_FLOAT:
        text_put(t, "%g", (double)v->f32);
        break;
    case TYPE_DOUBLE:
        text_put(t, "%g", *v->f64);
        break;
    case TYPE_BYTE_ARRAY16:
        put_bytes16(t, v->bytes16, field);
        break;
    case TYPE_BYTE_ARRAY6:
        put_hex(t, v->bytes6, 6, ":");
        break;
    case TYPE_BYTE_BLOB:
        put_blob(t, v->blob);
        break;
    case TYPE_SID:
        text_put(t, "%s", sid_format(v->sid, sid));
        break;
    case TYPE_SECURITY_DESCRIPTOR:
        text_put(t, "a security descriptor of %" PRIu32 " bytes", v->blob->size);
        break;
    case TYPE_TOKEN_INFORMATION:
        text_put(t, "token information");
        break;
    case TYPE_TOKEN_ACCESS_INFORMATION:
        put_token(t, v->token);
        break;
    case TYPE_UNICODE_STRING:
        put_string(t, v->string);
        break;
    case TYPE_V4_ADDR_MASK:
        put_v4_mask(t, v->v4);
        break;
    case TYPE_V6_ADDR_MASK:
        put_v6(t, v->v6->addr);
        text_put(t, "/%u", v->v6->prefix);
        break;
    case TYPE_RANGE:
        put_value(t, &v->range->low, field);
        text_put(t, "-");
        put_value(t, &v->range->high, field);
        break;
    case TYPE_SINGLE_MAX:
    case TYPE_MAX:
        text_put(t, "no known type");
        break;
    }
}

char *value_format(const struct value *v, int field, char *out, size_t size)
{
    struct text t = text_init(out, size);
    put_value(&t, v, field);
    return out;
}
