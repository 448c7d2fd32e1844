/* The thread that makes the index of a store's ruleset good again beside commits. */
#ifndef WFP_HOST_COMPACTOR_H
#define WFP_HOST_COMPACTOR_H

#include "bfe/store.h"

struct compactor;

MUST_CHECK enum wfp_status compactor_new(struct compactor **out);
/* For struct bfe_config: its thread is to look. Any thread. */
void compactor_due(void *compactor);
/* Works for that store from now on. WFP_NO_MEMORY: no thread. */
MUST_CHECK enum wfp_status compactor_start(struct compactor *c, struct bfe *b);
/* Before the store ends; it may still be told that something is due. NULL, or one that was not started: nothing. */
void compactor_stop(struct compactor *c);
void compactor_free(struct compactor *c); /* NULL: nothing */

#endif
