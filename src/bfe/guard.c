#include "bfe/guard.h"

#include <stdlib.h>
#include <string.h>

#include "bfe/store_state.h"
#include "security/access.h"
#include "security/defaults.h"
#include "security/descriptor.h"
#include "security/inherit.h"
#include "security/token.h"
#include "security/wellknown.h"

/* --- descriptors ------------------------------------------------------------------------------------------------------------ */

void descriptor_put(struct descriptor *d)
{
    if (d && atomic_fetch_sub(&d->refs, 1) == 1)
        free(d);
}

struct byte_blob descriptor_blob(const struct descriptor *d)
{
    return (struct byte_blob){ d->size, (uint8_t *)(uintptr_t)d->bytes };
}

static struct descriptor *descriptor_get(struct descriptor *d)
{
    if (d)
        atomic_fetch_add(&d->refs, 1);
    return d;
}

enum wfp_status descriptor_new(const struct byte_blob *blob, struct descriptor **out)
{
    struct descriptor *d = malloc(sizeof(*d) + blob->size);
    if (!d)
        return WFP_NO_MEMORY;
    atomic_init(&d->refs, 1);
    d->is_default = false;
    d->size = blob->size;
    memcpy(d->bytes, blob->data, blob->size);
    *out = d;
    return WFP_OK;
}

enum container guard_container_of(int kind)
{
    static const enum container containers[OBJECT_KIND_COUNT] = {
        [OBJECT_PROVIDER] = CONTAINER_PROVIDERS, [OBJECT_CONTEXT] = CONTAINER_CONTEXTS, [OBJECT_SUBLAYER] = CONTAINER_SUBLAYERS,
        [OBJECT_CALLOUT] = CONTAINER_CALLOUTS,   [OBJECT_FILTER] = CONTAINER_FILTERS,
    };
    return containers[kind];
}

/* --- asking ----------------------------------------------------------------------------------------------------------------- */

/* Most calls ask the same descriptor for the same right as the one before. */
static enum wfp_status ask(struct bfe_session *s, struct descriptor *d, bool is_engine, uint32_t rights)
{
    struct byte_blob sd = descriptor_blob(d);
    if (s->memory.asked == d && (rights & ~s->memory.granted) == 0)
        return WFP_OK;
    enum wfp_status err = is_engine ? access_check_engine(&sd, s->info.token, rights) : access_check(&sd, s->info.token, rights);
    if (err)
        return err;
    if (s->memory.asked != d) {
        descriptor_put(s->memory.asked);
        s->memory.asked = descriptor_get(d);
        s->memory.granted = 0;
    }
    s->memory.granted |= rights;
    return WFP_OK;
}

enum wfp_status guard_container(struct bfe_session *s, enum container c, uint32_t rights)
{
    if (!s->info.token)
        return WFP_OK;
    return ask(s, s->bfe->containers[c], c == CONTAINER_ENGINE, rights);
}

enum wfp_status guard_object(struct bfe_session *s, const struct object *o, uint32_t rights)
{
    if (!s->info.token)
        return WFP_OK;
    return ask(s, o->descriptor ? o->descriptor : s->bfe->defaults[guard_container_of((int)o->kind)], false, rights);
}

enum wfp_status guard_layer(struct bfe_session *s, uint16_t layer, uint32_t rights)
{
    if (!s->info.token)
        return WFP_OK;
    return ask(s, s->bfe->layers[layer] ? s->bfe->layers[layer] : s->bfe->defaults[CONTAINER_LAYERS], false, rights);
}

void guard_forget(struct guard_memory *m)
{
    descriptor_put(m->asked);
    for (unsigned c = 0; c < CONTAINER_COUNT; c++)
        descriptor_put(m->made[c]);
    *m = (struct guard_memory){ 0 };
}

/* --- objects ---------------------------------------------------------------------------------------------------------------- */

/* What `c` gives to an object of the token's, with the caller's own part or without. */
static enum wfp_status make(struct bfe *b, enum container c, const struct token *token, const struct byte_blob *sd,
                            struct descriptor **out)
{
    struct byte_blob  parent = descriptor_blob(b->containers[c]), *made;
    struct arena      arena = { 0 };
    const uint8_t    *owner = token ? token_owner(token) : well_known_sid(SID_LOCAL_SYSTEM);
    const uint8_t    *group = token ? token_group(token) : well_known_sid(SID_LOCAL_SYSTEM);
    enum wfp_status   err = sd_for_child(&parent, sd, owner, group, false, &arena, &made);
    if (err == WFP_OK)
        err = descriptor_new(made, out);
    arena_fini(&arena);
    return err;
}

/* A creator's descriptor may name an owner whom the creator could make one afterwards as well. */
static enum wfp_status check_owner(const struct token *token, const struct byte_blob *blob)
{
    struct sd sd;
    RETURN_IF(sd_open(blob, &sd));
    return token && sd.owner && !access_may_give(token, sd.owner) ? WFP_ACCESS_DENIED : WFP_OK;
}

enum wfp_status guard_new_object(struct bfe_session *s, struct object *o, const struct byte_blob *sd)
{
    enum container c = guard_container_of((int)o->kind);
    if (!s->info.token && !sd)
        return WFP_OK;
    if (sd) {
        RETURN_IF(check_owner(s->info.token, sd));
        return make(s->bfe, c, s->info.token, sd, &o->descriptor);
    }
    if (!s->memory.made[c])
        RETURN_IF(make(s->bfe, c, s->info.token, NULL, &s->memory.made[c]));
    o->descriptor = descriptor_get(s->memory.made[c]);
    return WFP_OK;
}

enum wfp_status guard_loaded_object(struct bfe *b, struct object *o, const struct byte_blob *sd)
{
    if (!sd)
        return WFP_OK;
    if (!b->loaded || b->loaded->size != sd->size || memcmp(b->loaded->bytes, sd->data, sd->size) != 0) {
        descriptor_put(b->loaded);
        b->loaded = NULL;
        RETURN_IF(descriptor_new(sd, &b->loaded));
    }
    o->descriptor = descriptor_get(b->loaded);
    return WFP_OK;
}

/* --- beginning and end ------------------------------------------------------------------------------------------------------ */

static enum wfp_status make_defaults(struct bfe *b)
{
    for (enum container c = 0; c < CONTAINER_COUNT; c++) {
        RETURN_IF(make(b, c, NULL, NULL, &b->defaults[c]));
        b->defaults[c]->is_default = true;
    }
    return WFP_OK;
}

enum wfp_status guard_init(struct bfe *b)
{
    struct arena      arena = { 0 };
    struct byte_blob *engine, *child;
    enum wfp_status   err = sd_default_engine(&arena, &engine);
    if (err == WFP_OK)
        err = descriptor_new(engine, &b->containers[CONTAINER_ENGINE]);
    if (err == WFP_OK)
        err = sd_default_child(engine, true, &arena, &child);
    for (enum container c = CONTAINER_ENGINE + 1; err == WFP_OK && c < CONTAINER_COUNT; c++)
        err = descriptor_new(child, &b->containers[c]);
    if (err == WFP_OK)
        err = make_defaults(b);
    arena_fini(&arena);
    return err;
}

void guard_fini(struct bfe *b)
{
    for (unsigned c = 0; c < CONTAINER_COUNT; c++) {
        descriptor_put(b->containers[c]);
        descriptor_put(b->defaults[c]);
    }
    for (unsigned l = 0; l < LAYER_COUNT; l++)
        descriptor_put(b->layers[l]);
    descriptor_put(b->loaded);
}
