/* wfp show choices, errors and builtin: plain tables; a name picks rows. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/status.h"
#include "base/suggest.h"
#include "model/choices.h"
#include "model/schema.h"
#include "show.h"

static void heads(struct table *t, const char *const *names, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        table_cell(t, "%s", names[i]);
}

/* ---- choices ---- */

static bool choice_named(const struct choice_row *c, const char *name)
{
    static const char *const prefixes[] = { "CHOICE_", NULL };
    return !name || strcasecmp(c->id, name) == 0 || strcasecmp(c->name, show_without(name, prefixes)) == 0;
}

static void choice_json(const struct choice_row *c)
{
    struct json j;
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "id", c->id);
    json_put_string(&j, "name", c->name);
    json_put_string(&j, "value", c->value);
    json_put_string(&j, "chosen", c->chosen);
    json_put_string(&j, "evidence", c->evidence);
    json_end_object(&j);
    json_line(&j);
}

static int unknown_choice(const char *name)
{
    struct suggest s;
    char           hint[SUGGEST_SIZE];
    suggest_init(&s, name);
    for (unsigned i = 0; i < CHOICE_COUNT; i++) {
        suggest_offer(&s, choice_rows[i].name);
        suggest_offer(&s, choice_rows[i].id);
    }
    return cli_error(&command_show, "no choice is called %s, `wfp show choices` lists them%s", name,
                     suggest_format(&s, hint, sizeof(hint)));
}

static void choice_detail(const struct choice_row *c)
{
    struct table *t = table_new(2);
    table_cell(t, "%s", c->id);
    table_cell(t, "%s", c->name);
    table_cell(t, "value");
    table_cell(t, "%s", c->value);
    table_cell(t, "chosen");
    table_cell(t, "%s", c->chosen);
    table_cell(t, "evidence");
    table_cell(t, "%s", c->evidence);
    table_print(t, stdout);
}

static void all_choices(void)
{
    static const char *const names[] = { "ID", "NAME", "VALUE", "CHOSEN" };
    struct table            *t = table_new(COUNT_OF(names));
    heads(t, names, COUNT_OF(names));
    for (unsigned i = 0; i < CHOICE_COUNT; i++) {
        table_cell(t, "%s", choice_rows[i].id);
        table_cell(t, "%s", choice_rows[i].name);
        table_cell(t, "%s", choice_rows[i].value);
        table_cell(t, "%s", choice_rows[i].chosen);
    }
    table_print(t, stdout);
}

int show_choices(const char *name, bool json)
{
    bool found = false;
    for (unsigned i = 0; i < CHOICE_COUNT; i++) {
        if (!choice_named(&choice_rows[i], name))
            continue;
        found = true;
        if (json)
            choice_json(&choice_rows[i]);
        else if (name)
            choice_detail(&choice_rows[i]);
    }
    if (!found)
        return unknown_choice(name);
    if (!name && !json)
        all_choices();
    return EXIT_GOOD;
}

/* ---- errors ---- */

/* "0x80320003" names an error as well as "FWP_E_FILTER_NOT_FOUND" does. */
static bool error_named(const struct status_row *e, const char *name)
{
    static const char *const prefixes[] = { "FWP_E_", "STATUS_FWP_", "WFP_", NULL };
    char                    *end;
    if (!name || strcasecmp(e->name, show_without(name, prefixes)) == 0)
        return true;
    unsigned long code = strtoul(name, &end, 0);
    return *end == 0 && end != name && (code == e->win32 || code == e->ntstatus);
}

static int unknown_error(const char *name)
{
    static const char *const prefixes[] = { "FWP_E_", "STATUS_FWP_", "WFP_", NULL };
    struct suggest s;
    char           hint[SUGGEST_SIZE];
    suggest_init(&s, show_without(name, prefixes));
    for (unsigned i = 0; i < WFP_STATUS_COUNT; i++)
        suggest_offer(&s, status_rows[i].name);
    return cli_error(&command_show, "no error is called %s, `wfp show errors` lists them%s", name,
                     suggest_format(&s, hint, sizeof(hint)));
}

/* The name of an errno value; 0 has none. */
static const char *errno_word(int err)
{
    const char *name = err ? strerrorname_np(err) : NULL;
    return name ? name : "-";
}

