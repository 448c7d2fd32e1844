#include "security/sddl.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "security/sddl_codes.h"
#include "security/wellknown.h"

#define TOKEN_SIZE 192u

/* A text being read. */
struct reader {
    const char     *at; /* next character */
    struct arena   *arena;
    struct sd_parts parts; /* room for as many entries as the text has parentheses */
    char           *why;
};

static enum wfp_status refuse(struct reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

static enum wfp_status refuse(struct reader *r, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(r->why, SDDL_WHY_SIZE, format, args);
    va_end(args);
    return WFP_INVALID_SECURITY_DESCR;
}

static enum wfp_status no_memory(struct reader *r)
{
    snprintf(r->why, SDDL_WHY_SIZE, "not enough memory");
    return WFP_NO_MEMORY;
}

static bool code_find(const struct sddl_code *codes, size_t count, const char *name, size_t length, uint32_t *value)
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
    const struct well_known_row *row = well_known_by_letters(text, strlen(text));
    if (!row)
        return sid_parse(text, out);
    memcpy(out, row->sid, sid_size(row->sid));
    return true;
}

/* Cuts the characters up to the first of `ends` (or the end of the text) off into token[]. False when it is too long. */
static bool take(struct reader *r, const char *ends, char token[TOKEN_SIZE])
{
    size_t n = strcspn(r->at, ends);
    if (n >= TOKEN_SIZE)
        return false;
    memcpy(token, r->at, n);
    token[n] = 0;
    r->at += n;
    return true;
}

static enum wfp_status keep_sid(struct reader *r, const uint8_t *sid, const uint8_t **out)
{
    *out = arena_copy(r->arena, sid, sid_size(sid));
    return *out ? WFP_OK : no_memory(r);
}

/* The SID after "O:" or "G:": two letters, or S-1-... up to the next part ("D:" begins with a hexadecimal digit). */
static enum wfp_status read_part_sid(struct reader *r, char part, const uint8_t **out)
{
    char    token[TOKEN_SIZE];
    uint8_t sid[SID_MAX_SIZE];
    size_t  n = 0;
    if (strncasecmp(r->at, "S-", 2) == 0)
        while (r->at[n] && r->at[n + 1] != ':' && (isalnum((unsigned char)r->at[n]) || r->at[n] == '-'))
            n++;
    else
        n = strnlen(r->at, 2);
    if (n >= TOKEN_SIZE)
        return refuse(r, "the SID after %c: is too long", part);
    memcpy(token, r->at, n);
    token[n] = 0;
    if (!sddl_sid(token, sid))
        return refuse(r, "\"%s\" after %c: is no SID; write S-1-... or a well-known pair such as BA, SY, WD", token, part);
    r->at += n;
    return keep_sid(r, sid, out);
}

static bool right_find(const char *letters, uint32_t *mask)
{
    return code_find(sddl_rights, COUNT_OF(sddl_rights), letters, 2, mask) ||
           code_find(sddl_masks, COUNT_OF(sddl_masks), letters, 2, mask);
}

static enum wfp_status read_rights(struct reader *r, const char *token, uint32_t *mask)
{
    char    *end;
    uint32_t one;
    *mask = 0;
    if (isdigit((unsigned char)token[0])) {
        unsigned long long n = strtoull(token, &end, 0);
        if (*end || n > UINT32_MAX)
            return refuse(r, "\"%.40s\" is no access mask", token);
        *mask = (uint32_t)n;
        return WFP_OK;
    }
    for (const char *p = token; *p; p += 2) {
        if (!p[1] || !right_find(p, &one))
            return refuse(r, "\"%.2s\" is no access right; write letters such as CC (to match a filter) or GA, or 0x...", p);
        *mask |= one;
    }
    return *mask ? WFP_OK : refuse(r, "an entry grants no right; write letters such as CC (to match a filter) or GA");
}

static enum wfp_status read_ace_flags(struct reader *r, const char *token, uint32_t *flags)
{
    uint32_t one;
    *flags = 0;
    for (const char *p = token; *p; p += 2) {
        if (!p[1] || !code_find(sddl_ace_flags, COUNT_OF(sddl_ace_flags), p, 2, &one))
            return refuse(r, "\"%.2s\" is no flag of an entry", p);
        *flags |= one;
    }
    return WFP_OK;
}

/* type;flags;rights;object;inherited object;account */
enum ace_part { PART_TYPE, PART_FLAGS, PART_RIGHTS, PART_OBJECT, PART_INHERITED, PART_ACCOUNT, PART_COUNT };

static enum wfp_status split_ace(struct reader *r, char parts[PART_COUNT][TOKEN_SIZE])
{
    for (unsigned i = 0; i < PART_COUNT; i++) {
        char end = i + 1 < PART_COUNT ? ';' : ')';
        if (!take(r, ";)", parts[i]) || *r->at != end)
            return refuse(r, "an entry is written (type;flags;rights;;;account)");
        r->at++;
    }
    return WFP_OK;
}

