#include "nt/rule.h"

#include <stdarg.h>
#include <stdio.h>

#include "nt/parts.h"
#include "nt/stack.h"

static void note(void *context, const char *line)
{
    nt_note(context, "  %s", line);
}

/* True the first time. A table that is full reports anew: too much is better than nothing. */
static bool first_time(struct nt_system *nt, enum rule_id rule, const struct driver *driver, const void *about)
{
    struct nt_breaches *b = &nt->breaches;
    bool                known = false;
    pthread_mutex_lock(&nt->log_lock);
    b->count[rule]++;
    for (unsigned i = 0; i < b->known && !known; i++)
        known = b->of[i].rule == rule && b->of[i].driver == driver && b->of[i].about == about;
    if (!known && b->known < COUNT_OF(b->of))
        b->of[b->known++] = (struct nt_breach){ rule, driver, about };
    pthread_mutex_unlock(&nt->log_lock);
    return !known;
}

void rule_broken(struct nt_system *nt, enum rule_id rule, const void *about, const char *format, ...)
{
    const struct rule_row *row = &rule_rows[rule];
    char                   what[400];
    va_list                args;
    if (!first_time(nt, rule, nt_current_driver(nt), about))
        return;
    va_start(args, format);
    vsnprintf(what, sizeof(what), format, args);
    va_end(args);
    nt_report(nt, "%s", what);
    nt_note(nt, "  rule (%s): %s", row->statements, row->sentence);
    nt_note(nt, "  mend: %s", row->mend);
    nt_stack_drivers(nt, note, nt);
}

void rule_cite(struct nt_system *nt, struct driver *driver, enum rule_id rule)
{
    const struct rule_row *row = &rule_rows[rule];
    first_time(nt, rule, driver, NULL);
    nt_note_of(nt, driver, "  rule (%s): %s", row->statements, row->sentence);
    nt_note_of(nt, driver, "  mend: %s", row->mend);
}

unsigned rule_breaches(struct nt_system *nt, enum rule_id rule)
{
    pthread_mutex_lock(&nt->log_lock);
    unsigned n = nt->breaches.count[rule];
    pthread_mutex_unlock(&nt->log_lock);
    return n;
}
