/* Why a classify decided as it did: every sublayer and filter in order, which condition failed on which value, the rights
 * before and after, each callout's answer, the winner. Recorded only when asked for. A trace borrows rules from the ruleset
 * and values from the classify: read it before the read section ends. */
#ifndef WFP_ENGINE_TRACE_H
#define WFP_ENGINE_TRACE_H

#include "engine/classify.h"

enum trace_kind {
    TRACE_SUBLAYER, /* a sublayer is entered */
    TRACE_MISS,     /* a filter's conditions do not hold: condition, field value */
    TRACE_MATCH,    /* a filter matched and acted: action, rights before and after */
    TRACE_SKIP,     /* a filter that had no say: below the terminating one of its sublayer (B-003), or without_flow */
    TRACE_FINAL,    /* the outcome */
};

/* What a matching filter did to the running action. */
enum trace_effect {
    EFFECT_NONE,       /* continued */
    EFFECT_DECIDED,    /* its action is now the running one */
    EFFECT_REFUSED,    /* would have acted, but the right was gone */
    EFFECT_VETO,       /* a callout blocked without the right (B-018), or a block with CLEAR_ACTION_RIGHT (B-012) */
    EFFECT_CONFIRMED,  /* same action as already running */
};

struct trace_event {
    enum trace_kind            kind;
    const struct sublayer_row *sublayer;
    const struct rule         *rule;
    uint32_t                   condition;    /* TRACE_MISS: index of the first condition of the failing group */
    struct value               field;        /* TRACE_MISS: what the packet had */
    enum action_type           action;       /* TRACE_MATCH: what the filter or its callout said; TRACE_FINAL: the outcome */
    enum trace_effect          effect;
    uint32_t                   rights_before, rights_after;
    bool                       without_flow;    /* TRACE_SKIP: its callout wants only flows with its context (C-011) */
    bool                       callout_missing; /* the filter's callout is not registered (B-029) */
};

struct trace {
    struct trace_event *events;
    uint32_t            count, capacity;
    bool                out_of_memory; /* the trace is incomplete; the decision is not touched */
};

void trace_init(struct trace *t);
void trace_reset(struct trace *t); /* empties, keeps the memory */
void trace_fini(struct trace *t);

/* Adds a copy of the event. A trace that cannot grow notes it in out_of_memory. */
void trace_add(struct trace *t, const struct trace_event *e);

/* One line for people, without newline. Always terminates; returns out. */
char *trace_event_format(const struct trace_event *e, char *out, size_t size);

#endif
