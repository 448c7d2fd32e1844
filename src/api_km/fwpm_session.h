/* The management calls of kernel-mode callers: engine handles, and the way from a generated function to its operation. */
#ifndef WFP_API_KM_FWPM_SESSION_H
#define WFP_API_KM_FWPM_SESSION_H

#include <stdbool.h>

#include <fwpmk.h>

#include "record/call.h"

/* Whether it is an open engine handle of the calling host. */
bool km_engine_is(HANDLE engine);

NTSTATUS km_fwpm_call(HANDLE engine, const struct call_row *row, const union call_argument *arguments);
/* Calls with a callback, and those that end one. */
NTSTATUS km_fwpm_subscribe(HANDLE engine, const struct call_row *row, const union call_argument *arguments);
NTSTATUS km_fwpm_unsubscribe(HANDLE engine, const struct call_row *row, const union call_argument *arguments);

#endif