static void error_json(const struct status_row *e)
{
    struct json j;
    char        code[16];
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "name", e->name);
    snprintf(code, sizeof(code), "0x%08x", e->win32);
    json_put_string(&j, "user", code);
    snprintf(code, sizeof(code), "0x%08x", e->ntstatus);
    json_put_string(&j, "ntstatus", code);
    json_put_string(&j, "errno", errno_word(e->err));
    json_put_string(&j, "sentence", e->sentence);
    json_end_object(&j);
    json_line(&j);
}

int show_errors(const char *name, bool json)
{
    static const char *const names[] = { "NAME", "USER", "NTSTATUS", "ERRNO", "MEANING" };
    struct table            *t = table_new(COUNT_OF(names));
    unsigned                 found = 0;
    heads(t, names, COUNT_OF(names));
    for (unsigned i = 0; i < WFP_STATUS_COUNT; i++) {
        const struct status_row *e = &status_rows[i];
        if (!error_named(e, name))
            continue;
        found++;
        if (json) {
            error_json(e);
            continue;
        }
        table_cell(t, "%s", e->name);
        table_cell(t, "0x%08x", e->win32);
        table_cell(t, "0x%08x", e->ntstatus);
        table_cell(t, "%s", errno_word(e->err));
        table_cell(t, "%s", e->sentence);
    }
    if (json || found == 0)
        table_free(t);
    else
        table_print(t, stdout);
    return found ? EXIT_GOOD : unknown_error(name);
}

/* ---- built-in objects ---- */

static const char *const builtin_words[] = {
    [BUILTIN_SUBLAYER] = "sublayer",
    [BUILTIN_PROVIDER] = "provider",
    [BUILTIN_CALLOUT] = "callout",
    [BUILTIN_PROVIDER_CONTEXT] = "provider context",
};

static const char *builtin_stem(const char *name)
{
    static const char *const prefixes[] = { "FWPM_SUBLAYER_", "FWPM_PROVIDER_CONTEXT_", "FWPM_PROVIDER_", "FWPM_CALLOUT_",
                                            NULL };
    return show_without(name, prefixes);
}

static bool builtin_named(const struct builtin_row *b, const char *name)
{
    struct guid key;
    if (!name || strcasecmp(b->name, name) == 0 || strcasecmp(builtin_stem(b->name), name) == 0)
        return true;
    return guid_parse(name, &key) && guid_equal(&key, &b->key);
}

static int unknown_builtin(const char *name)
{
    struct suggest s;
    char           hint[SUGGEST_SIZE];
    suggest_init(&s, builtin_stem(name));
    for (unsigned i = 0; i < builtin_count; i++)
        suggest_offer(&s, builtin_stem(builtin_rows[i].name));
    return cli_error(&command_show, "no built-in object is called %s, `wfp show builtin` lists them%s", name,
                     suggest_format(&s, hint, sizeof(hint)));
}

static const char *builtin_layer(const struct builtin_row *b)
{
    return b->layer == LAYER_ID_NONE ? NULL : layer_rows[b->layer].name;
}

static void builtin_json(const struct builtin_row *b)
{
    struct json j;
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "kind", builtin_words[b->kind]);
    json_put_string(&j, "name", b->name);
    show_guid(&j, "key", &b->key);
    json_put_number(&j, "weight", b->weight);
    json_put_string(&j, "layer", builtin_layer(b));
    json_put_bool(&j, "alias", b->is_alias);
    json_put_string(&j, "meaning", b->meaning);
    json_end_object(&j);
    json_line(&j);
}

static void builtin_cells(struct table *t, const struct builtin_row *b)
{
    char key[GUID_TEXT_SIZE];
    table_cell(t, "%s", builtin_words[b->kind]);
    table_cell(t, "%s", b->name);
    table_cell(t, "%s", guid_format(&b->key, key));
    if (b->kind == BUILTIN_SUBLAYER)
        table_cell(t, "0x%04x", b->weight);
    else
        table_cell(t, "-");
    table_cell(t, "%s", b->meaning);
}

int show_builtin(const char *name, bool json)
{
    static const char *const names[] = { "KIND", "NAME", "KEY", "WEIGHT", "MEANING" };
    struct table            *t = table_new(COUNT_OF(names));
    unsigned                 found = 0;
    heads(t, names, COUNT_OF(names));
    for (unsigned i = 0; i < builtin_count; i++) {
        if (!builtin_named(&builtin_rows[i], name))
            continue;
        found++;
        if (json)
            builtin_json(&builtin_rows[i]);
        else
            builtin_cells(t, &builtin_rows[i]);
    }
    if (json || found == 0)
        table_free(t);
    else
        table_print(t, stdout);
    return found ? EXIT_GOOD : unknown_builtin(name);
}
