/* A condition's value as a policy file writes it, read into what the field compares with: numbers, known names, addresses,
 * subnets, LO-HI ranges, MACs, GUIDs, SIDs, SDDL, paths and strings, hex blobs, lists of flag names, "empty". */
#ifndef WFP_POLICY_VALUE_TEXT_H
#define WFP_POLICY_VALUE_TEXT_H

#include <jansson.h>

#include "base/arena.h"
#include "base/status.h"
#include "model/filter.h"

#define VALUE_WHY_SIZE 320

enum value_fit {
    VALUE_FITS,
    VALUE_OTHER_FAMILY, /* a good address, but of the family that the layer is not of; why[] is set */
    VALUE_BAD,          /* status and why[] are set */
};

struct value_reading {
    const struct field_row *field;
    struct arena           *arena;
    bool                    match_given; /* the file names the match type: it is in match */
    enum match_type         match;       /* MATCH_EQUAL or MATCH_RANGE after the reading when the file names none */
    enum wfp_status         status;
    char                    why[VALUE_WHY_SIZE]; /* one clause: what is wrong and how to mend it */
};

/* Reads `json` for r->field. Values come from the arena. */
enum value_fit value_read(struct value_reading *r, const json_t *json, struct value *out);

/* Decimal or 0x hexadecimal, nothing else around it. */
bool number_parse(const char *text, uint64_t *out);

/* Greatest value of an unsigned type; 0 for other types. */
uint64_t type_maximum(enum data_type type);

#endif
