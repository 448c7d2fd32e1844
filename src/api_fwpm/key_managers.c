/* IPsecKeyManager*0: who wants to be asked for keys. They are listed as long as their session lives; nobody asks them, because nothing here
 * makes a security association. */
#include <stdlib.h>

#include "api_fwpm/operations.h"
#include "api_fwpm/take.h"
#include "bfe/txn.h"
#include "security/access.h"

enum { MANAGER = 1, NEW_HANDLE = 3, HANDLE_IN = 1 };
enum { HOLDING_KEY_MANAGER = 230 };
#define DICTATES 0x00000001u /* IPSEC_KEY_MANAGER_FLAG_DICTATE_KEY */

static void manager_end(struct bfe *b, void *what)
{
    (void)b;
    free(what);
}

/* One key once, and one that dictates. */
static enum wfp_status admit(void *context, void *what)
{
    const IPSEC_KEY_MANAGER0 *a = context, *b = what;
    struct guid               x = guid_taken(&a->keyManagerKey), y = guid_taken(&b->keyManagerKey);
    if (guid_equal(&x, &y))
        return WFP_ALREADY_EXISTS;
    return a->flags & b->flags & DICTATES ? WFP_KEY_DICTATOR_ALREADY_REGISTERED : WFP_OK;
}

/* The callbacks stay in the program, where they are checked (api_um/fwpm_key_manager.c). */
static enum wfp_status check(const IPSEC_KEY_MANAGER0 *m)
{
    if (m->flags & ~DICTATES)
        return WFP_INVALID_FLAGS;
    return m->displayData.name ? WFP_OK : WFP_NULL_DISPLAY_NAME;
}

enum wfp_status op_key_manager_add(struct fwpm_call *c, int kind)
{
    const IPSEC_KEY_MANAGER0 *given = c->in[MANAGER].in;
    void                     *copy;
    (void)kind;
    if (bfe_txn_is_open(c->session))
        return WFP_TXN_IN_PROGRESS;
    RETURN_IF(bfe_check(c->session, CONTAINER_KEY_MANAGERS, ACTRL_ADD));
    RETURN_IF(check(given));
    RETURN_IF(record_copy(&record_IPSEC_KEY_MANAGER0, given, &copy));
    enum wfp_status err = bfe_hold_if(c->session, HOLDING_KEY_MANAGER, copy, manager_end, admit, copy, &c->out[NEW_HANDLE].number);
    if (err)
        free(copy);
    return err;
}

enum wfp_status op_key_manager_delete(struct fwpm_call *c, int kind)
{
    (void)kind;
    if (bfe_txn_is_open(c->session))
        return WFP_TXN_IN_PROGRESS;
    return bfe_release_asked(c->session, HOLDING_KEY_MANAGER, c->in[HANDLE_IN].number);
}

enum wfp_status op_key_managers(struct fwpm_call *c, int kind)
{
    (void)kind;
    RETURN_IF(bfe_check(c->session, CONTAINER_KEY_MANAGERS, ACTRL_ENUM));
    return call_list_held(c, HOLDING_KEY_MANAGER, &record_IPSEC_KEY_MANAGER0, NULL);
}
