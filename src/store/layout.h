/* The layout of the database: which tables, whose they are, and how an older layout becomes this one. The number of the layout
 * is SQLite's user_version; the application id says that the file is ours. */
#ifndef WFP_STORE_LAYOUT_H
#define WFP_STORE_LAYOUT_H

#include "store/database.h"

#define LAYOUT_EMPTY          -1 /* no tables yet: a database whose making was cut off */
#define LAYOUT_NOW            1
#define LAYOUT_APPLICATION_ID 0x4f574650 /* "OWFP" */

/* Finds the layout. WFP_BAD_DATA: another program's, a newer one, or not the tables that it should have; `why` says which. */
MUST_CHECK enum wfp_status layout_find(struct database *d, int *layout, char why[STORE_WHY_SIZE]);
/* Makes the tables of an empty database, the log beginning with this state; one transaction. */
MUST_CHECK enum wfp_status layout_create(struct database *d, uint64_t version, struct bytes head, struct bytes body);
/* A transaction that changes nothing and is written and synced all the same. */
MUST_CHECK enum wfp_status layout_touch(struct database *d);
/* From an older layout to this one, in one transaction. */
MUST_CHECK enum wfp_status layout_upgrade(struct database *d, int from);

#endif
