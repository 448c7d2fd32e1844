#include "live.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/suggest.h"
#include "bfe/objects.h"
#include "model/words.h"
#include "policy/policy_write.h"
#include "policy/value_text.h"
#include "rpc/rpc.h"

/* --- the way to the engine ------------------------------------------------------------------------------------------------ */

static const char *socket_path(void)
{
    const char *other = getenv(RPC_SOCKET_VARIABLE);
    return other && *other ? other : RPC_SOCKET_PATH;
}

static bool is_gone(enum wfp_status err)
{
    return err == WFP_SERVER_UNAVAILABLE || err == WFP_CALL_FAILED || err == WFP_TIMEOUT;
}

int live_open(const struct command *c, struct manage **out)
{
    char name[64];
    snprintf(name, sizeof(name), "wfp %s", c->name);
    enum wfp_status err = manage_open(name, out);
    if (err == WFP_OK)
        return EXIT_GOOD;
    if (is_gone(err))
        return cli_error(c,
                         "no daemon answers at %s; start one with `wfpd`, or say in " RPC_SOCKET_VARIABLE " where it listens",
                         socket_path());
    return live_fail(c, err, "%s", socket_path());
}

int live_fail(const struct command *c, enum wfp_status err, const char *what, ...)
{
    char    text[400];
    va_list args;
    va_start(args, what);
    vsnprintf(text, sizeof(text), what, args);
    va_end(args);
    if (err == WFP_CALL_FAILED)
        return cli_error(c, "%s: the daemon at %s has gone", text, socket_path());
    cli_error(c, "%s: %s (%s)", text, status_row(err)->sentence, status_row(err)->name);
    return EXIT_REFUSED;
}

/* --- kinds ---------------------------------------------------------------------------------------------------------------- */

const char *const live_kind_names[OBJECT_KIND_COUNT] = {
    [OBJECT_PROVIDER] = "provider", [OBJECT_CONTEXT] = "context", [OBJECT_SUBLAYER] = "sublayer",
    [OBJECT_CALLOUT] = "callout",   [OBJECT_FILTER] = "filter",
};
const char *const live_kind_plurals[OBJECT_KIND_COUNT] = {
    [OBJECT_PROVIDER] = "providers", [OBJECT_CONTEXT] = "contexts", [OBJECT_SUBLAYER] = "sublayers",
    [OBJECT_CALLOUT] = "callouts",   [OBJECT_FILTER] = "filters",
};

enum object_kind live_kind(const char *word)
{
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        if (strcasecmp(word, live_kind_names[kind]) == 0 || strcasecmp(word, live_kind_plurals[kind]) == 0)
            return kind;
    return OBJECT_KIND_COUNT;
}

uint32_t live_count(const struct policy *p, enum object_kind kind)
{
    const uint32_t counts[OBJECT_KIND_COUNT] = { [OBJECT_PROVIDER] = p->provider_count, [OBJECT_CONTEXT] = p->context_count,
                                                 [OBJECT_SUBLAYER] = p->sublayer_count, [OBJECT_CALLOUT] = p->callout_count,
                                                 [OBJECT_FILTER] = p->filter_count };
    return counts[kind];
}

struct live_object live_at(const struct policy *p, enum object_kind kind, uint32_t i)
{
    const void *record = NULL;
    switch (kind) {
    case OBJECT_PROVIDER:
        record = &p->providers[i];
        break;
    case OBJECT_CONTEXT:
        record = &p->contexts[i];
        break;
    case OBJECT_SUBLAYER:
        record = &p->sublayers[i];
        break;
    case OBJECT_CALLOUT:
        record = &p->callouts[i];
        break;
    case OBJECT_FILTER:
        record = &p->filters[i];
        break;
    case OBJECT_KIND_COUNT:
        break;
    }
    return (struct live_object){ kind, record };
}

/* --- objects -------------------------------------------------------------------------------------------------------------- */

const struct guid *live_key(struct live_object o)
{
    return o.record; /* every record begins with it */
}

const char *live_name(struct live_object o)
{
    switch (o.kind) {
    case OBJECT_PROVIDER:
        return ((const struct provider *)o.record)->name;
    case OBJECT_CONTEXT:
        return ((const struct provider_context *)o.record)->name;
    case OBJECT_SUBLAYER:
        return ((const struct sublayer *)o.record)->name;
    case OBJECT_CALLOUT:
        return ((const struct callout *)o.record)->name;
    case OBJECT_FILTER:
        return ((const struct filter *)o.record)->name;
    case OBJECT_KIND_COUNT:
        break;
    }
    return NULL;
}

uint64_t live_id(struct live_object o)
{
    switch (o.kind) {
    case OBJECT_CONTEXT:
        return ((const struct provider_context *)o.record)->id;
    case OBJECT_CALLOUT:
        return ((const struct callout *)o.record)->id;
    case OBJECT_FILTER:
        return ((const struct filter *)o.record)->id;
    default:
        return 0;
    }
}

bool live_is_persistent(struct live_object o)
{
    switch (o.kind) {
    case OBJECT_PROVIDER:
        return ((const struct provider *)o.record)->flags & PROVIDER_FLAG_PERSISTENT;
    case OBJECT_CONTEXT:
        return ((const struct provider_context *)o.record)->flags & CONTEXT_FLAG_PERSISTENT;
    case OBJECT_SUBLAYER:
        return ((const struct sublayer *)o.record)->flags & SUBLAYER_FLAG_PERSISTENT;
    case OBJECT_CALLOUT:
        return ((const struct callout *)o.record)->flags & CALLOUT_OBJECT_FLAG_PERSISTENT;
    case OBJECT_FILTER:
        return ((const struct filter *)o.record)->flags & (FILTER_FLAG_PERSISTENT | FILTER_FLAG_BOOTTIME);
    case OBJECT_KIND_COUNT:
        break;
    }
    return false;
}

