/* Where the WPP trace messages of modules go (include/windows/shared/openwfp_tmh.h calls owfp_trace). */
#ifndef WFP_CRT_TRACE_H
#define WFP_CRT_TRACE_H

#include <stdint.h>

/* `where` has the flags and level as the source writes them, `text` the message without a line end. */
typedef void trace_handler(const char *where, const char *function, const char *text);

/* Set once at start; the default writes to stderr. */
void crt_on_trace(trace_handler *handler);

/* Called by modules. The format is checked by nobody: WPP's conversions are not the compiler's. */
void owfp_trace(const char *where, const char *function, const char *format, ...);
void owfp_trace_at(const char *where, const char *function, unsigned line, const char *format, ...);

/* The name of an NTSTATUS, for %!STATUS!; NULL for one without. Set once at start. */
void crt_on_status(const char *(*name)(uint32_t status));

#endif
