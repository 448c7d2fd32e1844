/* Policy that changes while packets walk: by a script, in a session of its own. */
#include <stdio.h>
#include <string.h>

#include "bfe/session.h"
#include "bfe/txn.h"
#include "host/kernel.h"
#include "policy/policy_file.h"

static enum wfp_status add_all(struct bfe_session *s, const struct policy *p)
{
    for (uint32_t i = 0; i < p->provider_count; i++)
        RETURN_IF(bfe_add(s, OBJECT_PROVIDER, &p->providers[i], NULL, NULL));
    for (uint32_t i = 0; i < p->context_count; i++)
        RETURN_IF(bfe_add(s, OBJECT_CONTEXT, &p->contexts[i], NULL, NULL));
    for (uint32_t i = 0; i < p->sublayer_count; i++)
        RETURN_IF(bfe_add(s, OBJECT_SUBLAYER, &p->sublayers[i], NULL, NULL));
    for (uint32_t i = 0; i < p->callout_count; i++)
        RETURN_IF(bfe_add(s, OBJECT_CALLOUT, &p->callouts[i], NULL, NULL));
    for (uint32_t i = 0; i < p->filter_count; i++)
        RETURN_IF(bfe_add(s, OBJECT_FILTER, &p->filters[i], NULL, NULL));
    return WFP_OK;
}

static enum wfp_status change(struct bfe *b, enum wfp_status (*what)(struct bfe_session *s, const void *arg), const void *arg)
{
    struct session_config config = { .info = { .name = "script", .kernel = true } };
    struct bfe_session   *s;
    RETURN_IF(bfe_session_open(b, &config, &s));
    enum wfp_status err = bfe_txn_begin(s, 0);
    if (err == WFP_OK)
        err = what(s, arg);
    if (err == WFP_OK)
        err = bfe_txn_commit(s);
    enum wfp_status closed = bfe_session_close(s); /* aborts what was not committed */
    return err ? err : closed;
}

static enum wfp_status add_policy(struct bfe_session *s, const void *policy)
{
    return add_all(s, policy);
}

enum wfp_status kernel_policy_add(struct kernel *k, const char *text, size_t size, const char *name, char why[KERNEL_ERROR_SIZE])
{
    struct policy_file *file;
    struct policy_error error;
    enum wfp_status     err = policy_parse_beside(text, size, name, bfe_policy(kernel_bfe(k)), &file, &error);
    if (err) {
        snprintf(why, KERNEL_ERROR_SIZE, "%s", error.text);
        return err;
    }
    err = change(kernel_bfe(k), add_policy, policy_file_policy(file));
    if (err)
        snprintf(why, KERNEL_ERROR_SIZE, "%s: %s", name, status_row(err)->sentence);
    policy_file_free(file);
    return err;
}

static enum wfp_status delete_filter(struct bfe_session *s, const void *key)
{
    return bfe_delete(s, OBJECT_FILTER, key);
}

/* A filter of both families is two of one name. */
enum wfp_status kernel_policy_delete(struct kernel *k, const char *filter, char why[KERNEL_ERROR_SIZE])
{
    unsigned found = 0;
    for (;;) {
        const struct policy *p = bfe_policy(kernel_bfe(k));
        uint32_t             i = 0;
        while (i < p->filter_count && !(p->filters[i].name && strcmp(p->filters[i].name, filter) == 0))
            i++;
        if (i == p->filter_count)
            break;
        struct guid     key = p->filters[i].key;
        enum wfp_status err = change(kernel_bfe(k), delete_filter, &key);
        if (err) {
            snprintf(why, KERNEL_ERROR_SIZE, "filter %s: %s", filter, status_row(err)->sentence);
            return err;
        }
        found++;
    }
    if (found)
        return WFP_OK;
    snprintf(why, KERNEL_ERROR_SIZE, "there is no filter %s", filter);
    return WFP_FILTER_NOT_FOUND;
}
