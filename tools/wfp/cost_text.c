#include "cost_text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "bfe/store.h"
#include "cli.h"
#include "engine/cost_set.h"
#include "host/cost_report.h"
#include "host/kernel.h"

static const char *text(const json_t *o, const char *name)
{
    const char *s = json_string_value(json_object_get(o, name));
    return s ? s : "";
}

static long long number(const json_t *o, const char *name)
{
    return json_integer_value(json_object_get(o, name));
}

/* --- what was counted -------------------------------------------------------------------------------------------------------- */

static const char *const count_heads[] = { "CALLS", "MATCHES", "OF ALL MATCHES", "NS A CALL", "US IN ALL", "OF ALL TIME" };

static const struct section {
    const char *kind;
    const char *heads[3]; /* before those of the counts */
    const char *members[3];
} sections[] = {
    { "layer", { "LAYER", "ID" }, { "name", "id" } },
    { "sublayer", { "SUBLAYER", "KEY" }, { "name", "key" } },
    { "callout", { "CALLOUT", "KEY" }, { "name", "key" } },
    { "filter", { "FILTER", "ID", "LAYER" }, { "name", "id", "layer" } },
};

static unsigned own_columns(const struct section *s)
{
    unsigned n = 0;
    while (n < COUNT_OF(s->heads) && s->heads[n])
        n++;
    return n;
}

