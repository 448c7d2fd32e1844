/* Making a differing case small, and printing it: see generator.h. */
#include "naive/generator.h"

#include <inttypes.h>
#include <string.h>

static void drop_filter(struct policy_case *c, uint32_t filter)
{
    for (uint32_t i = filter; i + 1 < c->filter_count; i++) {
        c->filters[i] = c->filters[i + 1];
        memcpy(c->conditions[i], c->conditions[i + 1], sizeof(c->conditions[i]));
        c->filters[i].conditions = c->conditions[i];
    }
    c->filter_count--;
}

static void drop_condition(struct policy_case *c, uint32_t filter, uint32_t condition)
{
    struct filter *f = &c->filters[filter];
    f->condition_count--;
    for (uint32_t i = condition; i < f->condition_count; i++)
        c->conditions[filter][i] = c->conditions[filter][i + 1];
}

/* One step: what remains to be tried is counted by `step`; false when there are no more of this kind. */
static bool step_filter(struct policy_case *c, uint32_t step)
{
    if (step >= c->filter_count)
        return false;
    drop_filter(c, c->filter_count - 1 - step);
    return true;
}

static bool step_condition(struct policy_case *c, uint32_t step)
{
    for (uint32_t i = 0; i < c->filter_count; i++) {
        if (step < c->filters[i].condition_count) {
            drop_condition(c, i, step);
            return true;
        }
        step -= c->filters[i].condition_count;
    }
    return false;
}

/* A filter that is already as plain as the step would make it is left alone; shrink() needs every step to change
 * something or it would never end, so plain filters are skipped. */
static bool step_plain(struct policy_case *c, uint32_t step)
{
    for (uint32_t i = 0; i < c->filter_count; i++) {
        struct filter *f = &c->filters[i];
        if (!f->flags && !f->effective_weight)
            continue;
        if (step-- == 0) {
            f->effective_weight = f->flags ? f->effective_weight : 0;
            f->flags = 0;
            return true;
        }
    }
    return false;
}

static bool one_smaller(struct policy_case *c, const struct packet_case *p, differs_fn differs, void *context,
                        bool (*step)(struct policy_case *, uint32_t))
{
    static struct policy_case trial;
    for (uint32_t i = 0;; i++) {
        policy_case_copy(&trial, c);
        if (!step(&trial, i))
            return false;
        if (differs(&trial, p, context)) {
            policy_case_copy(c, &trial);
            return true;
        }
    }
}

void shrink(struct policy_case *c, const struct packet_case *p, differs_fn differs, void *context)
{
    while (one_smaller(c, p, differs, context, step_filter) || one_smaller(c, p, differs, context, step_condition) ||
           one_smaller(c, p, differs, context, step_plain))
        continue;
}

static void print_bytes(FILE *f, const uint8_t *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        fprintf(f, "%02x", b[i]);
}

static void print_string(FILE *f, const uint16_t *s)
{
    fputc('"', f);
    for (; *s; s++)
        fprintf(f, *s < 127 ? "%c" : "\\u%04x", *s);
    fputc('"', f);
}

void print_value(FILE *f, const struct value *v)
{
    switch (v->type) {
    case TYPE_EMPTY:
        fprintf(f, "EMPTY");
        break;
    case TYPE_UINT8:
    case TYPE_UINT16:
    case TYPE_UINT32:
    case TYPE_INT8:
    case TYPE_INT16:
    case TYPE_INT32:
        fprintf(f, "%s:0x%x", enum_name("FWP_DATA_TYPE", v->type), v->u32);
        break;
    case TYPE_UINT64:
    case TYPE_INT64:
    case TYPE_DOUBLE:
        fprintf(f, "%s:0x%" PRIx64, enum_name("FWP_DATA_TYPE", v->type), *v->u64);
        break;
    case TYPE_FLOAT:
        fprintf(f, "%f", (double)v->f32);
        break;
    case TYPE_BYTE_ARRAY16:
        print_bytes(f, v->bytes16, 16);
        break;
    case TYPE_BYTE_ARRAY6:
        print_bytes(f, v->bytes6, 6);
        break;
    case TYPE_BYTE_BLOB:
    case TYPE_SECURITY_DESCRIPTOR:
    case TYPE_TOKEN_INFORMATION:
        fprintf(f, v->type == TYPE_BYTE_BLOB ? "blob:" : "descriptor:");
        print_bytes(f, v->blob->data, v->blob->size);
        break;
    case TYPE_SID:
        fprintf(f, "sid:");
        print_bytes(f, v->sid, sid_size(v->sid));
        break;
    case TYPE_TOKEN_ACCESS_INFORMATION:
        fprintf(f, "token");
        for (uint32_t i = 0; i < v->token->sid_count; i++) {
            fputc(' ', f);
            print_bytes(f, v->token->sids[i], sid_size(v->token->sids[i]));
        }
        break;
    case TYPE_UNICODE_STRING:
        print_string(f, v->string);
        break;
    case TYPE_V4_ADDR_MASK:
        fprintf(f, "0x%08x mask 0x%08x", v->v4->addr, v->v4->mask);
        break;
    case TYPE_V6_ADDR_MASK:
        print_bytes(f, v->v6->addr, 16);
        fprintf(f, "/%u", v->v6->prefix);
        break;
    case TYPE_RANGE:
        print_value(f, &v->range->low);
        fprintf(f, " to ");
        print_value(f, &v->range->high);
        break;
    default:
        fprintf(f, "type %d", v->type);
    }
}

