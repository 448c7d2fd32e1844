#include "record/descriptor.h"

#include "record/cbor_out.h"
#include "record/walk.h"

#define HEADER_SIZE   20u     /* revision, padding, control, four offsets */
#define ACL_HEADER    8u
#define SELF_RELATIVE 0x8000u
#define DACL_PRESENT  0x0004u
#define SACL_PRESENT  0x0010u

size_t descriptor_acl_size(const void *acl)
{
    uint16_t size = (uint16_t)record_load((const uint8_t *)acl + 2, 2);
    return size >= ACL_HEADER ? size : 0;
}

static bool is_acl_part(unsigned part)
{
    return part == DESCRIPTOR_SACL || part == DESCRIPTOR_DACL;
}

static size_t part_size(unsigned part, const uint8_t *at)
{
    return is_acl_part(part) ? descriptor_acl_size(at) : record_sid_size(at);
}

static bool has_part(uint16_t control, unsigned part)
{
    return part == DESCRIPTOR_SACL ? control & SACL_PRESENT : part == DESCRIPTOR_DACL ? control & DACL_PRESENT : true;
}

/* Where a part of a descriptor in memory is: behind an offset or a pointer. */
static const uint8_t *find_part(const uint8_t *descriptor, uint16_t control, unsigned part)
{
    if (!has_part(control, part))
        return NULL;
    if (!(control & SELF_RELATIVE))
        return (const uint8_t *)(uintptr_t)record_load(descriptor + 8 + 8 * part, 8);
    uint32_t offset = (uint32_t)record_load(descriptor + 4 + 4 * part, 4);
    return offset ? descriptor + offset : NULL;
}

enum wfp_status descriptor_encode(const void *descriptor, struct buffer *out)
{
    const uint8_t *at = descriptor, *parts[DESCRIPTOR_PARTS];
    uint16_t       control = (uint16_t)record_load(at + 2, 2);
    uint8_t        header[HEADER_SIZE] = { at[0], at[1] };
    size_t         sizes[DESCRIPTOR_PARTS] = { 0 }, end = HEADER_SIZE;
    record_store(header + 2, 2, control | SELF_RELATIVE);
    for (unsigned p = 0; p < DESCRIPTOR_PARTS; p++) {
        parts[p] = find_part(at, control, p);
        if (!parts[p])
            continue;
        sizes[p] = part_size(p, parts[p]);
        if (!sizes[p])
            return WFP_INVALID_SECURITY_DESCR;
        record_store(header + 4 + 4 * p, 4, end);
        end += (sizes[p] + 3) & ~(size_t)3;
    }
    cbor_out_head(out, CBOR_BYTES, end);
    buffer_put(out, header, sizeof(header));
    for (unsigned p = 0; p < DESCRIPTOR_PARTS; p++) {
        buffer_put(out, parts[p], sizes[p]);
        buffer_put(out, "\0\0\0", (4 - sizes[p] % 4) % 4);
    }
    return WFP_OK;
}

bool descriptor_is_sid(struct bytes bytes)
{
    struct bytes   look = bytes;
    const uint8_t *head = bytes_take(&look, 2);
    return head && record_sid_size(head) && record_sid_size(head) == bytes_left(&bytes);
}

bool descriptor_is_acl(struct bytes bytes)
{
    struct bytes look = bytes;
    uint16_t     size;
    return bytes_skip(&look, 2) && bytes_u16_le(&look, &size) && size >= ACL_HEADER && size == bytes_left(&bytes);
}

/* Whether a part begins at an offset and is all there. */
static bool part_inside(struct bytes all, uint32_t offset, unsigned part)
{
    uint8_t  count;
    uint16_t size;
    if (offset < HEADER_SIZE || offset % 4 || !bytes_skip(&all, offset))
        return false;
    struct bytes look = all;
    if (is_acl_part(part))
        return bytes_skip(&look, 2) && bytes_u16_le(&look, &size) && bytes_sub(&all, size, &look) && descriptor_is_acl(look);
    if (!bytes_skip(&look, 1) || !bytes_u8(&look, &count))
        return false;
    bytes_limit(&all, 8 + 4u * count);
    return descriptor_is_sid(all);
}

bool descriptor_parse(struct bytes descriptor, uint32_t offsets[DESCRIPTOR_PARTS])
{
    struct bytes at = descriptor;
    uint16_t     control;
    uint32_t     found[DESCRIPTOR_PARTS];
    if (!bytes_skip(&at, 2) || !bytes_u16_le(&at, &control) || !(control & SELF_RELATIVE))
        return false;
    for (unsigned p = 0; p < DESCRIPTOR_PARTS; p++) {
        if (!bytes_u32_le(&at, &found[p]))
            return false;
        if (!has_part(control, p))
            found[p] = 0;
        if (found[p] && !part_inside(descriptor, found[p], p))
            return false;
    }
    memcpy(offsets, found, sizeof(found));
    return true;
}
