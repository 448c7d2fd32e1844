/* How a store begins: what lies in the directory, whether it is good, and what takes its place when it is not. */
#ifndef WFP_STORE_BEGIN_H
#define WFP_STORE_BEGIN_H

#include "store/store_state.h"

/* The lock is held, files and config are set. Opens the database, or makes one; fills in the rest and *r. On failure no
 * database is open, and nothing that was good has been touched. */
MUST_CHECK enum wfp_status store_begin(struct store *s, struct store_report *r, char why[STORE_WHY_SIZE]);

#endif