static bool is_builtin_called(struct live_object o, const char *word)
{
    static const enum builtin_kind kinds[OBJECT_KIND_COUNT] = {
        [OBJECT_PROVIDER] = BUILTIN_PROVIDER, [OBJECT_CONTEXT] = BUILTIN_PROVIDER_CONTEXT,
        [OBJECT_SUBLAYER] = BUILTIN_SUBLAYER, [OBJECT_CALLOUT] = BUILTIN_CALLOUT,
    };
    const struct builtin_row *row = o.kind == OBJECT_FILTER ? NULL : builtin_find_name(kinds[o.kind], word);
    return row && guid_equal(&row->key, live_key(o));
}

bool live_is_called(struct live_object o, const char *word)
{
    struct guid key;
    uint64_t    id;
    if (guid_parse(word, &key) && guid_equal(&key, live_key(o)))
        return true;
    if (live_id(o) && number_parse(word, &id) && id == live_id(o))
        return true;
    return strcmp(live_name(o) ? live_name(o) : "", word) == 0 || is_builtin_called(o, word);
}

int live_find(const struct command *c, const struct policy *p, enum object_kind kind, const char *word, struct live_object *out)
{
    struct live_object found = { kind, NULL };
    unsigned           count = 0;
    char               near[128];
    struct suggest     s;
    suggest_init(&s, word);
    for (uint32_t i = 0; i < live_count(p, kind); i++) {
        struct live_object o = live_at(p, kind, i);
        suggest_offer(&s, live_name(o));
        if (live_is_called(o, word)) {
            found = o;
            count++;
        }
    }
    if (count == 1)
        *out = found;
    else if (count == 0)
        cli_error(c, "there is no %s %.100s%s", live_kind_names[kind], word, suggest_format(&s, near, sizeof(near)));
    else
        cli_error(c, "%u %s are called %.100s; give the key or id of one (`wfp get` shows them)", count,
                  live_kind_plurals[kind], word);
    return count == 1 ? EXIT_GOOD : EXIT_REFUSED;
}

/* --- for people and programs ---------------------------------------------------------------------------------------------- */

static enum wfp_status write_object(const struct policy *p, struct live_object o, json_t **out)
{
    switch (o.kind) {
    case OBJECT_PROVIDER:
        return policy_write_provider(p, o.record, out);
    case OBJECT_CONTEXT:
        return policy_write_context(p, o.record, out);
    case OBJECT_SUBLAYER:
        return policy_write_sublayer(p, o.record, out);
    case OBJECT_CALLOUT:
        return policy_write_callout(p, o.record, out);
    case OBJECT_FILTER:
        return policy_write_filter(p, o.record, out);
    case OBJECT_KIND_COUNT:
        break;
    }
    return WFP_INVALID_ENUMERATOR;
}

/* What no policy file can say is shown without its conditions. */
static enum wfp_status write_without_conditions(const struct policy *p, struct live_object o, json_t **out)
{
    struct filter f = *(const struct filter *)o.record;
    f.condition_count = 0;
    RETURN_IF(policy_write_filter(p, &f, out));
    json_object_set_new(*out, "conditionsLeftOut", json_true());
    return WFP_OK;
}

static void put_number(json_t *j, const char *member, uint64_t n)
{
    char text[24];
    snprintf(text, sizeof(text), "%" PRIu64, n);
    json_object_set_new(j, member, json_string(text));
}

static void put_results(json_t *j, struct live_object o)
{
    if (live_id(o))
        put_number(j, "id", live_id(o));
    if (o.kind == OBJECT_FILTER) {
        put_number(j, "effectiveWeight", ((const struct filter *)o.record)->effective_weight);
        if (((const struct filter *)o.record)->flags & FILTER_FLAG_DISABLED)
            json_object_set_new(j, "disabled", json_true());
    }
    if (o.kind == OBJECT_PROVIDER && ((const struct provider *)o.record)->flags & PROVIDER_FLAG_DISABLED)
        json_object_set_new(j, "disabled", json_true());
    if (o.kind == OBJECT_CALLOUT)
        json_object_set_new(j, "registered",
                            json_boolean(((const struct callout *)o.record)->flags & CALLOUT_OBJECT_FLAG_REGISTERED));
}

json_t *live_json(const struct policy *p, struct live_object o)
{
    json_t *all = json_object(), *members = NULL;
    if (!all || json_object_set_new(all, "kind", json_string(live_kind_names[o.kind])) != 0)
        goto fail;
    enum wfp_status err = write_object(p, o, &members);
    if (err == WFP_UNSUPPORTED && o.kind == OBJECT_FILTER)
        err = write_without_conditions(p, o, &members);
    if (err || json_object_update(all, members) != 0)
        goto fail;
    json_decref(members);
    put_results(all, o);
    return all;

fail:
    json_decref(members);
    json_decref(all);
    return NULL;
}

void live_print_json(json_t *take)
{
    if (take)
        json_dumpf(take, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(take);
}

char *live_conditions(const struct filter *f)
{
    char  *text = NULL;
    size_t size;
    FILE  *out = open_memstream(&text, &size);
    for (uint32_t i = 0; out && i < f->condition_count; i++) {
        char value[256];
        fprintf(out, "%s%s %s %s", i ? " and " : "", condition_rows[f->conditions[i].field].name,
                match_word(f->conditions[i].match),
                value_format(&f->conditions[i].value, f->conditions[i].field, value, sizeof(value)));
    }
    if (out && fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return out ? text : NULL;
}
