/* The facts of WFP as rows: layers, fields, conditions, built-in objects. The tables are generated from schema/; this
 * file says what a row is and how to find one. All rows are static and immutable; any thread may read them. */
#ifndef WFP_MODEL_SCHEMA_H
#define WFP_MODEL_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/guid.h"
#include "model/gen/enums.h"
#include "model/gen/ids.h"

enum family { FAMILY_NONE, FAMILY_V4, FAMILY_V6, FAMILY_COUNT };

enum layer_direction { LAYER_NO_DIRECTION, LAYER_INBOUND, LAYER_OUTBOUND, LAYER_FORWARD, LAYER_BOTH };

/* Where the NET_BUFFER data offset points when the layer is classified (D-004). */
enum layer_offset {
    OFFSET_NONE,                  /* no packet */
    OFFSET_MAC_HEADER,
    OFFSET_IP_HEADER,
    OFFSET_TRANSPORT_HEADER,
    OFFSET_DATA,                  /* after the transport header; the ICMP header for ICMP (D-005) */
    OFFSET_ICMP_HEADER,
    OFFSET_INNER_IP_HEADER,
    OFFSET_DATA_IN_TRANSPORT_OUT, /* OFFSET_DATA inbound, OFFSET_TRANSPORT_HEADER outbound */
    OFFSET_WHERE_STOPPED,         /* IPPACKET discard: where the stack stopped (D-006) */
    OFFSET_UNDOCUMENTED,
};

struct field_row {
    const char          *name;     /* the FWPS_FIELD name without its layer: "IP_LOCAL_ADDRESS" */
    enum field_id        id;
    enum data_type       type;     /* TYPE_EMPTY: a reserved slot */
    enum fwpm_field_type kind;
    bool                 inferred; /* type not observed on a real system */
};

struct condition_row {
    const char *name; /* without FWPM_CONDITION_ */
    struct guid key;
    const char *meaning;
    bool        is_condition; /* false: a reserved slot that no filter can name */
};

struct alias_row {
    const char   *name;
    enum field_id of;
};

struct layer_row {
    uint16_t                id;   /* run-time id, equal to the row's index */
    enum layer_pair         pair;
    const char             *name; /* "INBOUND_TRANSPORT_V4" */
    struct guid             key;
    enum family             family;
    bool                    is_discard;
    bool                    is_kernel;
    uint16_t                twin; /* the discard twin, or the layer a twin belongs to; LAYER_ID_NONE */
    uint32_t                flags; /* LAYER_FLAG_* */
    enum layer_direction    direction;
    enum layer_offset       offset;
    uint32_t                metadata;    /* METADATA_* that may be present */
    uint32_t                l2_metadata; /* L2_METADATA_* that may be present */
    uint32_t                condition_flags; /* CONDITION_FLAG_* with a meaning here; others read as 0 */
    const char             *indicated;   /* one clause: when the stack comes here */
    const struct field_row *fields;
    uint16_t                field_count;
    uint8_t                 slot[FIELD_COUNT]; /* index + 1 of a field in this layer, 0 when the layer lacks it; use layer_field_index() */
};

enum builtin_kind { BUILTIN_SUBLAYER, BUILTIN_PROVIDER, BUILTIN_CALLOUT, BUILTIN_PROVIDER_CONTEXT };

struct builtin_row {
    enum builtin_kind kind;
    const char       *name; /* "FWPM_SUBLAYER_UNIVERSAL" */
    struct guid       key;
    uint16_t          weight;
    uint16_t          layer; /* of a callout, else LAYER_ID_NONE */
    bool              is_alias; /* a second name of another row's object */
    const char       *meaning;
};

struct name_value {
    const char *group; /* public enum or flag group: "FWP_CONDITION_FLAG" */
    const char *name;  /* "FWP_CONDITION_FLAG_IS_LOOPBACK" */
    uint32_t    value;
};

extern const struct layer_row     layer_rows[LAYER_COUNT];
extern const uint16_t             layer_ids_by_pair[PAIR_COUNT][FAMILY_COUNT][2];
extern const char *const          pair_names[PAIR_COUNT];
extern const struct condition_row condition_rows[FIELD_COUNT];
extern const struct alias_row     condition_aliases[];
extern const unsigned             condition_alias_count;
extern const struct builtin_row   builtin_rows[];
extern const unsigned             builtin_count;
extern const struct name_value    enum_names[]; /* ends with a row whose name is NULL */

struct suggest; /* base/suggest.h */

#define LAYER(name) PAIR_##name

/* The layer of a pair for a family, or NULL when the pair has none for it. A pair without families answers any family. */
const struct layer_row *layer_of(enum layer_pair pair, enum family family);
const struct layer_row *layer_find_key(const struct guid *key);
/* Full name with or without the FWPM_LAYER_/FWPS_LAYER_ prefix, any letter case. */
const struct layer_row *layer_find_name(const char *name);
/* Every layer and every pair, as what somebody may have meant. */
void layer_names_offer(struct suggest *s);
/* A pair by name ("ALE_AUTH_CONNECT", "INBOUND_TRANSPORT_DISCARD"); sets *is_discard. PAIR_COUNT when unknown. */
enum layer_pair pair_find_name(const char *name, bool *is_discard);
/* The discard twin of a layer, or NULL. */
const struct layer_row *layer_discard_twin(const struct layer_row *layer);

/* Position of a field in a layer's value array, -1 when the layer lacks it. */
static inline int layer_field_index(const struct layer_row *layer, enum field_id field)
{
    return field == FIELD_NONE ? -1 : (int)layer->slot[field] - 1;
}

static inline bool layer_is_of_switch(const struct layer_row *layer)
{
    return layer_field_index(layer, FIELD_VSWITCH_ID) >= 0;
}

enum field_id condition_find_key(const struct guid *key);
/* Condition or alias name, with or without FWPM_CONDITION_, any letter case; FIELD_NONE when unknown. */
enum field_id condition_find_name(const char *name);

/* Value of a public enumerator of a group; accepts the full name or the name without the group's own prefix. */
bool enum_find(const char *group, const char *name, uint32_t *value);
/* Name of a value in a group, NULL when there is none. */
const char *enum_name(const char *group, uint32_t value);

#endif
