/* Requests of drivers that are made to fail, to see whether they survive it: the n-th of a kind, as if there were no memory. Any
 * thread. */
#ifndef WFP_NT_FAULT_H
#define WFP_NT_FAULT_H

#include <stdbool.h>
#include <stdint.h>

enum nt_fault_kind {
    NT_FAULT_NONE,
    NT_FAULT_ALLOCATION, /* pool, MDLs, work items, pools and lists of NDIS and WFP, framework objects */
    NT_FAULT_CLONE,
    NT_FAULT_INJECTION,
    NT_FAULT_PEND,
    NT_FAULT_ANY,
};

struct nt_fault {
    enum nt_fault_kind kind;
    uint64_t           at; /* which one, from 1 */
};

struct nt_system;

/* Is this the one that fails? Only requests of drivers count; the log says when it is. */
bool nt_fails(struct nt_system *nt, enum nt_fault_kind kind);
/* "allocation"; NT_FAULT_NONE for other words. */
enum nt_fault_kind nt_fault_kind_of(const char *name);

#endif
