#include "policy/policy_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "policy/loaders.h"

#define FILE_SIZE_MAX (64u << 20)
#define CHUNK_SIZE    65536u

struct policy_file {
    struct arena  arena;
    struct policy policy;
    uint32_t     *sources; /* of each filter */
};

static const struct member top_members[] = {
    { "$schema", JSON_KIND_STRING, 0 },   { "name", JSON_KIND_STRING, 0 },     { "description", JSON_KIND_STRING, 0 },
    { "providers", JSON_KIND_ARRAY, 0 },  { "subLayers", JSON_KIND_ARRAY, 0 }, { "callouts", JSON_KIND_ARRAY, 0 },
    { "filters", JSON_KIND_ARRAY, 0 },    { "providerContexts", JSON_KIND_ARRAY, 0 },
};

static enum wfp_status load_all(struct reader *r, const json_t *root, struct policy_file *f)
{
    struct place top = { NULL, NULL, 0 };
    RETURN_IF(reader_members(r, &top, root, top_members, COUNT_OF(top_members)));
    RETURN_IF(load_providers(r, json_object_get(root, "providers"), &f->policy));
    RETURN_IF(load_contexts(r, json_object_get(root, "providerContexts"), &f->policy));
    RETURN_IF(load_sublayers(r, json_object_get(root, "subLayers"), &f->policy));
    RETURN_IF(load_callouts(r, json_object_get(root, "callouts"), &f->policy));
    return load_filters(r, json_object_get(root, "filters"), &f->policy, &f->sources);
}

static enum wfp_status syntax_error(struct reader *r, const json_error_t *e)
{
    struct place line = { NULL, NULL, 0 };
    if (json_error_code(e) == json_error_out_of_memory)
        return reader_no_memory(r);
    if (json_error_code(e) == json_error_numeric_overflow)
        return reader_fail(r, &line, WFP_BAD_DATA, "line %d, column %d: %s; write 64-bit numbers as strings", e->line,
                           e->column, e->text);
    return reader_fail(r, &line, WFP_BAD_DATA, "line %d, column %d: not JSON: %s", e->line, e->column, e->text);
}

enum wfp_status policy_parse(const char *text, size_t size, const char *name, struct policy_file **out,
                             struct policy_error *error)
{
    return policy_parse_beside(text, size, name, NULL, out, error);
}

enum wfp_status policy_parse_beside(const char *text, size_t size, const char *name, const struct policy *base,
                                    struct policy_file **out, struct policy_error *error)
{
    struct reader       r = { .file = name, .base = base, .error = error };
    struct policy_file *f = calloc(1, sizeof(*f));
    json_error_t        e;
    json_t             *root;
    enum wfp_status     err;
    if (!f)
        return reader_no_memory(&r);
    arena_init(&f->arena);
    r.arena = &f->arena;
    root = json_loadb(text, size, JSON_REJECT_DUPLICATES, &e);
    err = root ? load_all(&r, root, f) : syntax_error(&r, &e);
    json_decref(root);
    if (err) {
        policy_file_free(f);
        return err;
    }
    *out = f;
    return WFP_OK;
}

/* The whole stream in one allocation of the caller. */
static enum wfp_status read_stream(struct reader *r, FILE *in, char **text, size_t *size)
{
    char  *buffer = NULL;
    size_t used = 0, room = 0;
    for (;;) {
        if (used + CHUNK_SIZE > room) {
            char *grown = realloc(buffer, room = 2 * room + CHUNK_SIZE);
            if (!grown)
                goto no_memory;
            buffer = grown;
        }
        size_t n = fread(buffer + used, 1, CHUNK_SIZE, in);
        used += n;
        if (n == 0 || used > FILE_SIZE_MAX)
            break;
    }
    if (ferror(in) || used > FILE_SIZE_MAX) {
        free(buffer);
        return ferror(in) ? reader_fail(r, NULL, WFP_IO_ERROR, "cannot be read: %s", strerror(errno))
                          : reader_fail(r, NULL, WFP_OUT_OF_BOUNDS, "larger than %u MiB; split it", FILE_SIZE_MAX >> 20);
    }
    *text = buffer;
    *size = used;
    return WFP_OK;

no_memory:
    free(buffer);
    return reader_no_memory(r);
}

enum wfp_status policy_load(const char *path, struct policy_file **out, struct policy_error *error)
{
    return policy_load_beside(path, NULL, out, error);
}

enum wfp_status policy_load_beside(const char *path, const struct policy *base, struct policy_file **out, struct policy_error *error)
{
    bool            standard = strcmp(path, "-") == 0;
    struct reader   r = { .file = standard ? "standard input" : path, .error = error };
    FILE           *in = standard ? stdin : fopen(path, "rb");
    char           *text = NULL;
    size_t          size = 0;
    enum wfp_status err;
    if (!in)
        return reader_fail(&r, NULL, WFP_IO_ERROR, "cannot be opened: %s", strerror(errno));
    err = read_stream(&r, in, &text, &size);
    if (!standard)
        fclose(in);
    if (err)
        return err;
    err = policy_parse_beside(text, size, r.file, base, out, error);
    free(text);
    return err;
}

void policy_file_free(struct policy_file *file)
{
    if (!file)
        return;
    arena_fini(&file->arena);
    free(file);
}

const struct policy *policy_file_policy(const struct policy_file *file)
{
    return &file->policy;
}

uint32_t policy_file_source(const struct policy_file *file, uint32_t filter)
{
    return file->sources[filter];
}
