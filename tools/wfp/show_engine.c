/* wfp show sessions, state, options, security and netevents: what else the running engine has. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "event_names.h"
#include "live.h"
#include "manage/versions.h"
#include "security/info.h"
#include "security/sddl.h"
#include "settings_text.h"
#include "show.h"

/* Each topic's work on an open engine. */
struct asking {
    struct manage *m;
    const char    *name;
    bool           json;
};
typedef int (*ask_fn)(const struct asking *a);

static int with_engine(ask_fn ask, const char *name, bool json)
{
    struct asking a = { NULL, name, json };
    int           code = live_open(&command_show, &a.m);
    if (code)
        return code;
    code = ask(&a);
    manage_close(a.m);
    return code;
}

/* --- sessions ------------------------------------------------------------------------------------------------------------- */

static const char *text_of(const json_t *j, const char *member)
{
    const char *text = json_string_value(json_object_get(j, member));
    return text ? text : "-";
}

struct session_print {
    struct table *table; /* NULL: JSON */
};

static void print_session(void *context, const json_t *s)
{
    struct session_print *p = context;
    const json_t         *shown = json_object_get(s, "displayData"), *process = json_object_get(s, "processId");
    if (!p->table) {
        live_print_json(json_deep_copy(s));
        return;
    }
    table_cell(p->table, "%s", text_of(s, "sessionKey"));
    table_cell(p->table, "%" JSON_INTEGER_FORMAT, json_integer_value(process));
    table_cell(p->table, "%s", text_of(s, "username"));
    table_cell(p->table, "%s", json_array_size(json_object_get(s, "flags")) ? "dynamic" : "static");
    table_cell(p->table, "%s", text_of(shown, "name"));
}

static int sessions(const struct asking *a)
{
    struct session_print p = { a->json ? NULL : table_new(5) };
    static const char   *heads[] = { "KEY", "PROCESS", "USER", "KIND", "NAME" };
    for (unsigned i = 0; p.table && i < COUNT_OF(heads); i++)
        table_cell(p.table, "%s", heads[i]);
    enum wfp_status err = manage_rows(a->m, MANAGE_SESSIONS, print_session, &p);
    if (p.table && err == WFP_OK)
        table_print(p.table, stdout);
    else if (p.table)
        table_free(p.table);
    return err ? live_fail(&command_show, err, "sessions") : EXIT_GOOD;
}

/* --- state ---------------------------------------------------------------------------------------------------------------- */

static void count_row(void *context, const json_t *row)
{
    (void)row;
    ++*(uint64_t *)context;
}

struct state {
    uint64_t counts[OBJECT_KIND_COUNT], persistent, sessions, version;
    bool     has_version;
};

static enum wfp_status gather_state(struct manage *m, struct state *s)
{
    struct arena           arena = { 0 };
    struct policy          p;
    struct manage_version *versions;
    uint32_t               n;
    enum wfp_status        err = manage_read(m, MANAGE_ALL_KINDS, false, &arena, &p);
    for (enum object_kind kind = 0; err == WFP_OK && kind < OBJECT_KIND_COUNT; kind++) {
        s->counts[kind] = live_count(&p, kind);
        for (uint32_t i = 0; i < live_count(&p, kind); i++)
            s->persistent += live_is_persistent(live_at(&p, kind, i));
    }
    if (err == WFP_OK)
        err = manage_rows(m, MANAGE_SESSIONS, count_row, &s->sessions);
    s->has_version = err == WFP_OK && manage_versions(m, 1, &arena, &versions, &n, &s->version) == WFP_OK;
    arena_fini(&arena);
    return err;
}

static void state_json(const struct state *s)
{
    struct json j;
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        json_put_number(&j, live_kind_plurals[kind], (int64_t)s->counts[kind]);
    json_put_number(&j, "persistent", (int64_t)s->persistent);
    json_put_number(&j, "sessions", (int64_t)s->sessions);
    if (s->has_version)
        json_put_u64(&j, "version", s->version);
    json_end_object(&j);
    json_line(&j);
}

