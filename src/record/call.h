/* Management calls as data: one row for each function of fwpmu.h and fwpmk.h (gen/calls.h: call_FwpmFilterAdd0, ...), and
 * what carries its arguments from a program to BFE and the answer back.
 *
 * A request is a CBOR array [CALL_PROTOCOL, the row's number, map from slot to value]; a reply [Win32 code, map of the same
 * kind]. Slots belong to the operation (ARG_FILTER_ADD_SD), whatever the function's version; structures travel by their
 * family's numbers, so that the side of BFE sees only the newest version of each. Handles are numbers of 64 bits. The engine
 * handle, callbacks with their contexts and what concerns one machine alone (a device object, credentials) do not travel.
 *
 * Any thread; nothing is kept. */
#ifndef WFP_RECORD_CALL_H
#define WFP_RECORD_CALL_H

#include <stdbool.h>

#include "record/record.h"
#include "record/gen/calls.h"

#define CALL_PROTOCOL 1

/* What a parameter is; `in`, `out` and `number` name the member of union call_argument that holds it. */
enum call_kind {
    PARAM_ENGINE,         /* number: which session; not sent */
    PARAM_NUMBER,         /* number of `size` bytes */
    PARAM_HANDLE,         /* number */
    PARAM_COUNT,          /* number: of the array `partner` */
    PARAM_STRING,         /* in: UTF-16 with a NUL */
    PARAM_GUID,           /* in: 16 bytes */
    PARAM_STRUCT,         /* in: `type` */
    PARAM_ARRAY,          /* in: elements of `type`, one behind the other */
    PARAM_SID,            /* in: a SID; for BFE const struct bytes * */
    PARAM_ACL,            /* in: an ACL; for BFE const struct bytes * */
    PARAM_DESCRIPTOR,     /* in: a security descriptor of either form; for BFE const struct bytes *, self-relative */
    PARAM_CALLBACK,       /* stays */
    PARAM_CONTEXT,        /* stays */
    PARAM_LOCAL,          /* stays */
    PARAM_OUT_NUMBER,     /* out: where `size` bytes go; BFE gives number */
    PARAM_OUT_HANDLE,     /* out: HANDLE *; BFE gives number */
    PARAM_OUT_COUNT,      /* out: UINT32 *, of the array `partner`; BFE gives number */
    PARAM_OUT_STRUCT,     /* out: a structure to fill, without pointers; BFE gives in, the newest version */
    PARAM_OUT_BLOCK,      /* out: T **; BFE gives in, the newest version */
    PARAM_OUT_ARRAY,      /* out: T ***; BFE gives in, const void *const *, newest versions, as many as the count says */
    PARAM_OUT_SID,        /* out: PSID *, into the descriptor's block: owner, then group */
    PARAM_OUT_ACL,        /* out: PACL *, into the descriptor's block: DACL, then SACL */
    PARAM_OUT_DESCRIPTOR, /* out: PSECURITY_DESCRIPTOR *; BFE gives in, const struct bytes *, self-relative */
    PARAM_KIND_COUNT
};

struct call_parameter {
    const char               *name;     /* the public one */
    uint8_t                   kind;     /* enum call_kind */
    uint8_t                   size;     /* of a number */
    bool                      optional; /* may be NULL */
    uint8_t                   slot;     /* in the operation's arguments */
    int8_t                    partner;  /* index of the other parameter of an array and its count; -1 none */
    const struct record_type *type;     /* in the version that this function names */
};

struct call_row {
    const char                  *name;
    uint16_t                     number; /* for ever (schema/record_numbers.toml) */
    uint16_t                     op;     /* enum call_op */
    uint8_t                      parameter_count;
    const struct call_parameter *parameters; /* as the prototype has them */
};

union call_argument {
    const void *in;
    void       *out;
    uint64_t    number;
};

extern const char *const call_op_names[CALL_OP_COUNT]; /* "FILTER_ADD" */
/* By the function's public name, or the number in a request; NULL when there is none. */
const struct call_row *call_find(const char *name);
const struct call_row *call_by_number(uint64_t number);

/* In the program. `arguments` as the prototype has them. WFP_NULL_POINTER: something required is NULL, be it a result's place
 * WFP_INVALID_SECURITY_DESCR; otherwise the statuses of record_encode(). */
MUST_CHECK enum wfp_status call_encode_request(const struct call_row *row, const union call_argument *arguments,
                                               struct buffer *out);
/* In BFE. `arguments` by slot, what they point to in the arena; places of results and what does not travel are zero.
 * WFP_UNSUPPORTED: another protocol, or a function that is not known here; otherwise the statuses of record_decode(), and
 * WFP_NULL_POINTER. Outputs are untouched on failure. */
MUST_CHECK enum wfp_status call_decode_request(struct bytes *in, struct arena *arena, const struct call_row **row,
                                               union call_argument arguments[CALL_ARGUMENTS_MAX]);
/* In BFE. `results` by slot; they are not looked at when `status` is an error. A NULL block is none. */
MUST_CHECK enum wfp_status call_encode_reply(const struct call_row *row, enum wfp_status status,
                                             const union call_argument results[CALL_ARGUMENTS_MAX], struct buffer *out);
/* In the program: fills what `arguments` point to, blocks in one malloc() each in the version that the row names, and
 * tells what BFE answered. When it is an error, or the reply is (WFP_INVALID_PARAMETER, WFP_NO_MEMORY), nothing is filled. */
MUST_CHECK enum wfp_status call_decode_reply(const struct call_row *row, struct bytes *in, const union call_argument *arguments,
                                             enum wfp_status *answer);

/* Rows by number, with gaps. */
extern const struct call_row *const call_rows[];
extern const size_t                 call_row_count;

#endif
