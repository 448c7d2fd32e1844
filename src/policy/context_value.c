#include "policy/context_value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/schema.h"

/* Whatever the names say that a type has: the rest belongs to the object. */
static enum wfp_status check_members(const json_t *json, struct record_fault *fault)
{
    static const char *const others[] = { "providerContextKey", "displayData",  "flags",
                                          "providerKey",        "providerData", "providerContextId" };
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (json_object_get(json, others[i])) {
            snprintf(fault->path, sizeof(fault->path), "%s", others[i]);
            snprintf(fault->text, sizeof(fault->text), "belongs to the object, not into its \"value\"");
            return WFP_BAD_DATA;
        }
    return WFP_OK;
}

static enum wfp_status read_type(const json_t *json, uint32_t *type, struct record_fault *fault)
{
    const char *name = json_string_value(json_object_get(json, "type"));
    if (name && enum_find("FWPM_PROVIDER_CONTEXT_TYPE", name, type) && *type < CONTEXT_TYPE_MAX)
        return WFP_OK;
    snprintf(fault->path, sizeof(fault->path), "type");
    snprintf(fault->text, sizeof(fault->text), "names no type of provider context; write FWPM_GENERAL_CONTEXT or another one");
    return WFP_INVALID_ENUMERATOR;
}

/* A selected member that is NULL has nothing in it and would be refused by the engine (WFP_NULL_POINTER). */
static enum wfp_status encode(const void *record, struct arena *arena, struct byte_blob *out)
{
    struct buffer bytes;
    buffer_init(&bytes);
    enum wfp_status err = record_encode(&record_FWPM_PROVIDER_CONTEXT3, record, &bytes);
    if (err == WFP_OK) {
        *out = (struct byte_blob){ (uint32_t)bytes.size, arena_copy(arena, bytes.data, bytes.size) };
        err = out->data ? WFP_OK : WFP_NO_MEMORY;
    }
    buffer_fini(&bytes);
    return err;
}

enum wfp_status context_value_read(const json_t *json, struct arena *arena, uint32_t *type, struct byte_blob *value,
                                   struct record_fault *fault)
{
    void *record;
    RETURN_IF(check_members(json, fault));
    RETURN_IF(read_type(json, type, fault));
    if (json_object_size(json) < 2) {
        snprintf(fault->text, sizeof(fault->text), "has nothing but its \"type\"");
        return WFP_NULL_POINTER;
    }
    RETURN_IF(record_from_json(&record_FWPM_PROVIDER_CONTEXT3, json, &record, fault));
    enum wfp_status err = encode(record, arena, value);
    free(record);
    return err;
}

/* What the object's own members would say is zero here, and JSON leaves out what is empty but for numbers and keys. */
static void strip(json_t *json)
{
    static const char *const others[] = { "providerContextKey", "displayData",  "flags",
                                          "providerKey",        "providerData", "providerContextId" };
    for (size_t i = 0; i < COUNT_OF(others); i++)
        json_object_del(json, others[i]);
}

enum wfp_status context_value_json(const struct byte_blob *value, json_t **out)
{
    struct bytes in = bytes_of(value->data, value->size);
    void        *record;
    if (value->size == 0) {
        *out = json_null();
        return WFP_OK;
    }
    RETURN_IF(record_decode(&record_FWPM_PROVIDER_CONTEXT3, &in, &record));
    enum wfp_status err = record_to_json(&record_FWPM_PROVIDER_CONTEXT3, record, out);
    free(record);
    if (err == WFP_OK)
        strip(*out);
    return err;
}
