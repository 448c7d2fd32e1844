/* What ALE_APP_ID says of a program: its path in UTF-16 with the terminating NUL. */
#ifndef WFP_HOST_APP_ID_H
#define WFP_HOST_APP_ID_H

#include "model/name.h"

/* *out is counted (name_put). WFP_BAD_DATA: the path is not UTF-8. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status app_id_of_path(const char *path, struct name **out);

#endif
