/* Names that stand in a string table, @FILE,-ID, resolved in what a management call gives its caller. The tables and
 * where they are looked for: docs/string-tables.md. Any thread. */
#ifndef WFP_API_UM_INDIRECT_H
#define WFP_API_UM_INDIRECT_H

#include "record/call.h"

/* Goes through the structures that the call has given, and exchanges a block for one with the texts of the caller's locale. A
 * name that no table has stays as it was stored, and so does everything when there is no memory. */
void indirect_resolve(const struct call_row *row, const union call_argument *arguments);

#endif
