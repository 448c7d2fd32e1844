#include "change.h"

#include <inttypes.h>
#include <string.h>

#include "bfe/objects.h"

int change_delete_keys(const struct command *c, struct manage *m, const struct policy *p)
{
    for (int kind = OBJECT_KIND_COUNT - 1; kind >= 0; kind--)
        for (uint32_t i = 0; i < live_count(p, (enum object_kind)kind); i++) {
            struct live_object o = live_at(p, (enum object_kind)kind, i);
            enum wfp_status    err = manage_delete(m, o.kind, live_key(o));
            if (err && err != object_kinds[kind].missing)
                return live_fail(c, err, "delete %s \"%s\"", live_kind_names[kind], live_name(o));
        }
    return EXIT_GOOD;
}

int change_add_all(const struct command *c, struct manage *m, const struct policy *p, uint64_t *ids)
{
    uint32_t n = 0;
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        for (uint32_t i = 0; i < live_count(p, kind); i++) {
            struct live_object o = live_at(p, kind, i);
            uint64_t           id = 0;
            enum wfp_status    err = manage_add(m, kind, o.record, &id);
            if (err)
                return live_fail(c, err, "add %s \"%s\"", live_kind_names[kind], live_name(o));
            if (ids)
                ids[n++] = id;
        }
    return EXIT_GOOD;
}

int change_run(const struct command *c, struct manage *m, change_fn work, void *context)
{
    enum wfp_status err = manage_begin(m, false);
    if (err)
        return live_fail(c, err, "begin a transaction");
    int code = work(c, m, context);
    if (code == EXIT_GOOD) {
        err = manage_commit(m);
        code = err ? live_fail(c, err, "commit") : EXIT_GOOD;
    }
    manage_abort(m);
    return code;
}

uint32_t change_total(const struct policy *p)
{
    uint32_t n = 0;
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        n += live_count(p, kind);
    return n;
}

void change_told(const char *did, struct live_object o, uint64_t id, bool json)
{
    char        key[GUID_TEXT_SIZE], number[24] = "";
    struct json j;
    guid_format(live_key(o), key);
    if (!json) {
        if (id)
            snprintf(number, sizeof(number), " %" PRIu64, id);
        printf("%s %s%s \"%s\" %s\n", did, live_kind_names[o.kind], number, live_name(o), key);
        return;
    }
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "did", did);
    json_put_string(&j, "kind", live_kind_names[o.kind]);
    json_put_string(&j, "name", live_name(o));
    json_put_string(&j, "key", key);
    if (id)
        json_put_u64(&j, "id", id);
    json_end_object(&j);
    json_line(&j);
}
