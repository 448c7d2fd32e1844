/* What `wfp import` reads and `wfp export` writes: a file that loads is written, read again and written again. Both texts are
 * the same, and every object is the same bytes in the form in which the store keeps it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "api_fwpm/persist.h"
#include "policy/policy_write.h"
#include "policy/policy_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool good)
{
    if (!good)
        abort();
}

/* NULL: it holds what no text says. */
static char *written(const struct policy_file *file)
{
    json_t         *json;
    const char     *at = NULL;
    enum wfp_status err = policy_write(policy_file_policy(file), &json, &at);
    need(err == WFP_OK || (err == WFP_UNSUPPORTED && at));
    if (err)
        return NULL;
    char *text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    need(text != NULL);
    return text;
}

static void same(enum object_kind kind, const void *a, const void *b)
{
    struct object *x = NULL, *y = NULL;
    struct buffer  of_x, of_y;
    buffer_init(&of_x);
    buffer_init(&of_y);
    need(object_new(kind, a, &x) == WFP_OK && object_new(kind, b, &y) == WFP_OK);
    need(persist_encode(x, NULL, &of_x) == WFP_OK && persist_encode(y, NULL, &of_y) == WFP_OK);
    need(of_x.size == of_y.size && memcmp(of_x.data, of_y.data, of_x.size) == 0);
    buffer_fini(&of_x);
    buffer_fini(&of_y);
    object_put(x);
    object_put(y);
}

static void same_filters(const struct policy *a, const struct policy *b)
{
    need(a->filter_count == b->filter_count && a->context_count == b->context_count);
    for (uint32_t i = 0; i < a->filter_count; i++) {
        /* What the engine alone says is not written. */
        struct filter x = a->filters[i];
        x.flags &= ~(uint32_t)FILTER_FLAG_DISABLED;
        same(OBJECT_FILTER, &x, &b->filters[i]);
    }
    for (uint32_t i = 0; i < a->context_count; i++)
        same(OBJECT_CONTEXT, &a->contexts[i], &b->contexts[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct policy_error error;
    struct policy_file *file, *again;
    if (policy_parse((const char *)data, size, "fuzz", &file, &error))
        return 0;
    char *text = written(file);
    if (text) {
        need(policy_parse(text, strlen(text), "again", &again, &error) == WFP_OK);
        same_filters(policy_file_policy(file), policy_file_policy(again));
        char *twice = written(again);
        need(twice && strcmp(text, twice) == 0);
        free(twice);
        policy_file_free(again);
    }
    free(text);
    policy_file_free(file);
    return 0;
}