static int state(const struct asking *a)
{
    struct state    s = { { 0 }, 0, 0, 0, false };
    enum wfp_status err = gather_state(a->m, &s);
    if (err)
        return live_fail(&command_show, err, "state");
    if (a->json) {
        state_json(&s);
        return EXIT_GOOD;
    }
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        printf("%-11s %" PRIu64 "\n", live_kind_plurals[kind], s.counts[kind]);
    printf("%-11s %" PRIu64 "\n%-11s %" PRIu64 "\n", "persistent", s.persistent, "sessions", s.sessions);
    if (s.has_version)
        printf("%-11s %" PRIu64 "\n", "version", s.version);
    return EXIT_GOOD;
}

/* --- options -------------------------------------------------------------------------------------------------------------- */

static int options(const struct asking *a)
{
    struct json j;
    json_init(&j, stdout);
    for (uint32_t option = 0; option < OPTION_MAX; option++) {
        uint32_t value;
        if (a->name && option_of_text(a->name) != option)
            continue;
        enum wfp_status err = manage_option(a->m, option, &value);
        if (err)
            return live_fail(&command_show, err, "%s", option_text(option));
        if (!a->json) {
            printf("%-31s %" PRIu32 "\n", option_text(option), value);
            continue;
        }
        json_begin_object(&j, NULL);
        json_put_string(&j, "option", option_text(option));
        json_put_number(&j, "value", value);
        json_end_object(&j);
        json_line(&j);
    }
    return EXIT_GOOD;
}

/* --- security ------------------------------------------------------------------------------------------------------------- */

static enum wfp_status container_sddl(struct manage *m, enum container c, struct arena *arena, char **out)
{
    struct byte_blob sd;
    RETURN_IF(manage_security(m, c, NULL, SECURITY_INFO_OWNER | SECURITY_INFO_GROUP | SECURITY_INFO_DACL, arena, &sd));
    return sddl_format(&sd, arena, out);
}

static void print_security(const struct asking *a, enum container c, const char *sddl)
{
    struct json j;
    if (!a->json) {
        printf("%-14s %s\n", container_names[c], sddl);
        return;
    }
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "of", container_names[c]);
    json_put_string(&j, "sddl", sddl);
    json_end_object(&j);
    json_line(&j);
}

static int security(const struct asking *a)
{
    struct arena arena = { 0 };
    int          code = EXIT_GOOD;
    for (enum container c = 0; c < CONTAINER_COUNT && code == EXIT_GOOD; c++) {
        char *sddl;
        if (!container_names[c] || (a->name && container_of_text(a->name) != c))
            continue;
        enum wfp_status err = container_sddl(a->m, c, &arena, &sddl);
        if (err)
            code = live_fail(&command_show, err, "%s", container_names[c]);
        else
            print_security(a, c, sddl);
    }
    arena_fini(&arena);
    return code;
}

/* --- net events ----------------------------------------------------------------------------------------------------------- */

struct event_print {
    const struct asking *asking;
    struct event_filters filters;
};

static void print_event(void *context, const json_t *event)
{
    struct event_print      *p = context;
    const struct event_names names = event_filters_names(&p->filters);
    if (p->asking->json)
        live_print_json(json_deep_copy(event));
    else
        event_print(event, &names, stdout);
}

static int net_events(const struct asking *a)
{
    struct event_print p = { .asking = a, .filters = { .m = a->m } };
    enum wfp_status    err = manage_rows(a->m, MANAGE_NET_EVENTS, print_event, &p);
    event_filters_fini(&p.filters);
    return err ? live_fail(&command_show, err, "netevents") : EXIT_GOOD;
}

/* Of what there is but one of, or no names. */
static int without_name(ask_fn ask, const char *topic, const char *name, bool json)
{
    return name ? cli_usage(&command_show, "%s %.60s: not expected; it shows all", topic, name) : with_engine(ask, NULL, json);
}

int show_sessions(const char *name, bool json)
{
    return without_name(sessions, "sessions", name, json);
}

int show_state(const char *name, bool json)
{
    return without_name(state, "state", name, json);
}

int show_options(const char *name, bool json)
{
    bool unknown = name && option_of_text(name) == OPTION_MAX;
    return unknown ? cli_usage(&command_show, "there is no engine option %.60s", name) : with_engine(options, name, json);
}

int show_security(const char *name, bool json)
{
    bool unknown = name && container_of_text(name) == CONTAINER_COUNT;
    return unknown ? cli_usage(&command_show, "nothing with a security descriptor is called %.60s", name)
                   : with_engine(security, name, json);
}

int show_netevents(const char *name, bool json)
{
    return without_name(net_events, "netevents", name, json);
}
