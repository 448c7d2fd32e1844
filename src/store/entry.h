/* The encoding that everything in the store has: a commit's row, the row of the state that the log begins with, and the
 * snapshot. Two blocks: a head that says who, when, how much, and a body of changes. Each has its checksum, and the head holds
 * the body's, so that a list of versions needs no bodies. All integers are in network byte order.
 *
 *   head   format u8 (1) | version u64 | time u64 | session 16 | size of user u16 | user, with its NUL | puts u32 |
 *          deletes u32 | size of body u32 | checksum of body u64 | checksum of what stands before u64
 *   body   for each change: deleted u8 (0, 1) | kind u32 | key 16 | size u32 | value
 *
 * There is one encoding of a change, so that what decodes encodes to the same bytes again. */
#ifndef WFP_STORE_ENTRY_H
#define WFP_STORE_ENTRY_H

#include "base/buffer.h"
#include "store/store.h"

struct entry {
    struct store_version about; /* its texts are borrows of the head that was decoded */
    uint64_t             body_sum;
};

/* Appends to *body; whoever encodes checks buffer_ok(). False: STORE_BODY_MAX would be passed, or a delete has a value. */
bool entry_put(struct buffer *body, const struct store_change *change);
/* The head of a finished body. */
void entry_finish(struct buffer *head, uint64_t version, const struct store_who *who, uint32_t puts, uint32_t deletes,
                  struct bytes body);

/* False when the bytes are no head, or its checksum is wrong. */
bool entry_decode(struct bytes head, struct entry *out);
/* Whether this body, byte by byte, is the one that the head was made for. */
bool entry_check(const struct entry *e, struct bytes body);
/* The next change; its value is a borrow of the body. False at the end, and where no change can be read. */
bool entry_next(struct bytes *body, struct store_change *out);

#endif