static enum wfp_status read_ace(struct reader *r)
{
    char     parts[PART_COUNT][TOKEN_SIZE];
    uint8_t  sid[SID_MAX_SIZE];
    uint32_t type, flags;
    struct ace *ace = &r->parts.aces[r->parts.ace_count];
    RETURN_IF(split_ace(r, parts));
    if (!code_find(sddl_ace_types, COUNT_OF(sddl_ace_types), parts[PART_TYPE], strlen(parts[PART_TYPE]), &type))
        return refuse(r, "entry type \"%.20s\": only A (allow) and D (deny) are known here", parts[PART_TYPE]);
    RETURN_IF(read_ace_flags(r, parts[PART_FLAGS], &flags));
    RETURN_IF(read_rights(r, parts[PART_RIGHTS], &ace->mask));
    if (parts[PART_OBJECT][0] || parts[PART_INHERITED][0])
        return refuse(r, "an entry for an object type has no meaning for a filter; leave both GUIDs out");
    if (!sddl_sid(parts[PART_ACCOUNT], sid))
        return refuse(r, "\"%.60s\" is no account; write S-1-... or a well-known pair such as BA, SY, WD",
                      parts[PART_ACCOUNT]);
    ace->type = (uint8_t)type;
    ace->flags = (uint8_t)flags;
    RETURN_IF(keep_sid(r, sid, &ace->sid));
    r->parts.ace_count++;
    return WFP_OK;
}

/* "NO_ACCESS_CONTROL", which may stand where the entries would. */
static bool take_open_to_all(struct reader *r)
{
    size_t n = sizeof(SDDL_OPEN_TO_ALL) - 1;
    if (strncasecmp(r->at, SDDL_OPEN_TO_ALL, n) != 0)
        return false;
    r->at += n;
    return true;
}

static bool at_part_end(const struct reader *r)
{
    return !*r->at || *r->at == '(' || r->at[1] == ':' || strncasecmp(r->at, "NO", 2) == 0;
}

/* The flags of a DACL or a SACL. */
static enum wfp_status read_acl_flags(struct reader *r, const char *which, uint16_t *control)
{
    while (!at_part_end(r)) {
        uint32_t value;
        size_t   n = toupper((unsigned char)*r->at) == 'P' ? 1 : 2;
        if (strnlen(r->at, 2) < n || !code_find(sddl_dacl_flags, COUNT_OF(sddl_dacl_flags), r->at, n, &value))
            return refuse(r, "\"%.2s\" is no flag of a %s", r->at, which);
        *control |= (uint16_t)value;
        r->at += n;
    }
    return WFP_OK;
}

static enum wfp_status read_dacl(struct reader *r)
{
    RETURN_IF(read_acl_flags(r, "DACL", &r->parts.control));
    r->parts.dacl = take_open_to_all(r) ? DACL_NULL : DACL_LIST;
    while (r->parts.dacl == DACL_LIST && *r->at == '(') {
        r->at++;
        RETURN_IF(read_ace(r));
    }
    return WFP_OK;
}

/* A SACL is only read over: its entries may nest parentheses and quote them, nothing in them matters. */
static enum wfp_status skip_sacl(struct reader *r)
{
    uint16_t control = 0;
    RETURN_IF(read_acl_flags(r, "SACL", &control));
    if (take_open_to_all(r))
        return WFP_OK;
    while (*r->at == '(') {
        unsigned depth = 0;
        bool     quoted = false;
        do {
            if (!*r->at)
                return refuse(r, "an entry of the SACL has no end");
            quoted ^= *r->at == '"';
            depth += !quoted && *r->at == '(';
            depth -= !quoted && *r->at == ')';
            r->at++;
        } while (depth);
    }
    return WFP_OK;
}

static enum wfp_status read_part(struct reader *r, char part)
{
    switch (part) {
    case 'O':
        return read_part_sid(r, part, &r->parts.owner);
    case 'G':
        return read_part_sid(r, part, &r->parts.group);
    case 'D':
        return read_dacl(r);
    default:
        return skip_sacl(r);
    }
}

static enum wfp_status read_parts(struct reader *r)
{
    static const char letters[] = "OGDS";
    bool              seen[sizeof(letters)] = { false };
    while (*r->at) {
        char        part = (char)toupper((unsigned char)r->at[0]);
        const char *letter = strchr(letters, part);
        if (r->at[1] != ':' || !letter)
            return refuse(r, "\"%.12s\": expected O:, G:, D: or S:", r->at);
        if (seen[letter - letters])
            return refuse(r, "%c: is given twice", part);
        seen[letter - letters] = true;
        r->at += 2;
        RETURN_IF(read_part(r, part));
    }
    return WFP_OK;
}

static size_t parentheses(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += *text == '(';
    return n;
}

enum wfp_status sddl_parse(const char *text, struct arena *arena, struct byte_blob **out, char why[SDDL_WHY_SIZE])
{
    struct reader r = { .at = text, .arena = arena, .why = why };
    r.parts.aces = arena_array(arena, parentheses(text), sizeof(*r.parts.aces));
    if (!r.parts.aces)
        return no_memory(&r);
    RETURN_IF(read_parts(&r));
    enum wfp_status err = sd_build(&r.parts, arena, out);
    if (err == WFP_NO_MEMORY)
        return no_memory(&r);
    return err ? refuse(&r, "the list is larger than an ACL may be (64 KiB)") : WFP_OK;
}

enum wfp_status sddl_for_sid(const uint8_t *sid, struct arena *arena, struct byte_blob **out)
{
    struct ace            ace = { ACE_ALLOW, 0, ACTRL_MATCH_FILTER, sid };
    const struct sd_parts parts = { .dacl = DACL_LIST, .aces = &ace, .ace_count = 1 };
    return sd_build(&parts, arena, out);
}