static void print_filter(FILE *f, const struct filter *x)
{
    char sublayer[GUID_TEXT_SIZE], callout[GUID_TEXT_SIZE];
    fprintf(f, "filter %" PRIu64 "  %s  sublayer %s  weight 0x%" PRIx64 "  %s  flags 0x%x", x->id,
            layer_rows[x->layer].name, guid_format(&x->sublayer, sublayer), x->effective_weight,
            enum_name("FWP_ACTION_TYPE", x->action), x->flags);
    if (x->action & ACTION_FLAG_CALLOUT)
        fprintf(f, "  callout %s", guid_format(&x->callout, callout));
    fputc('\n', f);
    for (uint32_t i = 0; i < x->condition_count; i++) {
        fprintf(f, "    %s %s ", condition_rows[x->conditions[i].field].name,
                enum_name("FWP_MATCH_TYPE", x->conditions[i].match));
        print_value(f, &x->conditions[i].value);
        fputc('\n', f);
    }
}

static bool names_callout(const struct policy_case *c, const struct guid *key)
{
    for (uint32_t i = 0; i < c->filter_count; i++)
        if ((c->filters[i].action & ACTION_FLAG_CALLOUT) && guid_equal(&c->filters[i].callout, key))
            return true;
    return false;
}

static bool names_sublayer(const struct policy_case *c, const struct guid *key)
{
    for (uint32_t i = 0; i < c->filter_count; i++)
        if (guid_equal(&c->filters[i].sublayer, key))
            return true;
    return false;
}

static bool names_field(const struct policy_case *c, enum field_id field)
{
    for (uint32_t i = 0; i < c->filter_count; i++)
        for (uint32_t k = 0; k < c->filters[i].condition_count; k++)
            if (c->conditions[i][k].field == field)
                return true;
    return false;
}

static void print_callout(FILE *f, const struct naive_callout *k)
{
    static const char *const answers[] = { "leaves", "permit", "block", "continue" };
    char                     text[GUID_TEXT_SIZE];
    fprintf(f, "callout %s  ", guid_format(&k->key, text));
    if (k->registered)
        fprintf(f, "%s%s, flags 0x%x\n", answers[k->answer], k->clears_right ? ", clears the right" : "", k->flags);
    else
        fprintf(f, "not registered\n");
}

/* Only what the filters name. */
void print_case(FILE *f, const struct policy_case *c, const struct packet_case *p)
{
    char text[GUID_TEXT_SIZE];
    fprintf(f, "layer %s\n", c->layer->name);
    for (uint32_t i = 0; i < c->sublayer_count; i++)
        if (names_sublayer(c, &c->sublayers[i].key))
            fprintf(f, "sublayer %s  weight 0x%x\n", guid_format(&c->sublayers[i].key, text), c->sublayers[i].weight);
    for (uint32_t i = 0; i < c->callout_count; i++)
        if (names_callout(c, &c->callouts[i].key))
            print_callout(f, &c->callouts[i]);
    for (uint32_t i = 0; i < c->filter_count; i++)
        print_filter(f, &c->filters[i]);
    for (uint32_t i = 0; i < c->layer->field_count; i++)
        if (names_field(c, c->layer->fields[i].id)) {
            fprintf(f, "packet %s = ", c->layer->fields[i].name);
            print_value(f, &p->values[i]);
            fputc('\n', f);
        }
}
