/* A running engine as our own tools see it: the public management calls (api_um), with the interior's records instead of
 * Windows' structures, so that nothing above has to know those. One `struct manage` is one engine handle, to the daemon, or to
 * a BFE in this very process (host/direct.h). One thread, but for what watch.h says. */
#ifndef WFP_MANAGE_MANAGE_H
#define WFP_MANAGE_MANAGE_H

#include <jansson.h>

#include "bfe/container.h"
#include "bfe/object_set.h"

struct manage;

/* `name` is what others see in the list of sessions. WFP_SERVER_UNAVAILABLE: no daemon answers; WFP_ACCESS_DENIED; the others
 * of rpc_client_new(). */
MUST_CHECK enum wfp_status manage_open(const char *name, struct manage **out);
/* An open transaction is aborted. NULL: nothing. */
void manage_close(struct manage *m);

MUST_CHECK enum wfp_status manage_begin(struct manage *m, bool read_only);
MUST_CHECK enum wfp_status manage_commit(struct manage *m);
void manage_abort(struct manage *m);

/* --- objects -------------------------------------------------------------------------------------------------------------- */

/* Every object of the kinds of which `kinds` has the bit (1u << OBJECT_FILTER), boot-time and disabled filters too, built-in
 * objects when that is asked for; with run-time ids, effective weights, and flags that the engine sets. All in the arena. */
#define MANAGE_ALL_KINDS ((1u << OBJECT_KIND_COUNT) - 1)
MUST_CHECK enum wfp_status manage_read(struct manage *m, unsigned kinds, bool builtin, struct arena *arena, struct policy *out);
/* One of them; `record` has room for any kind (union any_record of api_fwpm/persist.h). The kind's "not found";
 * WFP_ACCESS_DENIED. */
MUST_CHECK enum wfp_status manage_get(struct manage *m, enum object_kind kind, const struct guid *key, struct arena *arena,
                                      void *record);
/* `id` may be NULL; 0 for kinds without. The statuses of Fwpm...Add. */
MUST_CHECK enum wfp_status manage_add(struct manage *m, enum object_kind kind, const void *record, uint64_t *id);
MUST_CHECK enum wfp_status manage_delete(struct manage *m, enum object_kind kind, const struct guid *key);

/* --- what else an engine has ---------------------------------------------------------------------------------------------- */

enum manage_rows { MANAGE_SESSIONS, MANAGE_NET_EVENTS, MANAGE_ROWS_COUNT };
/* Each as its public structure's JSON (record/record_json.h), which lives during the callback. */
typedef void (*manage_row_fn)(void *context, const json_t *row);
MUST_CHECK enum wfp_status manage_rows(struct manage *m, enum manage_rows what, manage_row_fn each, void *context);

/* `option` is OPTION_*. */
MUST_CHECK enum wfp_status manage_option(struct manage *m, uint32_t option, uint32_t *out);
MUST_CHECK enum wfp_status manage_set_option(struct manage *m, uint32_t option, uint32_t value);

/* What has a security descriptor: a container, or with a key that is not zero an object in it (a layer in CONTAINER_LAYERS).
 * `which` is SECURITY_INFO_*. The descriptor is self-relative, in the arena. WFP_NOT_FOUND: containers without calls of their
 * own. */
MUST_CHECK enum wfp_status manage_security(struct manage *m, enum container c, const struct guid *key, uint32_t which,
                                           struct arena *arena, struct byte_blob *out);
/* Sets the parts that `which` names from those of a self-relative descriptor. */
MUST_CHECK enum wfp_status manage_set_security(struct manage *m, enum container c, const struct guid *key, uint32_t which,
                                               const struct byte_blob *sd);

#endif
