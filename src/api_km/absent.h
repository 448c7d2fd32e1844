/* Documented kernel functions that are not built yet. They exist, so that drivers which use them load: those that do not even
 * look at their arguments are in gen/absent.c, the others beside their kin (fwps_stream.c, ...). */
#ifndef WFP_API_KM_ABSENT_H
#define WFP_API_KM_ABSENT_H

#include <stdbool.h>

/* A driver called one: reports it by name. STATUS_NOT_SUPPORTED. */
int km_absent(const char *name);

extern const char *const km_absent_names[]; /* symbols in order; ends with NULL */
bool                     km_is_absent(const char *symbol);

#endif
