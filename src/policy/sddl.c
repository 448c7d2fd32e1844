#include "policy/sddl.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CONTROL_DACL_PRESENT     0x0004u
#define CONTROL_DACL_REQUIRED    0x0100u
#define CONTROL_DACL_INHERITED   0x0400u
#define CONTROL_DACL_PROTECTED   0x1000u
#define CONTROL_SELF_RELATIVE    0x8000u
#define HEAD_SIZE                20u
#define ACL_HEAD_SIZE            8u
#define ACL_MAX_SIZE             0xfffcu
#define ACL_REVISION             2u
#define ACE_ALLOW                0u
#define ACE_DENY                 1u
#define RIGHT_MATCH_FILTER       1u /* FWP_ACTRL_MATCH_FILTER, "CC" */
#define TOKEN_SIZE               192u

struct code {
    char     name[3];
    uint32_t value;
};

static const struct code rights[] = {
    { "GA", 0x10000000 }, { "GX", 0x20000000 }, { "GW", 0x40000000 }, { "GR", 0x80000000 }, { "RC", 0x00020000 },
    { "SD", 0x00010000 }, { "WD", 0x00040000 }, { "WO", 0x00080000 }, { "CC", 0x00000001 }, { "DC", 0x00000002 },
    { "LC", 0x00000004 }, { "SW", 0x00000008 }, { "RP", 0x00000010 }, { "WP", 0x00000020 }, { "DT", 0x00000040 },
    { "LO", 0x00000080 }, { "CR", 0x00000100 }, { "FA", 0x001f01ff }, { "FR", 0x00120089 }, { "FW", 0x00120116 },
    { "FX", 0x001200a0 }, { "KA", 0x000f003f }, { "KR", 0x00020019 }, { "KW", 0x00020006 }, { "KX", 0x00020019 },
};

static const struct code ace_flags[] = {
    { "OI", 0x01 }, { "CI", 0x02 }, { "NP", 0x04 }, { "IO", 0x08 }, { "ID", 0x10 }, { "SA", 0x40 }, { "FA", 0x80 },
};

static const struct code ace_types[] = { { "A", ACE_ALLOW }, { "D", ACE_DENY } };

static const struct {
    char        name[3];
    const char *sid;
} accounts[] = {
    { "WD", "S-1-1-0" },       { "CO", "S-1-3-0" },       { "CG", "S-1-3-1" },       { "OW", "S-1-3-4" },
    { "NU", "S-1-5-2" },       { "IU", "S-1-5-4" },       { "SU", "S-1-5-6" },       { "AN", "S-1-5-7" },
    { "ED", "S-1-5-9" },       { "PS", "S-1-5-10" },      { "AU", "S-1-5-11" },      { "RC", "S-1-5-12" },
    { "SY", "S-1-5-18" },      { "LS", "S-1-5-19" },      { "NS", "S-1-5-20" },      { "WR", "S-1-5-33" },
    { "BA", "S-1-5-32-544" },  { "BU", "S-1-5-32-545" },  { "BG", "S-1-5-32-546" },  { "PU", "S-1-5-32-547" },
    { "AO", "S-1-5-32-548" },  { "SO", "S-1-5-32-549" },  { "PO", "S-1-5-32-550" },  { "BO", "S-1-5-32-551" },
    { "RE", "S-1-5-32-552" },  { "RU", "S-1-5-32-554" },  { "RD", "S-1-5-32-555" },  { "NO", "S-1-5-32-556" },
    { "MU", "S-1-5-32-558" },  { "LU", "S-1-5-32-559" },  { "IS", "S-1-5-32-568" },  { "CY", "S-1-5-32-569" },
    { "ER", "S-1-5-32-573" },  { "CD", "S-1-5-32-574" },  { "HA", "S-1-5-32-578" },  { "AA", "S-1-5-32-579" },
    { "RM", "S-1-5-32-580" },  { "AC", "S-1-15-2-1" },    { "LW", "S-1-16-4096" },   { "ME", "S-1-16-8192" },
    { "MP", "S-1-16-8448" },   { "HI", "S-1-16-12288" },  { "SI", "S-1-16-16384" },
};

/* A descriptor being written. `bytes` has room for whatever text of this length can ask for. */
struct descriptor {
    const char *at; /* next character */
    uint8_t    *bytes;
    uint32_t    size;
    uint32_t    control;
    char       *why;
};

static enum wfp_status refuse(struct descriptor *d, const char *format, ...) __attribute__((format(printf, 2, 3)));

static enum wfp_status refuse(struct descriptor *d, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(d->why, SDDL_WHY_SIZE, format, args);
    va_end(args);
    return WFP_INVALID_SECURITY_DESCR;
}

static void put(struct descriptor *d, uint32_t at, uint32_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        d->bytes[at + i] = (uint8_t)(value >> 8 * i);
}

