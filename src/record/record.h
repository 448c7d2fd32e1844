/* Windows' public structures as data. A record is a structure in its public layout with all that its pointers reach; its type
 * is a descriptor made from schema/types.toml, and one walker does for every structure what would otherwise be written for
 * each: a copy in one block, CBOR, conversion between the versions of a structure, JSON.
 *
 * Encoded, a structure is a CBOR map from member number to value; members that are zero are left out. Numbers belong to the
 * family (all versions of FWPM_PROVIDER_CONTEXT share them) and are never reused, so that bytes written by one version read as
 * another: what the reader does not know is skipped, what the writer did not know is zero. Strings are byte strings of UTF-16,
 * as the caller gave them, valid or not.
 *
 * Any thread; nothing is kept. Decoding trusts nothing in the bytes. */
#ifndef WFP_RECORD_RECORD_H
#define WFP_RECORD_RECORD_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/bytes.h"
#include "base/status.h"
#include "record/gen/types.h"

/* There is one descriptor for each public structure that a management call takes or gives: record_FWPM_FILTER0, ...
 * By its public name; NULL when there is none. */
const struct record_type *record_type_find(const char *name);
const char *record_type_name(const struct record_type *t);
size_t      record_type_size(const struct record_type *t);
/* The newest version of the family: FWPM_PROVIDER_CONTEXT0 -> FWPM_PROVIDER_CONTEXT3; itself when there is no newer one. */
const struct record_type *record_type_newest(const struct record_type *t);
/* Where in the structure a member of type `member` lies; -1 when it has none. */
ptrdiff_t record_struct_at(const struct record_type *t, const struct record_type *member);

/* Appends the structure to `out`. WFP_NULL_POINTER: a count says there are elements, and there is no pointer; a required
 * pointer is NULL. WFP_INVALID_ENUMERATOR: the discriminator of a union names no member. WFP_INVALID_PARAMETER: too deep
 * or too large. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status record_encode(const struct record_type *t, const void *record, struct buffer *out);
/* As a caller's argument: without the members that BFE fills in, where he may have left anything. */
MUST_CHECK enum wfp_status record_encode_argument(const struct record_type *t, const void *record, struct buffer *out);
/* A CBOR array of them, given by pointers. */
MUST_CHECK enum wfp_status record_encode_array(const struct record_type *t, const void *const *records, uint32_t count,
                                               struct buffer *out);

/* The same for structures that lie one behind the other. */
MUST_CHECK enum wfp_status record_encode_elements(const struct record_type *t, const void *elements, uint32_t count,
                                                  struct buffer *out);

/* Reads one structure and moves the cursor behind it. WFP_INVALID_PARAMETER: malformed, truncated or over a limit
 * (16 deep, a block of 64 MiB); WFP_INVALID_ENUMERATOR: a discriminator that no version knows; WFP_NO_MEMORY. A union's member
 * that its version does not have is left out, the discriminator stays.
 * The first form gives one block of malloc() (what FwpmFreeMemory0 frees, A-070), the second uses an arena. */
MUST_CHECK enum wfp_status record_decode(const struct record_type *t, struct bytes *in, void **block);
MUST_CHECK enum wfp_status record_decode_arena(const struct record_type *t, struct bytes *in, struct arena *arena, void **out);
/* A CBOR array of structures as an array of pointers, all in one block. */
MUST_CHECK enum wfp_status record_decode_array(const struct record_type *t, struct bytes *in, void ***block, uint32_t *count);

/* As structures one behind the other, with all that they point to, in an arena. */
MUST_CHECK enum wfp_status record_decode_elements(const struct record_type *t, struct bytes *in, struct arena *arena,
                                                  void **elements, uint32_t *count);

/* A copy in one block of malloc(); statuses of record_encode(). */
MUST_CHECK enum wfp_status record_copy(const struct record_type *t, const void *record, void **block);
MUST_CHECK enum wfp_status record_copy_arena(const struct record_type *t, const void *record, struct arena *arena, void **out);
MUST_CHECK enum wfp_status record_copy_array(const struct record_type *t, const void *const *records, uint32_t count,
                                             void ***block);
/* As another version of the family. */
MUST_CHECK enum wfp_status record_convert(const struct record_type *from, const void *record, const struct record_type *to,
                                          void **block);

#endif
