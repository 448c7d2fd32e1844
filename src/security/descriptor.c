#include "security/descriptor.h"

enum {
    SD_REVISION = 1,
    SD_HEAD_SIZE = 20,
    ACL_REVISION = 2,
    ACL_REVISION_MAX = 4,
    ACL_HEAD_SIZE = 8,
    ACL_MAX_SIZE = 0xfffc,
    ACE_HEAD_SIZE = 8, /* with the mask */
    SID_REVISION = 1,
    SID_HEAD_SIZE = 8,
    SID_MAX_PARTS = 15,
    ALIGNMENT = 4,
};

/* The SID at the cursor, in place; NULL when it is none. */
static const uint8_t *take_sid(struct bytes *b)
{
    struct bytes head = *b;
    uint8_t      revision, parts;
    if (!bytes_u8(&head, &revision) || !bytes_u8(&head, &parts) || revision != SID_REVISION || parts > SID_MAX_PARTS)
        return NULL;
    return bytes_take(b, SID_HEAD_SIZE + 4u * parts);
}

static bool is_known(uint8_t type)
{
    return type == ACE_ALLOW || type == ACE_DENY || type == ACE_DENY_CALLBACK;
}

static bool take_ace(struct bytes *b, struct ace *out)
{
    struct ace   ace = { 0 };
    struct bytes body;
    uint16_t     size;
    if (!bytes_u8(b, &ace.type) || !bytes_u8(b, &ace.flags) || !bytes_u16_le(b, &size) || size < 4 || size % ALIGNMENT ||
        !bytes_sub(b, size - 4u, &body))
        return false;
    if (is_known(ace.type) && (!bytes_u32_le(&body, &ace.mask) || !(ace.sid = take_sid(&body))))
        return false;
    *out = ace;
    return true;
}

bool ace_next(struct ace_cursor *cursor, struct ace *out)
{
    if (!cursor->left || !take_ace(&cursor->at, out))
        return false;
    cursor->left--;
    return true;
}

/* Walks the list once, so that no later walk can fail. */
static enum wfp_status open_acl(struct bytes b, struct bytes *aces, uint32_t *count)
{
    uint8_t    revision;
    uint16_t   size, entries;
    struct ace ace;
    if (!bytes_u8(&b, &revision) || !bytes_skip(&b, 1) || !bytes_u16_le(&b, &size) || !bytes_u16_le(&b, &entries) ||
        !bytes_skip(&b, 2) || revision < ACL_REVISION || revision > ACL_REVISION_MAX || size < ACL_HEAD_SIZE ||
        bytes_left(&b) < size - (size_t)ACL_HEAD_SIZE)
        return WFP_INVALID_SECURITY_DESCR;
    bytes_limit(&b, size - (size_t)ACL_HEAD_SIZE);
    struct ace_cursor cursor = { b, entries };
    while (ace_next(&cursor, &ace))
        continue;
    if (cursor.left)
        return WFP_INVALID_SECURITY_DESCR;
    *aces = b;
    *count = entries;
    return WFP_OK;
}

/* The bytes from `offset` on, which may not point into the head; false for an offset that leads nowhere. */
static bool part_at(struct bytes all, uint32_t offset, struct bytes *part)
{
    *part = all;
    return offset >= SD_HEAD_SIZE && bytes_skip(part, offset);
}

static bool open_sid(struct bytes all, uint32_t offset, const uint8_t **out)
{
    struct bytes part;
    *out = NULL;
    return offset == 0 || (part_at(all, offset, &part) && (*out = take_sid(&part)));
}

static enum wfp_status open_dacl(struct bytes all, uint32_t offset, struct sd *sd)
{
    struct bytes part;
    if (!(sd->control & SD_DACL_PRESENT))
        return WFP_OK;
    sd->dacl = offset ? DACL_LIST : DACL_NULL;
    if (!offset)
        return WFP_OK;
    if (offset % ALIGNMENT || !part_at(all, offset, &part))
        return WFP_INVALID_SECURITY_DESCR;
    return open_acl(part, &sd->aces, &sd->ace_count);
}

enum wfp_status sd_open(const struct byte_blob *blob, struct sd *out)
{
    struct bytes all = bytes_of(blob->data, blob->size), b = all;
    struct sd    sd = { .dacl = DACL_ABSENT };
    uint8_t      revision;
    uint32_t     owner, group, dacl;
    if (!bytes_u8(&b, &revision) || !bytes_skip(&b, 1) || !bytes_u16_le(&b, &sd.control) || !bytes_u32_le(&b, &owner) ||
        !bytes_u32_le(&b, &group) || !bytes_skip(&b, 4) || !bytes_u32_le(&b, &dacl))
        return WFP_INVALID_SECURITY_DESCR;
    if (revision != SD_REVISION || !(sd.control & SD_SELF_RELATIVE) || !open_sid(all, owner, &sd.owner) ||
        !open_sid(all, group, &sd.group))
        return WFP_INVALID_SECURITY_DESCR;
    RETURN_IF(open_dacl(all, dacl, &sd));
    *out = sd;
    return WFP_OK;
}

