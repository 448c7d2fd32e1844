/* Memory that several rulesets reach: it is counted, and may keep other such memory. Private to the engine. */
#ifndef WFP_ENGINE_STOCK_H
#define WFP_ENGINE_STOCK_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

struct name;
struct source_set;

/* What readers reach of the arena is immutable after publish; the one who makes the next ruleset takes more of it. */
struct stock {
    atomic_uint        refs; /* lock-free */
    atomic_uint        made; /* rules in it, also those that came to nothing. Lock-free */
    struct arena       arena;
    struct source_set *sources; /* in the arena, ends with it; NULL: none */
    struct kept       *kept;    /* owner: who makes the next ruleset, and whoever puts it last */
    struct kept_name  *names;   /* the same */
};

/* NULL without memory. The caller has its one reference. */
struct stock *stock_new(void);
struct stock *stock_get(struct stock *s);
void          stock_put(struct stock *s); /* NULL: nothing */
/* `other` stays for as long as `s` does. */
MUST_CHECK enum wfp_status stock_keep(struct stock *s, struct stock *other);
/* So does the name, whose count is taken over, also on failure. */
MUST_CHECK enum wfp_status stock_keep_name(struct stock *s, struct name *take);

#endif
