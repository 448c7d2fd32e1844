/* Policy files. An input that begins with '{' is a whole policy; what loads is linted and compiled too, since both trust that
 * it was checked. Any other input is one value: a byte for the layer, one for the field, one for the match type, the text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bfe/compile.h"
#include "bfe/lint.h"
#include "bfe/validate.h"
#include "policy/policy_file.h"
#include "policy/value_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool good)
{
    if (!good)
        abort();
}

static void whole_policy(const uint8_t *data, size_t size)
{
    struct policy_error error;
    struct policy_file *file;
    struct lint_report  report;
    struct ruleset     *rules;
    if (policy_parse((const char *)data, size, "fuzz", &file, &error)) {
        need(strlen(error.text) > 10 && !strchr(error.text, '\n'));
        return;
    }
    need(bfe_compile(policy_file_policy(file), NULL, 0, 1, &rules) == WFP_OK);
    need(bfe_lint(policy_file_policy(file), &report) == WFP_OK);
    lint_report_fini(&report);
    ruleset_free(rules);
    policy_file_free(file);
}

/* A value that was read either stands up to the checks of a filter or is refused by them; it never breaks them. */
static void one_value(const uint8_t *data, size_t size)
{
    const struct layer_row *layer = &layer_rows[data[0] % LAYER_COUNT];
    const struct field_row *field = layer->field_count ? &layer->fields[data[1] % layer->field_count] : NULL;
    json_t                 *json = json_stringn((const char *)data + 3, size - 3);
    struct arena            arena;
    struct value_reading    r = { .field = field, .arena = &arena, .match_given = data[2] < MATCH_TYPE_MAX,
                                  .match = (enum match_type)(data[2] % MATCH_TYPE_MAX) };
    struct condition        c = { .field = field ? field->id : FIELD_NONE };
    enum fault_member       member;
    arena_init(&arena);
    if (json && field && value_read(&r, json, &c.value) == VALUE_FITS) {
        c.match = r.match;
        char text[256];
        value_format(&c.value, c.field, text, sizeof(text));
        need(bfe_condition_validate(&c, layer, &member) < WFP_STATUS_COUNT);
    }
    arena_fini(&arena);
    json_decref(json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || data[0] == '{')
        whole_policy(data, size);
    else if (size >= 3)
        one_value(data, size);
    return 0;
}
