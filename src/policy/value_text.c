#include "policy/value_text.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf16.h"
#include "policy/addr_text.h"
#include "policy/value_names.h"
#include "security/descriptor.h"
#include "security/sddl.h"

/* Longest text in which a '-' is tried as the middle of a range. */
#define RANGE_TEXT_MAX 128u
#define SHOWN          60 /* characters of a value that a message repeats */
#define STRING_MAX     32767u

static enum value_fit bad(struct value_reading *r, enum wfp_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static enum value_fit bad(struct value_reading *r, enum wfp_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(r->why, sizeof(r->why), format, args);
    va_end(args);
    r->status = status;
    return VALUE_BAD;
}

static enum value_fit no_memory(struct value_reading *r)
{
    return bad(r, WFP_NO_MEMORY, "not enough memory");
}

bool number_parse(const char *text, uint64_t *out)
{
    bool  hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    char *end;
    if (text[0] < '0' || text[0] > '9')
        return false;
    errno = 0;
    unsigned long long n = strtoull(text, &end, hex ? 16 : 10);
    if (errno || *end || (hex && !text[2]))
        return false;
    *out = n;
    return true;
}

uint64_t type_maximum(enum data_type type)
{
    switch (type) {
    case TYPE_UINT8:
        return UINT8_MAX;
    case TYPE_UINT16:
        return UINT16_MAX;
    case TYPE_UINT32:
        return UINT32_MAX;
    case TYPE_UINT64:
        return UINT64_MAX;
    default:
        return 0;
    }
}

static bool set_number(struct value_reading *r, uint64_t n, struct value *out)
{
    out->type = r->field->type;
    switch (r->field->type) {
    case TYPE_UINT8:
        out->u8 = (uint8_t)n;
        return true;
    case TYPE_UINT16:
        out->u16 = (uint16_t)n;
        return true;
    case TYPE_UINT32:
        out->u32 = (uint32_t)n;
        return true;
    default:
        out->u64 = arena_copy(r->arena, &n, sizeof(n));
        return out->u64 != NULL;
    }
}

static enum value_fit read_number(struct value_reading *r, const char *text, struct value *out)
{
    uint64_t       n, most = type_maximum(r->field->type);
    char           near[96] = "";
    struct suggest s;
    if (!number_parse(text, &n) && !value_name_find(r->field->id, text, &n)) {
        suggest_init(&s, text);
        value_names_offer(r->field->id, &s);
        suggest_format(&s, near, sizeof(near));
        return bad(r, WFP_TYPE_MISMATCH, "\"%.*s\" is no %s of the field; write a decimal or 0x number from 0 to %" PRIu64 "%s",
                   SHOWN, text, value_names_any(r->field->id) ? "number or known name" : "number", most, near);
    }
    if (n > most)
        return bad(r, WFP_OUT_OF_BOUNDS, "%.*s does not fit the field; write a number from 0 to %" PRIu64, SHOWN, text,
                   most);
    return set_number(r, n, out) ? VALUE_FITS : no_memory(r);
}

static enum value_fit other_family(struct value_reading *r, const char *text)
{
    bool v4 = r->field->type == TYPE_UINT32;
    bad(r, WFP_TYPE_MISMATCH, "%.*s is an IPv%c address, but the layer is of IPv%c", SHOWN, text, v4 ? '6' : '4',
        v4 ? '4' : '6');
    return VALUE_OTHER_FAMILY;
}

/* An address with or without a prefix length or mask. */
static enum value_fit read_address(struct value_reading *r, const char *text, struct value *out)
{
    struct addr_text a;
    if (!addr_text_parse(text, &a, r->why, sizeof(r->why))) {
        r->status = a.bad_mask ? WFP_INVALID_NET_MASK : WFP_TYPE_MISMATCH;
        return VALUE_BAD;
    }
    if (a.is_v4 != (r->field->type == TYPE_UINT32))
        return other_family(r, text);
    if (a.is_v4 && !a.has_mask)
        *out = (struct value){ .type = TYPE_UINT32, .u32 = a.v4.addr };
    else if (a.is_v4)
        *out = (struct value){ .type = TYPE_V4_ADDR_MASK, .v4 = arena_copy(r->arena, &a.v4, sizeof(a.v4)) };
    else if (!a.has_mask)
        *out = (struct value){ .type = TYPE_BYTE_ARRAY16, .bytes16 = arena_copy(r->arena, a.v6.addr, sizeof(a.v6.addr)) };
    else
        *out = (struct value){ .type = TYPE_V6_ADDR_MASK, .v6 = arena_copy(r->arena, &a.v6, sizeof(a.v6)) };
    return out->type == TYPE_UINT32 || out->u64 ? VALUE_FITS : no_memory(r);
}

static enum value_fit read_mac(struct value_reading *r, const char *text, struct value *out)
{
    uint8_t mac[6];
    if (!mac_text_parse(text, mac))
        return bad(r, WFP_TYPE_MISMATCH, "\"%.*s\" is no MAC address; write 02:00:5e:10:00:01", SHOWN, text);
    *out = (struct value){ .type = TYPE_BYTE_ARRAY6, .bytes6 = arena_copy(r->arena, mac, sizeof(mac)) };
    return out->bytes6 ? VALUE_FITS : no_memory(r);
}

/* UUIDs: the bytes of the GUID as it lies in memory on Windows. */
static enum value_fit read_uuid(struct value_reading *r, const char *text, struct value *out)
{
    struct guid g;
    if (!guid_parse(text, &g))
        return bad(r, WFP_TYPE_MISMATCH, "\"%.*s\" is no GUID; write xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", SHOWN, text);
    *out = (struct value){ .type = TYPE_BYTE_ARRAY16, .bytes16 = arena_copy(r->arena, &g, sizeof(g)) };
    return out->bytes16 ? VALUE_FITS : no_memory(r);
}

static bool set_blob(struct value_reading *r, uint8_t *bytes, size_t size, struct value *out)
{
    struct byte_blob blob = { (uint32_t)size, bytes };
    *out = (struct value){ .type = TYPE_BYTE_BLOB, .blob = arena_copy(r->arena, &blob, sizeof(blob)) };
    return bytes && out->blob;
}

static enum value_fit read_string_blob(struct value_reading *r, const char *text, struct value *out)
{
    size_t units = utf16_length(text);
    if (units > STRING_MAX)
        return bad(r, WFP_OUT_OF_BOUNDS, "the text is longer than %u UTF-16 units, the longest path", STRING_MAX);
    uint8_t *bytes = arena_array(r->arena, units + 1, 2);
    if (!bytes || !set_blob(r, bytes, 2 * (units + 1), out))
        return no_memory(r);
    utf16_write_le(text, bytes); /* with its NUL */
    return VALUE_FITS;
}

/* 0x... gives the bytes themselves; any other text is a path or name in UTF-16LE. */
static enum value_fit read_blob(struct value_reading *r, const char *text, struct value *out)
{
    size_t digits = strlen(text);
    if (text[0] != '0' || (text[1] != 'x' && text[1] != 'X'))
        return read_string_blob(r, text, out);
    digits -= 2;
    uint8_t *bytes = arena_alloc(r->arena, digits / 2);
    if (!bytes || !set_blob(r, bytes, digits / 2, out))
        return no_memory(r);
    if (digits % 2 || !hex_text_parse(text + 2, bytes))
        return bad(r, WFP_TYPE_MISMATCH, "\"%.*s\" is no row of bytes; write two hexadecimal digits a byte after 0x",
                   SHOWN, text);
    return VALUE_FITS;
}

static enum value_fit read_unicode(struct value_reading *r, const char *text, struct value *out)
{
    size_t units = utf16_length(text);
    if (units > STRING_MAX)
        return bad(r, WFP_OUT_OF_BOUNDS, "the text is longer than %u UTF-16 units", STRING_MAX);
    *out = (struct value){ .type = TYPE_UNICODE_STRING, .string = arena_array(r->arena, units + 1, sizeof(uint16_t)) };
    if (!out->string)
        return no_memory(r);
    utf16_write(text, out->string);
    return VALUE_FITS;
}

static enum value_fit read_sid(struct value_reading *r, const char *text, struct value *out)
{
    uint8_t sid[SID_MAX_SIZE];
    if (!sddl_sid(text, sid))
        return bad(r, WFP_TYPE_MISMATCH, "\"%.*s\" is no SID; write S-1-... or a well-known pair such as BA, SY, WD",
                   SHOWN, text);
    *out = (struct value){ .type = TYPE_SID, .sid = arena_copy(r->arena, sid, sid_size(sid)) };
    return out->sid ? VALUE_FITS : no_memory(r);
}

static bool has_dacl(const struct byte_blob *blob)
{
    struct sd sd;
    return sd_open(blob, &sd) == WFP_OK && sd.dacl != DACL_ABSENT;
}

/* The bytes themselves, for what SDDL cannot say. */
static enum value_fit read_descriptor_bytes(struct value_reading *r, const char *text, struct value *out)
{
    struct sd      sd;
    enum value_fit fit = read_blob(r, text, out);
    if (fit != VALUE_FITS)
        return fit;
    out->type = TYPE_SECURITY_DESCRIPTOR;
    return sd_open(out->blob, &sd) == WFP_OK ? VALUE_FITS : bad(r, WFP_INVALID_SECURITY_DESCR, "the bytes are no security descriptor");
}

/* A token is compared with a security descriptor; a lone SID stands for one that grants it the match. */
static enum value_fit read_descriptor(struct value_reading *r, const char *text, struct value *out)
{
    uint8_t           sid[SID_MAX_SIZE];
    char              why[SDDL_WHY_SIZE];
    struct byte_blob *blob;
    if (strncasecmp(text, "0x", 2) == 0)
        return read_descriptor_bytes(r, text, out);
    enum wfp_status err =
        sddl_sid(text, sid) ? sddl_for_sid(sid, r->arena, &blob) : sddl_parse(text, r->arena, &blob, why);
    if (err == WFP_NO_MEMORY)
        return no_memory(r);
    if (err)
        return bad(r, err, "not SDDL: %s", why);
    if (!has_dacl(blob)) /* legal, but it would match everybody, which nobody writes it for */
        return bad(r, WFP_INVALID_SECURITY_DESCR, "not SDDL for a condition: without a D: part; write O:BAG:BAD:(A;;CC;;;BU)");
    *out = (struct value){ .type = TYPE_SECURITY_DESCRIPTOR, .blob = blob };
    return VALUE_FITS;
}

typedef enum value_fit (*read_function)(struct value_reading *r, const char *text, struct value *out);

static read_function reader_of(const struct field_row *f)
{
    static const read_function by_type[TYPE_SINGLE_MAX] = {
        [TYPE_UINT8] = read_number,
        [TYPE_UINT16] = read_number,
        [TYPE_UINT32] = read_number,
        [TYPE_UINT64] = read_number,
        [TYPE_BYTE_ARRAY16] = read_uuid,
        [TYPE_BYTE_ARRAY6] = read_mac,
        [TYPE_BYTE_BLOB] = read_blob,
        [TYPE_SID] = read_sid,
        [TYPE_TOKEN_INFORMATION] = read_descriptor,
        [TYPE_TOKEN_ACCESS_INFORMATION] = read_descriptor,
        [TYPE_UNICODE_STRING] = read_unicode,
    };
    return f->kind == FIELD_KIND_IP_ADDRESS ? read_address : by_type[f->type];
}

/* A '-' in a path or name is just a letter: there only an asked-for range is looked for. */
static bool may_be_range(const struct value_reading *r, const char *text)
{
    if (strlen(text) > RANGE_TEXT_MAX)
        return false;
    if (r->match_given)
        return r->match == MATCH_RANGE || r->field->type != TYPE_BYTE_BLOB;
    return type_maximum(r->field->type) || r->field->type == TYPE_BYTE_ARRAY16 || r->field->type == TYPE_BYTE_ARRAY6;
}

/* LO-HI: any '-' with a good value on either side (a MAC may be written with '-' itself). */
static bool read_range(struct value_reading *r, read_function read, const char *text, struct value *out,
                       enum value_fit *fit)
{
    char               half[RANGE_TEXT_MAX + 1];
    struct value_range range;
    if (!may_be_range(r, text))
        return false;
    for (const char *dash = strchr(text, '-'); dash; dash = strchr(dash + 1, '-')) {
        size_t n = (size_t)(dash - text);
        memcpy(half, text, n);
        half[n] = 0;
        enum value_fit low = read(r, half, &range.low), high = low == VALUE_BAD ? low : read(r, dash + 1, &range.high);
        if (high == VALUE_BAD)
            continue;
        if (low != high)
            *fit = bad(r, WFP_TYPE_MISMATCH, "the ends of the range %.*s are of two families", SHOWN, text);
        else
            *fit = low;
        *out = (struct value){ .type = TYPE_RANGE, .range = arena_copy(r->arena, &range, sizeof(range)) };
        if (!out->range)
            *fit = no_memory(r);
        return true;
    }
    return false;
}

static enum value_fit read_text(struct value_reading *r, const char *text, struct value *out)
{
    read_function  read = reader_of(r->field);
    enum value_fit fit;
    if (strcasecmp(text, "empty") == 0) {
        *out = (struct value){ .type = TYPE_EMPTY };
        return VALUE_FITS;
    }
    if (!read)
        return bad(r, WFP_TYPE_MISMATCH, "values of the field %s cannot be written in a policy; leave the condition out",
                   r->field->name);
    if (!read_range(r, read, text, out, &fit))
        fit = read(r, text, out);
    else if (!r->match_given)
        r->match = MATCH_RANGE;
    return fit;
}

/* ["IS_LOOPBACK", "IS_FRAGMENT"]: the bits together. */
static enum value_fit read_flags(struct value_reading *r, const json_t *json, struct value *out)
{
    uint64_t bits = 0;
    if (!type_maximum(r->field->type) || r->field->kind == FIELD_KIND_IP_ADDRESS)
        return bad(r, WFP_TYPE_MISMATCH,
                   "a list names flags, and this field has none; write one condition a value (same field twice = or)");
    for (size_t i = 0; i < json_array_size(json); i++) {
        const json_t *item = json_array_get(json, i);
        struct value  one;
        if (!json_is_string(item))
            return bad(r, WFP_TYPE_MISMATCH, "item %zu of the list is no string; a list names flags", i);
        enum value_fit fit = read_number(r, json_string_value(item), &one);
        if (fit != VALUE_FITS)
            return fit;
        bits |= value_unsigned(&one);
    }
    return set_number(r, bits, out) ? VALUE_FITS : no_memory(r);
}

enum value_fit value_read(struct value_reading *r, const json_t *json, struct value *out)
{
    char digits[32];
    if (!r->match_given)
        r->match = MATCH_EQUAL;
    if (json_is_string(json))
        return read_text(r, json_string_value(json), out);
    if (json_is_array(json))
        return read_flags(r, json, out);
    if (!json_is_integer(json))
        return bad(r, WFP_TYPE_MISMATCH, "a value is a string, a whole number or a list of flag names");
    if (!type_maximum(r->field->type) || r->field->kind == FIELD_KIND_IP_ADDRESS)
        return bad(r, WFP_TYPE_MISMATCH, "the field takes no number; write a string");
    if (json_integer_value(json) < 0)
        return bad(r, WFP_OUT_OF_BOUNDS, "%" JSON_INTEGER_FORMAT " is negative; write a number from 0 to %" PRIu64,
                   json_integer_value(json), type_maximum(r->field->type));
    snprintf(digits, sizeof(digits), "%" JSON_INTEGER_FORMAT, json_integer_value(json));
    return read_number(r, digits, out);
}
