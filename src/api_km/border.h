/* What the files of the border share: the way to the system, and the public layouts that the interior's structures
 * equal. */
#ifndef WFP_API_KM_BORDER_H
#define WFP_API_KM_BORDER_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include <ntifs.h>

#include "api_km/context.h"
#include "base/status.h"
#include "nt/driver.h"
#include "nt/irql.h"
#include "nt/system.h"

/* The system of the calling thread; a scheduling point, so not with a mutex of the interior. A module that calls outside a host has nowhere to go: the process ends with a
 * message. */
struct nt_system *km_nt(const char *function);

/* Text of a string in UTF-8; cut when it does not fit. */
void km_utf8(const UNICODE_STRING *string, char *out, size_t size);
/* A string in memory of malloc(), with a NUL behind it; Buffer is NULL when there is no memory. */
UNICODE_STRING km_string_new(const char *utf8);

/* A trace message of WPP's macros, to the log. */
void km_trace(const char *where, const char *function, const char *text);

static inline NTSTATUS km_status(enum wfp_status s)
{
    return (NTSTATUS)status_row(s)->ntstatus;
}

/* May a paged or waiting function be called? Reports when not, and goes on. */
static inline bool km_passive(const char *function)
{
    return irql_require(km_nt(function), function, IRQL_PASSIVE);
}

#endif
