/* Security descriptors as memory: where their parts are. What they mean is the business of src/security. */
#ifndef WFP_RECORD_DESCRIPTOR_H
#define WFP_RECORD_DESCRIPTOR_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/status.h"

enum descriptor_part { DESCRIPTOR_OWNER, DESCRIPTOR_GROUP, DESCRIPTOR_SACL, DESCRIPTOR_DACL, DESCRIPTOR_PARTS };

/* Appends the self-relative form of a descriptor of either form, as a CBOR byte string. WFP_INVALID_SECURITY_DESCR: a SID or
 * ACL in it is none. */
MUST_CHECK enum wfp_status descriptor_encode(const void *descriptor, struct buffer *out);
/* Whether these bytes are a self-relative descriptor whose parts lie inside; their offsets, 0 for none. */
bool descriptor_parse(struct bytes descriptor, uint32_t offsets[DESCRIPTOR_PARTS]);
/* Whether these bytes are one SID, one ACL. */
bool descriptor_is_sid(struct bytes bytes);
bool descriptor_is_acl(struct bytes bytes);
/* The bytes of an ACL in memory, as its header says; 0 when the header is none. */
size_t descriptor_acl_size(const void *acl);

#endif
