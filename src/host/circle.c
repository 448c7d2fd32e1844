#include "host/circle.h"

#include "callout/injection.h"
#include "nt/system.h"
#include "shim/inject.h"

/* Drivers may have kept every packet so far and send each in pieces now: no driver that ends needs more. One that was found out is
 * not waited for so long again. */
#define PATIENCE        100000u
#define PATIENCE_LATER  1000u
#define PIECES          16u

void circle_packet(struct circle *c)
{
    c->packets++;
}

void circle_begin(struct circle *c)
{
    c->injected = 0;
    c->endless = false;
    c->owners[0] = c->owners[1] = NULL;
}

static void note_owner(struct circle *c, const void *owner)
{
    if (c->owners[0] == owner)
        return;
    c->owners[1] = c->owners[0];
    c->owners[0] = owner;
}

static void report_endless(struct circle *c, struct nt_system *nt, circle_name_fn name, const void *context)
{
    unsigned long long n = c->injected;
    if (c->warned)
        return;
    c->warned = true;
    if (c->owners[1])
        nt_report_of(nt, NULL, "%s and %s inject without end, %llu packets by now before the next one of the host: they are dropped, "
                     "and no more is taken (D-041)", name(context, c->owners[0]), name(context, c->owners[1]), n);
    else
        nt_report_of(nt, NULL, "%s injects without end, %llu packets by now before the next one of the host: they are dropped, and no "
                     "more is taken (D-041)", name(context, c->owners[0]), n);
}

/* The packet's last injection and the one before by somebody else. */
static void report_loop(struct circle *c, const struct injection *i, struct callout_registry *r, struct nt_system *nt,
                        circle_name_fn name, const void *context)
{
    const struct lineage *l = &nbl_state_of(i->nbl)->lineage;
    const void           *last = i->owner, *other = NULL;
    for (uint32_t n = 0; n < LINEAGE_MAX && !other; n++) {
        const void *owner = injection_handle_owner(r, l->by[n].handle);
        other = owner != last ? owner : NULL;
    }
    if (c->told[0] == last && c->told[1] == other)
        return;
    c->told[0] = last;
    c->told[1] = other;
    if (other)
        nt_report_of(nt, NULL, "packet %llu goes in circles: %s and %s inject it in turn, %u times by now; it is dropped (D-041)",
                     (unsigned long long)l->origin, name(context, last), name(context, other), l->count);
    else
        nt_report_of(nt, NULL, "packet %llu goes in circles: %s injects it again and again, %u times by now; it is dropped (D-041)",
                     (unsigned long long)l->origin, name(context, last), l->count);
}

void circle_injection(struct circle *c, struct injection *i, struct callout_registry *r, struct nt_system *nt, circle_name_fn name,
                      const void *context)
{
    note_owner(c, i->owner);
    if (injection_is_loop(i))
        report_loop(c, i, r, nt, name, context);
    if (++c->injected <= (c->warned ? PATIENCE_LATER : PATIENCE) + PIECES * c->packets)
        return;
    c->endless = i->endless = true;
    report_endless(c, nt, name, context);
}