static void put_sid(struct descriptor *d, const uint8_t *sid)
{
    memcpy(d->bytes + d->size, sid, sid_size(sid));
    d->size += (uint32_t)sid_size(sid);
}

static bool code_find(const struct code *codes, size_t count, const char *name, size_t length, uint32_t *value)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(codes[i].name) == length && strncasecmp(codes[i].name, name, length) == 0) {
            *value = codes[i].value;
            return true;
        }
    return false;
}

bool sddl_sid(const char *text, uint8_t out[SID_MAX_SIZE])
{
    for (size_t i = 0; i < COUNT_OF(accounts); i++)
        if (strcasecmp(accounts[i].name, text) == 0)
            return sid_parse(accounts[i].sid, out);
    return sid_parse(text, out);
}

/* Cuts the characters up to the first of `ends` (or the end of the text) off into token[]. False when it is too long. */
static bool take(struct descriptor *d, const char *ends, char token[TOKEN_SIZE])
{
    size_t n = strcspn(d->at, ends);
    if (n >= TOKEN_SIZE)
        return false;
    memcpy(token, d->at, n);
    token[n] = 0;
    d->at += n;
    return true;
}

/* The SID after "O:" or "G:": two letters, or S-1-... up to the next part ("D:" begins with a hexadecimal digit). */
static enum wfp_status read_part_sid(struct descriptor *d, const char *part, uint32_t slot)
{
    char    token[TOKEN_SIZE];
    uint8_t sid[SID_MAX_SIZE];
    size_t  n = 0;
    if (strncasecmp(d->at, "S-", 2) == 0)
        while (d->at[n] && d->at[n + 1] != ':' && (isalnum((unsigned char)d->at[n]) || d->at[n] == '-'))
            n++;
    else
        n = strlen(d->at) < 2 ? strlen(d->at) : 2;
    if (n >= TOKEN_SIZE)
        return refuse(d, "the SID after %s: is too long", part);
    memcpy(token, d->at, n);
    token[n] = 0;
    if (!sddl_sid(token, sid))
        return refuse(d, "\"%s\" after %s: is no SID; write S-1-... or a well-known pair such as BA, SY, WD", token,
                      part);
    d->at += n;
    put(d, slot, d->size, 4);
    put_sid(d, sid);
    return WFP_OK;
}

static enum wfp_status read_rights(struct descriptor *d, const char *token, uint32_t *mask)
{
    char    *end;
    uint32_t one;
    *mask = 0;
    if (isdigit((unsigned char)token[0])) {
        unsigned long long n = strtoull(token, &end, 0);
        if (*end || n > UINT32_MAX)
            return refuse(d, "\"%.40s\" is no access mask", token);
        *mask = (uint32_t)n;
        return WFP_OK;
    }
    for (const char *p = token; *p; p += 2) {
        if (!p[1] || !code_find(rights, COUNT_OF(rights), p, 2, &one))
            return refuse(d, "\"%.2s\" is no access right; CC is the right to match a filter", p);
        *mask |= one;
    }
    return *mask ? WFP_OK : refuse(d, "an entry grants no right; CC is the right to match a filter");
}

static enum wfp_status read_ace_flags(struct descriptor *d, const char *token, uint32_t *flags)
{
    uint32_t one;
    *flags = 0;
    for (const char *p = token; *p; p += 2) {
        if (!p[1] || !code_find(ace_flags, COUNT_OF(ace_flags), p, 2, &one))
            return refuse(d, "\"%.2s\" is no flag of an entry", p);
        *flags |= one;
    }
    return WFP_OK;
}

/* type;flags;rights;object;inherited object;account */
enum ace_part { ACE_TYPE, ACE_FLAGS, ACE_RIGHTS, ACE_OBJECT, ACE_INHERITED, ACE_ACCOUNT, ACE_PARTS };

static enum wfp_status split_ace(struct descriptor *d, char parts[ACE_PARTS][TOKEN_SIZE])
{
    for (unsigned i = 0; i < ACE_PARTS; i++) {
        char end = i + 1 < ACE_PARTS ? ';' : ')';
        if (!take(d, ";)", parts[i]) || *d->at != end)
            return refuse(d, "an entry is written (type;flags;rights;;;account)");
        d->at++;
    }
    return WFP_OK;
}

