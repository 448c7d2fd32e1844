/* The engine's options (docs/behaviour A-165..A-169). */
#ifndef WFP_BFE_SETTING_H
#define WFP_BFE_SETTING_H

#include "bfe/store.h"

/* `option` is OPTION_*. WFP_INVALID_ENUMERATOR; WFP_ACCESS_DENIED. */
MUST_CHECK enum wfp_status bfe_option_get(struct bfe_session *s, uint32_t option, uint32_t *out);
/* WFP_TXN_IN_PROGRESS, WFP_DYNAMIC_SESSION_IN_PROGRESS; WFP_INVALID_ENUMERATOR; WFP_INVALID_FLAGS, WFP_OUT_OF_BOUNDS for a value
 * that the option does not take; WFP_STILL_ON; what making it durable answers. */
MUST_CHECK enum wfp_status bfe_option_set(struct bfe_session *s, uint32_t option, uint32_t value);
/* As the last run left it. */
MUST_CHECK enum wfp_status bfe_option_load(struct bfe *b, uint32_t option, uint32_t value);
uint32_t bfe_option(struct bfe *b, uint32_t option);

/* Who monitors IPsec connections keeps that option on. WFP_CONNECTIONS_DISABLED: it is off. */
MUST_CHECK enum wfp_status bfe_monitor_begin(struct bfe *b);
void bfe_monitor_end(struct bfe *b);

/* Called after an option was set, without the lock. */
typedef void (*option_changed_fn)(void *context, uint32_t option, uint32_t value);
void bfe_on_option(struct bfe *b, option_changed_fn changed, void *context);

#endif