static void cell_of(struct table *t, const json_t *row, const char *member)
{
    const json_t *value = json_object_get(row, member);
    if (json_is_integer(value))
        table_cell(t, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else
        table_cell(t, "%s", *text(row, member) ? text(row, member) : "-");
}

static void cell_share(struct table *t, long long permille)
{
    table_cell(t, "%lld.%lld %%", permille / 10, permille % 10);
}

static void print_row(struct table *t, const struct section *s, const json_t *row)
{
    long long calls = number(row, "calls"), ns = number(row, "ns");
    for (unsigned i = 0; i < own_columns(s); i++)
        cell_of(t, row, s->members[i]);
    table_cell(t, "%lld", calls);
    table_cell(t, "%lld", number(row, "matches"));
    cell_share(t, number(row, "matchPermille"));
    table_cell(t, "%lld", calls ? ns / calls : 0);
    table_cell(t, "%lld.%lld", ns / 1000, ns % 1000 / 100);
    cell_share(t, number(row, "nsPermille"));
}

static bool is_kind(const json_t *row, const char *kind)
{
    return strcmp(text(row, "cost"), kind) == 0;
}

static void print_section(const struct section *s, const json_t *rows, FILE *out)
{
    struct table *t = NULL;
    size_t        i;
    json_t       *row;
    json_array_foreach(rows, i, row) {
        if (!is_kind(row, s->kind))
            continue;
        if (!t) {
            t = table_new(own_columns(s) + COUNT_OF(count_heads));
            for (unsigned h = 0; h < own_columns(s); h++)
                table_cell(t, "%s", s->heads[h]);
            for (unsigned h = 0; h < COUNT_OF(count_heads); h++)
                table_cell(t, "%s", count_heads[h]);
        }
        print_row(t, s, row);
    }
    if (!t)
        return;
    fputc('\n', out);
    table_print(t, out);
}

/* --- what makes an index slow ------------------------------------------------------------------------------------------------ */

static const char *how(const json_t *burden)
{
    bool scanned = json_is_true(json_object_get(burden, "scanned"));
    bool asked = json_is_true(json_object_get(burden, "asked"));
    return !scanned ? "asked one by one" : asked ? "by every classify, asked one by one" : "by every classify";
}

static bool was_mended(const json_t *rows, size_t before, const char *why)
{
    for (size_t i = 0; i < before; i++)
        if (is_kind(json_array_get(rows, i), "burden") && strcmp(text(json_array_get(rows, i), "why"), why) == 0)
            return true;
    return false;
}

static void print_burdens(const json_t *rows, FILE *out)
{
    static const char *const heads[] = { "SLOWS THE INDEX", "ID", "LAYER", "LOOKED AT", "BECAUSE OF" };
    struct table            *t = table_new(COUNT_OF(heads));
    size_t                   i;
    json_t                  *row;
    for (size_t h = 0; h < COUNT_OF(heads); h++)
        table_cell(t, "%s", heads[h]);
    json_array_foreach(rows, i, row) {
        if (!is_kind(row, "burden"))
            continue;
        table_cell(t, "%s", text(row, "name"));
        table_cell(t, "%s", text(row, "id"));
        table_cell(t, "%s", text(row, "layer"));
        table_cell(t, "%s", how(row));
        table_cell(t, "%s", text(row, "why"));
    }
    fputc('\n', out);
    table_print(t, out);
    json_array_foreach(rows, i, row)
        if (is_kind(row, "burden") && !was_mended(rows, i, text(row, "why")))
            fprintf(out, "%s: %s\n", text(row, "why"), text(row, "mend"));
}

/* --- all of it --------------------------------------------------------------------------------------------------------------- */

static void print_head(const json_t *head, FILE *out)
{
    long long classifies = number(head, "classifies");
    if (!number(head, "every"))
        fputs("cost: nothing was counted; `wfp show cost --on` begins\n", out);
    else
        fprintf(out, "cost, of one classify in %lld%s: %lld classifies, %lld.%lld us\n", number(head, "every"),
                json_is_true(json_object_get(head, "on")) ? "" : " (off now)", classifies, number(head, "ns") / 1000,
                number(head, "ns") % 1000 / 100);
    if (!classifies && number(head, "every") > 1)
        fputs("none was measured yet: where packets are few, `--on=1` measures all\n", out);
}

static size_t count_kind(const json_t *rows, const char *kind)
{
    size_t  i, count = 0;
    json_t *row;
    json_array_foreach(rows, i, row)
        count += is_kind(row, kind);
    return count;
}

static void print_rest(const json_t *head, const json_t *rows, FILE *out)
{
    long long filters = number(head, "filters"), burdens = number(head, "burdens");
    if (filters > (long long)count_kind(rows, "filter"))
        fprintf(out, "%lld filters were counted; these are the dearest\n", filters);
    if (burdens > (long long)count_kind(rows, "burden"))
        fprintf(out, "%lld filters slow the index; these are some\n", burdens);
    if (number(head, "gone"))
        fprintf(out, "%lld matches were of filters that are gone\n", number(head, "gone"));
    if (number(head, "lost"))
        fprintf(out, "%lld matches were of filters for which there was no room\n", number(head, "lost"));
}

/* One object a line. NULL: it is damaged, or there is no memory. */
static json_t *rows_of(struct bytes report)
{
    json_t *rows = json_array(), *row;
    while (rows && bytes_left(&report)) {
        row = json_loadb((const char *)report.at, bytes_left(&report), JSON_DISABLE_EOF_CHECK, NULL);
        const uint8_t *end = memchr(report.at, '\n', bytes_left(&report));
        struct bytes   line;
        if (!row || json_array_append_new(rows, row) != 0 || !end || !bytes_sub(&report, (size_t)(end - report.at) + 1, &line)) {
            json_decref(rows);
            return NULL;
        }
    }
    return rows;
}

bool cost_print(struct bytes report, FILE *out)
{
    json_t *rows = rows_of(report), *head = json_array_get(rows, 0);
    if (head) {
        print_head(head, out);
        for (size_t i = 0; i < COUNT_OF(sections); i++)
            print_section(&sections[i], rows, out);
        if (count_kind(rows, "burden"))
            print_burdens(rows, out);
        print_rest(head, rows, out);
    }
    json_decref(rows);
    return head != NULL;
}

/* --- of this process --------------------------------------------------------------------------------------------------------- */

static enum wfp_status tell(struct bytes report, bool json, FILE *out)
{
    if (json)
        fwrite(report.at, 1, bytes_left(&report), out);
    return json || cost_print(report, out) ? WFP_OK : WFP_NO_MEMORY;
}

enum wfp_status cost_tell_kernel(struct kernel *k, bool json, FILE *out)
{
    struct cost_wish wish = { .top = json ? 0 : COST_SHOWN, .policy = bfe_policy(kernel_bfe(k)) };
    struct buffer    report;
    buffer_init(&report);
    enum wfp_status err = cost_report_kernel(k, &wish, &report);
    if (err == WFP_OK)
        err = tell(buffer_bytes(&report), json, out);
    buffer_fini(&report);
    return err;
}

enum wfp_status cost_tell(const struct ruleset *rules, struct cost_set *set, const struct policy *policy, bool json, FILE *out)
{
    struct cost_wish wish = { .top = json ? 0 : COST_SHOWN, .policy = policy, .on = true };
    struct buffer    report;
    struct cost     *sum;
    RETURN_IF(cost_set_sum(set, &sum));
    buffer_init(&report);
    enum wfp_status err = cost_report(rules, sum, &wish, &report);
    if (err == WFP_OK)
        err = tell(buffer_bytes(&report), json, out);
    buffer_fini(&report);
    cost_free(sum);
    return err;
}
