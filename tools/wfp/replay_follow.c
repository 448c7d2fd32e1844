#include "replay_follow.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "replay_injected.h"

int follow_option(struct replay_follow *f, const struct command *c, const char *text)
{
    char *end;
    errno = 0;
    f->number = strtoull(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end || errno || f->number == 0)
        return cli_usage(c, "--follow %s: expected the number of a packet, from 1", text);
    return EXIT_GOOD;
}

/* --- what is said of it ---------------------------------------------------------------------------------------------------- */

static bool make_room(struct replay_follow *f)
{
    if (f->count < f->room)
        return true;
    size_t                room = f->room ? 2 * f->room : 32;
    struct follow_answer *more = realloc(f->answers, room * sizeof(*more));
    if (!more)
        return false;
    f->answers = more;
    f->room = room;
    return true;
}

static void add_answer(struct replay_follow *f, const struct follow_answer *a)
{
    if (make_room(f))
        f->answers[f->count++] = *a;
    else
        f->out_of_memory = true;
}

void follow_classified(struct replay_follow *f, const struct kernel *k, const struct pkt_ctx *c, const struct classify_in *in,
                       const struct classify_out *out, const struct trace *trace)
{
    if (f->number == 0 || c->call || c->in->number != f->number)
        return;
    f->out_of_memory |= trace->out_of_memory;
    for (uint32_t i = 0; i < trace->count; i++) {
        const struct trace_event *e = &trace->events[i];
        if (e->kind != TRACE_MATCH)
            continue;
        struct follow_answer a = { in->layer->name, e->rule->name, k ? kernel_answerer(k, e->rule) : NULL, e->action, e->effect,
                                   e->rule == out->rule && out->action == ACTION_BLOCK && (out->flags & CLASSIFY_OUT_FLAG_ABSORB) };
        add_answer(f, &a);
    }
}

static const char *answer_name(const struct follow_answer *a)
{
    if (a->effect == EFFECT_REFUSED)
        return a->action == ACTION_BLOCK ? "would block, and may not" : "would permit, and may not";
    if (a->absorb)
        return "absorbs";
    if (a->action == ACTION_BLOCK)
        return a->effect == EFFECT_VETO ? "vetoes" : "blocks";
    return a->action == ACTION_PERMIT ? "permits" : "has no objection";
}

/* --- printed --------------------------------------------------------------------------------------------------------------- */

static const char *list_name(const struct injection *injection)
{
    const struct nbl_state *s = nbl_state_of(injection->nbl);
    return !s || s->kind == NBL_MADE ? "a packet of its own" : s->kind == NBL_DEEP_CLONE ? "a copy" : "a clone";
}

/* Where it goes from here; NULL: no further, or it waits for whoever took it. */
static const char *next_stop(const struct pkt_ctx *c)
{
    static const char *const stops[] = { [DIRECTION_IN] = "the application", [DIRECTION_OUT] = "the wire",
                                         [DIRECTION_FORWARD] = "the next hop", [DIRECTION_LOOPBACK] = "the application" };
    return c->verdict == VERDICT_PERMIT ? stops[c->direction] : NULL;
}

static void print_text(const struct replay_follow *f, const struct pkt_ctx *c, const struct packet_injected *injected,
                       const struct injection *injection)
{
    char        text[PACKET_TEXT_SIZE], why[PACKET_TEXT_SIZE], how[INJECTED_HOW_SIZE];
    const char *stop = next_stop(c);
    printf("packet %" PRIu64 " %s %s: %s", c->in->number, direction_name(c->direction), packet_describe(c->frame, text),
           injected ? injected_how(c, injected, how) : "arrives");
    if (injected && injected->by)
        printf(", %s, injection %u", list_name(injection), injected->times);
    putchar('\n');
    for (size_t i = 0; i < f->count; i++) {
        const struct follow_answer *a = &f->answers[i];
        printf("    %-34s %s %s", a->layer, a->driver ? a->driver : "filter", answer_name(a));
        printf(a->driver ? " (filter \"%s\")\n" : " \"%s\"\n", a->filter);
    }
    printf("  %s", verdict_name(c->verdict));
    if (stop)
        printf(", goes on to %s", stop);
    else if (*packet_why(c, why))
        printf(": %s", why);
    putchar('\n');
}

static void print_json(const struct replay_follow *f, const struct pkt_ctx *c, const struct packet_injected *injected,
                       const struct injection *injection, struct json *j)
{
    json_begin_object(j, NULL);
    json_put_number(j, "packet", (int64_t)c->in->number);
    if (injected)
        packet_json_injected(j, c, injected, injection ? list_name(injection) : NULL);
    json_put_string(j, "direction", direction_name(c->direction));
    json_begin_array(j, "answers");
    for (size_t i = 0; i < f->count; i++) {
        const struct follow_answer *a = &f->answers[i];
        json_begin_object(j, NULL);
        json_put_string(j, "layer", a->layer);
        json_put_string(j, "filter", a->filter);
        json_put_string(j, "driver", a->driver);
        json_put_string(j, "answer", answer_name(a));
        json_end_object(j);
    }
    json_end_array(j);
    json_put_string(j, "verdict", verdict_name(c->verdict));
    json_put_string(j, "goesTo", next_stop(c));
    json_end_object(j);
    json_line(j);
}

void follow_walked(struct replay_follow *f, const struct pkt_ctx *c, const struct packet_injected *injected,
                   const struct injection *injection, struct json *j)
{
    if (f->number == 0 || c->in->number != f->number)
        return;
    f->walks++;
    if (j)
        print_json(f, c, injected, injection, j);
    else
        print_text(f, c, injected, injection);
    f->count = 0;
}

int follow_end(struct replay_follow *f, const struct command *c)
{
    free(f->answers);
    f->answers = NULL;
    f->count = f->room = 0;
    if (f->out_of_memory)
        return cli_error(c, "not enough memory");
    if (f->number && f->walks == 0)
        return cli_error(c, "--follow %" PRIu64 ": there was no such packet", f->number);
    return EXIT_GOOD;
}
