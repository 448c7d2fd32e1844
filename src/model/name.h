/* Names: bytes that classifies compare whole or ask about (applications, SIDs, security descriptors, what is plugged into a switch),
 * kept once for the process and numbered, so that a classify compares numbers. Whoever knows such bytes for longer than a classify
 * gives them a name: a filter's condition when it becomes a rule, an application or a user when the socket's owner is found. Equal
 * bytes have one name for as long as anybody holds it. No number is ever given twice. */
#ifndef WFP_MODEL_NAME_H
#define WFP_MODEL_NAME_H

#include "model/value.h"

struct name {
    uint32_t         number; /* 0: they are used up, and this one is compared by its bytes */
    struct byte_blob blob;   /* its bytes, aligned to 8; nobody writes to them */
};

/* The name of `size` bytes, which are copied; counted, so that one name_put() belongs to it. Any thread; takes a lock, so it is not
 * for classifies. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status name_get(const void *data, uint32_t size, struct name **out);
void name_put(struct name *take); /* NULL: nothing */

/* Whether values of the type are compared by such bytes; then these are they. */
bool             name_is_for(enum data_type type);
struct byte_blob name_bytes(const struct value *v);

/* For tests: the numbers that are left are used up. */
void name_use_up(bool yes);

#endif
