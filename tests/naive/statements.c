/* The oracle on trial: arbitration statements as small cases with their expected end, for the naive implementation
 * first and then for the engine. Without it both could be wrong in the same way.
 *
 * A filter is written SUBLAYER:ACTION. The sublayer's digit is its weight; filters are listed by falling weight and get
 * the ids 1, 2, ... Actions: P permit, B block, T/I/U a terminating, inspection or unknown callout with its answer in
 * brackets: p, b, c(ontinue), l(eave what is there), nothing when no driver registered it; - when it clears the right,
 * a when it absorbs. After the action: ! CLEAR_ACTION_RIGHT, ? PERMIT_IF_CALLOUT_UNREGISTERED. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "naive/engine_side.h"

struct row {
    enum layer_pair pair;
    const char     *filters;
    const char     *expect; /* action, deciding filter, hard or soft, veto, absorb, and the filters evaluated */
};

static const struct row rows[] = {
    /* proves: B-021 */
    { LAYER(INBOUND_TRANSPORT), "", "permit 0 soft :" },
    /* proves: B-006 B-021 B-027 */
    { LAYER(INBOUND_TRANSPORT), "1:I(b)", "permit 0 soft : 1" },
    { LAYER(INBOUND_TRANSPORT), "2:I(c) 2:U(c) 1:B", "block 3 hard : 1 2 3" },
    /* proves: B-003 B-004 */
    { LAYER(INBOUND_TRANSPORT), "1:I(c) 1:P 1:T(b)", "permit 2 soft : 1 2" },
    /* proves: B-010 B-015 B-016 */
    { LAYER(INBOUND_TRANSPORT), "2:P 1:B", "block 2 hard : 1 2" },
    { LAYER(INBOUND_TRANSPORT), "2:B 1:P", "block 1 hard : 1 2" },
    { LAYER(INBOUND_TRANSPORT), "2:T(p) 1:B", "block 2 hard : 1 2" },
    /* proves: B-008 */
    { LAYER(INBOUND_TRANSPORT), "2:B 1:I(c)", "block 1 hard : 1 2" },
    /* proves: B-011 B-017 */
    { LAYER(INBOUND_TRANSPORT), "2:P! 1:B", "permit 1 hard : 1 2" },
    { LAYER(INBOUND_TRANSPORT), "2:P! 1:T(b)", "block 2 hard veto : 1 2" },
    { LAYER(INBOUND_TRANSPORT), "2:T(p-) 1:B", "permit 1 hard : 1 2" },
    /* proves: B-012 */
    { LAYER(INBOUND_TRANSPORT), "2:P! 1:B!", "block 2 hard : 1 2" },
    /* proves: B-013 B-015 */
    { LAYER(INBOUND_TRANSPORT), "2:T(b) 1:P", "permit 2 soft : 1 2" },
    { LAYER(INBOUND_TRANSPORT), "2:T(b-) 1:P", "block 1 hard : 1 2" },
    /* proves: B-014 B-019 */
    { LAYER(INBOUND_TRANSPORT), "2:B 1:P!", "block 1 hard : 1 2" },
    { LAYER(INBOUND_TRANSPORT), "2:B 1:T(p-)", "block 1 hard : 1 2" },
    /* proves: B-020 */
    { LAYER(INBOUND_TRANSPORT), "2:B 1:B", "block 1 hard : 1 2" },
    { LAYER(INBOUND_TRANSPORT), "2:P 1:P!", "permit 2 hard : 1 2" },
    /* proves: B-026 */
    { LAYER(INBOUND_TRANSPORT), "1:T(c)", "block 1 soft : 1" },
    { LAYER(INBOUND_TRANSPORT), "1:T(l)", "block 1 soft : 1" },
    { LAYER(INBOUND_TRANSPORT), "2:P! 1:T(c)", "block 2 hard veto : 1 2" },
    /* proves: B-028 */
    { LAYER(INBOUND_TRANSPORT), "1:U(p)", "permit 1 soft : 1" },
    { LAYER(INBOUND_TRANSPORT), "1:U(b)", "block 1 soft : 1" },
    { LAYER(INBOUND_TRANSPORT), "1:U(c)", "permit 0 soft : 1" },
    /* proves: B-029 */
    { LAYER(INBOUND_TRANSPORT), "1:T()", "block 1 hard : 1" },
    { LAYER(INBOUND_TRANSPORT), "1:U()", "block 1 hard : 1" },
    { LAYER(INBOUND_TRANSPORT), "1:I() 1:P", "permit 2 soft : 1 2" },
    { LAYER(INBOUND_TRANSPORT), "2:P! 1:T()", "permit 1 hard : 1 2" },
    /* proves: B-030 */
    { LAYER(INBOUND_TRANSPORT), "1:T()?", "permit 1 soft : 1" },
    { LAYER(INBOUND_TRANSPORT), "2:U()? 1:B", "block 2 hard : 1 2" },
    /* proves: B-039 */
    { LAYER(INBOUND_TRANSPORT), "1:T(b-a)", "block 1 hard absorb : 1" },
    { LAYER(INBOUND_TRANSPORT), "1:T(p-a)", "permit 1 hard : 1" },
    { LAYER(IPFORWARD), "1:T(b-a)", "block 1 hard absorb : 1" },
    { LAYER(ALE_AUTH_LISTEN), "1:T(b-a)", "block 1 hard : 1" },
    /* proves: B-049 */
    /* the naive side shows the pipeline of B-048, too; rights at this layer are not compared */
    { LAYER(STREAM), "2:P! 1:T(b)", "block 2 soft : 1 2" },
    { LAYER(STREAM), "2:T(b) 1:T(p)", "block 1 soft : 1" },
};

