/* Timers, laid out as KTIMER: waitable, with a DPC when they are due, once or periodically. */
#ifndef WFP_NT_TIMER_H
#define WFP_NT_TIMER_H

#include <stddef.h>

#include "nt/dpc.h"
#include "nt/wait.h"

struct nt_timer {
    struct nt_object object;
    uint64_t         due;    /* of nt_uptime(); guarded by: the system's lock */
    struct nt_list   link;   /* NULL pointers: not set; guarded by: the system's lock */
    struct nt_dpc   *dpc;    /* guarded by: the system's lock */
    uint16_t         processor;
    uint16_t         type;
    uint32_t         period; /* milliseconds, 0: once; guarded by: the system's lock */
};

void nt_timer_init(struct nt_timer *t, enum nt_object_type type);
/* `due` as a timeout of nt_wait(). True: it was set before. */
bool nt_timer_set(struct nt_system *nt, struct nt_timer *t, int64_t due, uint32_t period, struct nt_dpc *dpc);
bool nt_timer_cancel(struct nt_system *nt, struct nt_timer *t);

/* Memory is about to be freed: timers and DPCs in it that the system still knows are reported and taken out. */
void nt_forget_memory(struct nt_system *nt, const void *memory, size_t size, const char *function);

#endif
