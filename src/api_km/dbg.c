/* What drivers print, and where they stop. */
#include <stdio.h>

#include "api_km/border.h"
#include "crt/crt.h"
#include "nt/bugcheck.h"

enum { PRINT_MAX = 512 }; /* as DbgPrint has it: longer text is cut */

static ULONG print(const char *format, va_list args)
{
    char                     text[PRINT_MAX];
    const struct km_context *c = km_current();
    int                      length = owfp_vsnprintf(text, sizeof(text), format, args);
    if (length < 0)
        return (ULONG)STATUS_INVALID_PARAMETER;
    nt_print(km_nt("DbgPrint"), c->driver, text);
    return STATUS_SUCCESS;
}

/* What WPP would have written to a log of its own. */
void km_trace(const char *where, const char *function, const char *text)
{
    char                     line[PRINT_MAX * 2];
    const struct km_context *c = km_current();
    snprintf(line, sizeof(line), "[%s] %s: %s\n", where, function, text);
    if (c && c->nt)
        nt_print(c->nt, c->driver, line);
}

ULONG DbgPrint(PCSTR format, ...)
{
    va_list args;
    va_start(args, format);
    ULONG status = print(format, args);
    va_end(args);
    return status;
}

/* On Windows a filter per component hides most levels by default; here everything is wanted. */
ULONG DbgPrintEx(ULONG component, ULONG level, PCSTR format, ...)
{
    va_list args;
    (void)component;
    (void)level;
    va_start(args, format);
    ULONG status = print(format, args);
    va_end(args);
    return status;
}

ULONG vDbgPrintEx(ULONG component, ULONG level, PCCH format, va_list args)
{
    (void)component;
    (void)level;
    return print(format, args);
}

VOID DbgBreakPointWithStatus(ULONG status)
{
    nt_bugcheck(km_nt("DbgBreakPoint"), &(struct nt_bugcheck){ .code = BUGCHECK_BREAKPOINT, .parameters = { status } });
}

VOID DbgBreakPoint(VOID)
{
    DbgBreakPointWithStatus(0);
}

/* Windows asks the debugger what to do; here is none. */
VOID RtlAssert(PVOID assertion, PVOID file, ULONG line, PSTR message)
{
    nt_report(km_nt("RtlAssert"), "assertion failed: %s%s%s, %s line %u", (const char *)assertion, message ? ": " : "",
              message ? message : "", (const char *)file, (unsigned)line);
    nt_bugcheck(km_nt("RtlAssert"), &(struct nt_bugcheck){ .code = BUGCHECK_ASSERTION });
}
