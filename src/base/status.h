/* Status codes: one enum inside the project, converted to FWP_E_*, NTSTATUS or errno only at a border. */
#ifndef WFP_BASE_STATUS_H
#define WFP_BASE_STATUS_H

#include <stdint.h>

#include "base/gen/status.h"

struct status_row {
    const char *name;     /* without prefix: "FILTER_NOT_FOUND" */
    uint32_t    win32;    /* what a user-mode function returns: FWP_E_* or a Win32 code */
    uint32_t    ntstatus; /* what a kernel-mode function returns */
    int         err;      /* errno value */
    const char *sentence; /* for people; ends with a full stop */
};

extern const struct status_row status_rows[WFP_STATUS_COUNT];

static inline const struct status_row *status_row(enum wfp_status s)
{
    return &status_rows[s < WFP_STATUS_COUNT ? s : WFP_INVALID_PARAMETER];
}

/* The project's single control-flow macro; never used where something must be undone. */
#define RETURN_IF(expr)                  \
    do {                                 \
        enum wfp_status err_ = (expr);   \
        if (err_ != WFP_OK)              \
            return err_;                 \
    } while (0)

#define MUST_CHECK __attribute__((warn_unused_result))

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

#endif