bool sd_is_valid(const struct byte_blob *blob)
{
    struct sd sd;
    return sd_open(blob, &sd) == WFP_OK;
}

struct bytes sd_acl(const struct sd *sd)
{
    struct bytes acl = { 0 };
    if (sd->dacl == DACL_LIST)
        acl = (struct bytes){ sd->aces.at - ACL_HEAD_SIZE, sd->aces.end };
    return acl;
}

static enum wfp_status copy_aces(struct ace_cursor cursor, struct arena *arena, struct sd_parts *out)
{
    struct ace *aces = arena_array(arena, cursor.left, sizeof(*aces));
    uint32_t    n = 0;
    if (!aces)
        return WFP_NO_MEMORY;
    for (; ace_next(&cursor, &aces[n]); n++)
        if (aces[n].type != ACE_ALLOW && aces[n].type != ACE_DENY)
            return WFP_INVALID_SECURITY_DESCR;
    out->dacl = DACL_LIST;
    out->aces = aces;
    out->ace_count = n;
    return WFP_OK;
}

enum wfp_status sd_read(const struct byte_blob *blob, struct arena *arena, struct sd_parts *out)
{
    struct sd sd;
    RETURN_IF(sd_open(blob, &sd));
    struct sd_parts parts = { .control = sd.control, .owner = sd.owner, .group = sd.group, .dacl = sd.dacl };
    if (sd.dacl == DACL_LIST)
        RETURN_IF(copy_aces(sd_aces(&sd), arena, &parts));
    *out = parts;
    return WFP_OK;
}

enum wfp_status acl_read(const struct byte_blob *acl, struct arena *arena, struct sd_parts *out)
{
    struct ace_cursor cursor;
    if (!acl) {
        out->dacl = DACL_NULL;
        out->aces = NULL;
        out->ace_count = 0;
        return WFP_OK;
    }
    RETURN_IF(open_acl(bytes_of(acl->data, acl->size), &cursor.at, &cursor.left));
    return copy_aces(cursor, arena, out);
}

/* A descriptor being written, into memory that is known to suffice. */
struct writer {
    uint8_t *data;
    uint32_t size;
};

static void put(struct writer *w, uint32_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        w->data[w->size++] = (uint8_t)(value >> 8 * i);
}

static void put_sid(struct writer *w, const uint8_t *sid)
{
    memcpy(w->data + w->size, sid, sid_size(sid));
    w->size += (uint32_t)sid_size(sid);
}

static size_t acl_size(const struct sd_parts *p)
{
    size_t size = ACL_HEAD_SIZE;
    for (uint32_t i = 0; i < p->ace_count; i++)
        size += ACE_HEAD_SIZE + sid_size(p->aces[i].sid);
    return size;
}

static void put_acl(struct writer *w, const struct sd_parts *p, size_t size)
{
    put(w, ACL_REVISION, 2);
    put(w, (uint32_t)size, 2);
    put(w, p->ace_count, 4);
    for (uint32_t i = 0; i < p->ace_count; i++) {
        const struct ace *ace = &p->aces[i];
        put(w, ace->type, 1);
        put(w, ace->flags, 1);
        put(w, (uint32_t)(ACE_HEAD_SIZE + sid_size(ace->sid)), 2);
        put(w, ace->mask, 4);
        put_sid(w, ace->sid);
    }
}

static void put_head(struct writer *w, const struct sd_parts *p, uint32_t owner_size, uint32_t group_size)
{
    uint32_t control = (p->control & ~(uint32_t)(SD_SACL_PRESENT | SD_DACL_PRESENT)) | SD_SELF_RELATIVE;
    put(w, SD_REVISION, 2);
    put(w, control | (p->dacl == DACL_ABSENT ? 0 : SD_DACL_PRESENT), 2);
    put(w, owner_size ? SD_HEAD_SIZE : 0, 4);
    put(w, group_size ? SD_HEAD_SIZE + owner_size : 0, 4);
    put(w, 0, 4);
    put(w, p->dacl == DACL_LIST ? SD_HEAD_SIZE + owner_size + group_size : 0, 4);
}

enum wfp_status sd_build(const struct sd_parts *parts, struct arena *arena, struct byte_blob **out)
{
    uint32_t owner = parts->owner ? (uint32_t)sid_size(parts->owner) : 0;
    uint32_t group = parts->group ? (uint32_t)sid_size(parts->group) : 0;
    size_t   acl = parts->dacl == DACL_LIST ? acl_size(parts) : 0;
    if (acl > ACL_MAX_SIZE)
        return WFP_INVALID_SECURITY_DESCR;
    struct byte_blob *blob = arena_alloc(arena, sizeof(*blob));
    struct writer     w = { arena_alloc(arena, SD_HEAD_SIZE + owner + group + acl), 0 };
    if (!blob || !w.data)
        return WFP_NO_MEMORY;
    put_head(&w, parts, owner, group);
    if (owner)
        put_sid(&w, parts->owner);
    if (group)
        put_sid(&w, parts->group);
    if (parts->dacl == DACL_LIST)
        put_acl(&w, parts, acl);
    *blob = (struct byte_blob){ w.size, w.data };
    *out = blob;
    return WFP_OK;
}
