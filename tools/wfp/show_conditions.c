/* wfp show conditions. */
#include "base/suggest.h"
#include "model/schema.h"
#include "show.h"

static void condition_json(enum field_id id)
{
    const struct condition_row *c = &condition_rows[id];
    struct json                 j;
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "name", c->name);
    show_guid(&j, "key", &c->key);
    json_put_string(&j, "meaning", c->meaning);
    json_begin_array(&j, "aliases");
    for (unsigned i = 0; i < condition_alias_count; i++)
        if (condition_aliases[i].of == id)
            json_put_string(&j, NULL, condition_aliases[i].name);
    json_end_array(&j);
    json_begin_array(&j, "layers");
    for (unsigned i = 0; i < LAYER_COUNT; i++) {
        int index = layer_field_index(&layer_rows[i], id);
        if (index < 0)
            continue;
        json_begin_object(&j, NULL);
        json_put_string(&j, "layer", layer_rows[i].name);
        json_put_number(&j, "index", index);
        json_put_string(&j, "field", layer_rows[i].fields[index].name);
        json_put_string(&j, "type", show_type(layer_rows[i].fields[index].type));
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    json_line(&j);
}

static void condition_detail(enum field_id id)
{
    const struct condition_row *c = &condition_rows[id];
    struct table               *t = table_new(4);
    char                        key[GUID_TEXT_SIZE];
    printf("%s%s%s\n%s\n%s\n", cli_colour(stdout, BOLD), c->name, cli_colour(stdout, PLAIN), guid_format(&c->key, key),
           c->meaning);
    for (unsigned i = 0; i < condition_alias_count; i++)
        if (condition_aliases[i].of == id)
            printf("also called %s\n", condition_aliases[i].name);
    putchar('\n');
    table_cell(t, "LAYER");
    table_cell(t, "INDEX");
    table_cell(t, "FIELD");
    table_cell(t, "TYPE");
    for (unsigned i = 0; i < LAYER_COUNT; i++) {
        int index = layer_field_index(&layer_rows[i], id);
        if (index < 0)
            continue;
        table_cell(t, "%s", layer_rows[i].name);
        table_cell(t, "%d", index);
        table_cell(t, "%s", layer_rows[i].fields[index].name);
        table_cell(t, "%s", show_type(layer_rows[i].fields[index].type));
    }
    table_print(t, stdout);
}

static void all_conditions(void)
{
    struct table *t = table_new(3);
    char          key[GUID_TEXT_SIZE];
    table_cell(t, "CONDITION");
    table_cell(t, "KEY");
    table_cell(t, "MEANING");
    for (unsigned i = 0; i < FIELD_COUNT; i++) {
        if (!condition_rows[i].is_condition)
            continue;
        table_cell(t, "%s", condition_rows[i].name);
        table_cell(t, "%s", guid_format(&condition_rows[i].key, key));
        table_cell(t, "%s", condition_rows[i].meaning);
    }
    table_print(t, stdout);
}

static int unknown_condition(const char *name)
{
    static const char *const prefixes[] = { "FWPM_CONDITION_", NULL };
    struct suggest s;
    char           hint[SUGGEST_SIZE];
    suggest_init(&s, show_without(name, prefixes));
    for (unsigned i = 0; i < FIELD_COUNT; i++)
        if (condition_rows[i].is_condition)
            suggest_offer(&s, condition_rows[i].name);
    for (unsigned i = 0; i < condition_alias_count; i++)
        suggest_offer(&s, condition_aliases[i].name);
    return cli_error(&command_show, "no condition is called %s, `wfp show conditions` lists them%s", name,
                     suggest_format(&s, hint, sizeof(hint)));
}

int show_conditions(const char *name, bool json)
{
    struct guid   key;
    enum field_id id = FIELD_NONE;
    if (name)
        id = guid_parse(name, &key) ? condition_find_key(&key) : condition_find_name(name);
    if (name && id == FIELD_NONE)
        return unknown_condition(name);
    if (name)
        (json ? condition_json : condition_detail)(id);
    else if (!json)
        all_conditions();
    for (unsigned i = 0; !name && json && i < FIELD_COUNT; i++)
        if (condition_rows[i].is_condition)
            condition_json((enum field_id)i);
    return EXIT_GOOD;
}
