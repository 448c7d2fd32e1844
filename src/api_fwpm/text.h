/* Texts across the border: Windows' UTF-16, the interior's UTF-8. */
#ifndef WFP_API_FWPM_TEXT_H
#define WFP_API_FWPM_TEXT_H

#include <openwfp_base.h>

#include "base/arena.h"
#include "base/status.h"

/* *out becomes a copy in the arena, NULL for NULL. WFP_INVALID_PARAMETER for half a surrogate pair or a control character
 * WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status text_take(const WCHAR *text, struct arena *arena, const char **out);

/* The same back; NULL for NULL and without memory. */
WCHAR *text_show(const char *utf8, struct arena *arena);

#endif