static enum wfp_status read_ace(struct descriptor *d, uint32_t acl)
{
    char     parts[ACE_PARTS][TOKEN_SIZE];
    uint8_t  sid[SID_MAX_SIZE];
    uint32_t type, flags, mask, start = d->size;
    RETURN_IF(split_ace(d, parts));
    if (!code_find(ace_types, COUNT_OF(ace_types), parts[ACE_TYPE], strlen(parts[ACE_TYPE]), &type))
        return refuse(d, "entry type \"%.20s\": only A (allow) and D (deny) are known here", parts[ACE_TYPE]);
    RETURN_IF(read_ace_flags(d, parts[ACE_FLAGS], &flags));
    RETURN_IF(read_rights(d, parts[ACE_RIGHTS], &mask));
    if (parts[ACE_OBJECT][0] || parts[ACE_INHERITED][0])
        return refuse(d, "an entry for an object type has no meaning for a filter; leave both GUIDs out");
    if (!sddl_sid(parts[ACE_ACCOUNT], sid))
        return refuse(d, "\"%.60s\" is no account; write S-1-... or a well-known pair such as BA, SY, WD",
                      parts[ACE_ACCOUNT]);
    if (start - acl + 8 + sid_size(sid) > ACL_MAX_SIZE)
        return refuse(d, "the list is larger than an ACL may be (64 KiB)");
    put(d, start, type, 1);
    put(d, start + 1, flags, 1);
    put(d, start + 2, (uint32_t)(8 + sid_size(sid)), 2);
    put(d, start + 4, mask, 4);
    d->size += 8;
    put_sid(d, sid);
    return WFP_OK;
}

static enum wfp_status read_dacl_flags(struct descriptor *d)
{
    static const struct code codes[] = {
        { "P", CONTROL_DACL_PROTECTED }, { "AR", CONTROL_DACL_REQUIRED }, { "AI", CONTROL_DACL_INHERITED }
    };
    while (*d->at && *d->at != '(' && d->at[1] != ':') {
        uint32_t value;
        size_t   n = toupper((unsigned char)*d->at) == 'P' ? 1 : 2;
        if (strlen(d->at) < n || !code_find(codes, COUNT_OF(codes), d->at, n, &value))
            return refuse(d, "\"%.2s\" is no flag of a DACL", d->at);
        d->control |= value;
        d->at += n;
    }
    return WFP_OK;
}

static enum wfp_status read_dacl(struct descriptor *d)
{
    static const char open_to_all[] = "NO_ACCESS_CONTROL";
    uint32_t          acl = d->size, count = 0;
    d->control |= CONTROL_DACL_PRESENT;
    if (strncasecmp(d->at, open_to_all, sizeof(open_to_all) - 1) == 0) {
        d->at += sizeof(open_to_all) - 1; /* a NULL DACL: present, offset 0, grants all */
        return WFP_OK;
    }
    RETURN_IF(read_dacl_flags(d));
    d->size += ACL_HEAD_SIZE;
    while (*d->at == '(') {
        d->at++;
        RETURN_IF(read_ace(d, acl));
        count++;
    }
    put(d, acl, ACL_REVISION, 1);
    put(d, acl + 2, d->size - acl, 2);
    put(d, acl + 4, count, 2);
    put(d, 16, acl, 4);
    return WFP_OK;
}

static enum wfp_status read_parts(struct descriptor *d)
{
    bool seen[256] = { false };
    while (*d->at) {
        int part = toupper((unsigned char)d->at[0]);
        if (d->at[1] != ':' || !strchr("OGDS", part))
            return refuse(d, "\"%.12s\": expected O:, G: or D:", d->at);
        if (seen[part])
            return refuse(d, "%c: is given twice", part);
        seen[part] = true;
        d->at += 2;
        if (part == 'S')
            return refuse(d, "S: (a SACL) is ignored by the platform; leave it out");
        RETURN_IF(part == 'D' ? read_dacl(d) : read_part_sid(d, part == 'O' ? "O" : "G", part == 'O' ? 4 : 8));
    }
    return seen['D'] ? WFP_OK : refuse(d, "without a D: part nobody matches; write O:BAG:BAD:(A;;CC;;;BU)");
}

enum wfp_status sddl_parse(const char *text, struct arena *arena, struct byte_blob **out, char why[SDDL_WHY_SIZE])
{
    /* The densest text is "-0" for 4 bytes and "(A;;CC;;;LW)" for 20; eight bytes a character is more than either. */
    struct descriptor d = { .at = text, .size = HEAD_SIZE, .control = CONTROL_SELF_RELATIVE, .why = why };
    struct byte_blob *blob = arena_alloc(arena, sizeof(*blob));
    d.bytes = arena_array(arena, strlen(text) + HEAD_SIZE + 2 * SID_MAX_SIZE, 8);
    if (!blob || !d.bytes)
        return WFP_NO_MEMORY;
    RETURN_IF(read_parts(&d));
    put(&d, 0, 1, 1);
    put(&d, 2, d.control, 2);
    *blob = (struct byte_blob){ d.size, d.bytes };
    *out = blob;
    return WFP_OK;
}

enum wfp_status sddl_for_sid(const uint8_t *sid, struct arena *arena, struct byte_blob **out)
{
    char text[SID_TEXT_SIZE + 32], name[SID_TEXT_SIZE], why[SDDL_WHY_SIZE];
    snprintf(text, sizeof(text), "D:(A;;0x%x;;;%s)", RIGHT_MATCH_FILTER, sid_format(sid, name));
    return sddl_parse(text, arena, out, why);
}