static struct guid key_of(unsigned kind, unsigned n)
{
    return (struct guid){ .data1 = kind, .data4 = { [7] = (uint8_t)n } };
}

static const char *parse_answer(const char *text, struct naive_callout *c)
{
    static const char letters[] = "lpbc";
    for (; *text != ')'; text++) {
        const char *letter = strchr(letters, *text);
        if (letter) {
            c->answer = (enum naive_answer)(letter - letters);
            c->registered = true;
        }
        c->clears_right |= *text == '-';
        c->flags |= *text == 'a' ? CLASSIFY_OUT_FLAG_ABSORB : 0;
    }
    return text + 1;
}

static enum action_type action_of(char letter)
{
    return letter == 'P'   ? ACTION_PERMIT
           : letter == 'B' ? ACTION_BLOCK
           : letter == 'T' ? ACTION_CALLOUT_TERMINATING
           : letter == 'I' ? ACTION_CALLOUT_INSPECTION
                           : ACTION_CALLOUT_UNKNOWN;
}

/* The text from ACTION on; returns what follows the filter. */
static const char *parse_filter(const char *text, struct policy_case *c, struct filter *f)
{
    f->action = action_of(*text++);
    if (*text == '(') {
        struct naive_callout *k = &c->callouts[c->callout_count++];
        *k = (struct naive_callout){ .key = key_of(2, (unsigned)f->id) };
        f->callout = k->key;
        text = parse_answer(text + 1, k);
    }
    for (; *text && *text != ' '; text++)
        f->flags |= *text == '!' ? FILTER_FLAG_CLEAR_ACTION_RIGHT : FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED;
    return text;
}

static void parse_row(const struct row *row, enum family family, struct policy_case *c)
{
    memset(c, 0, sizeof(*c));
    c->layer = layer_of(row->pair, family);
    for (; c->sublayer_count < 3; c->sublayer_count++)
        c->sublayers[c->sublayer_count] = (struct sublayer){ .key = key_of(1, c->sublayer_count),
                                                             .name = "s",
                                                             .weight = (uint16_t)c->sublayer_count };
    for (const char *text = row->filters; *text; text += *text == ' ') {
        struct filter *f = &c->filters[c->filter_count++];
        *f = (struct filter){ .id = c->filter_count,
                              .name = "f",
                              .layer = c->layer->id,
                              .sublayer = key_of(1, (unsigned)(*text - '0')),
                              .effective_weight = 100 - c->filter_count };
        text = parse_filter(text + 2, c, f);
    }
}

static void write_answer(const struct naive_out *n, char *out, size_t size)
{
    int at = snprintf(out, size, "%s %" PRIu64 " %s%s%s :", n->action == ACTION_BLOCK ? "block" : "permit", n->filter,
                      n->rights & RIGHT_ACTION_WRITE ? "soft" : "hard", n->veto ? " veto" : "",
                      n->flags & CLASSIFY_OUT_FLAG_ABSORB ? " absorb" : "");
    for (uint32_t i = 0; i < n->step_count; i++)
        at += snprintf(out + at, size - (size_t)at, " %" PRIu64, n->steps[i].filter);
}

static unsigned run_row(const struct row *row, enum family family)
{
    static struct policy_case c;
    static struct engine_side side;
    static struct naive_out   naive;
    struct packet_case        p = { 0 };
    struct naive_policy       view;
    char                      got[256];
    unsigned                  failures = 0;
    parse_row(row, family, &c);
    view = policy_case_view(&c);
    naive_classify(&view, c.layer, p.values, &naive);
    write_answer(&naive, got, sizeof(got));
    if (strcmp(got, row->expect) != 0)
        failures += printf("%s \"%s\": naive %s, expected %s\n", c.layer->name, row->filters, got, row->expect) > 0;
    if (!engine_side_init(&side, &c))
        return failures + 1;
    const char *what = engine_differs(&side, c.layer, &p, &naive);
    if (what)
        failures += printf("%s \"%s\": the engine differs: %s\n", c.layer->name, row->filters, what) > 0;
    engine_side_fini(&side);
    return failures;
}

int main(void)
{
    unsigned failures = 0, n = sizeof(rows) / sizeof(rows[0]);
    for (unsigned i = 0; i < n; i++)
        failures += run_row(&rows[i], FAMILY_V4) + run_row(&rows[i], FAMILY_V6);
    printf("%u cases in two families, %u failures\n", n, failures);
    return failures != 0;
}
