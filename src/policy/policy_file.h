/* Policy files: JSON with providers, providerContexts, subLayers, callouts and filters (docs/policy.md), loaded into records. What a loader
 * returns has passed the checks of bfe/validate.h. All records live in one arena that the policy_file owns. */
#ifndef WFP_POLICY_POLICY_FILE_H
#define WFP_POLICY_POLICY_FILE_H

#include "base/status.h"
#include "model/filter.h"

#define POLICY_ERROR_SIZE 800

/* One line: file, place in it ("filters[3].conditions[0].value"; line and column for JSON syntax), what is wrong and how to
 * mend it. */
struct policy_error {
    char text[POLICY_ERROR_SIZE];
};

struct policy_file;

/* "-" is standard input. On success the caller owns *out; on failure *out is untouched and *error is set. */
MUST_CHECK enum wfp_status policy_load(const char *path, struct policy_file **out, struct policy_error *error);
/* The same from memory; `name` stands for the file in messages. */
MUST_CHECK enum wfp_status policy_parse(const char *text, size_t size, const char *name, struct policy_file **out,
                                        struct policy_error *error);
/* The same for a file that may refer to objects of `base` as well, by name or key: those of the engine that it is meant for. Its own
 * objects come first when names are the same. `base` is needed until the file is freed. */
MUST_CHECK enum wfp_status policy_load_beside(const char *path, const struct policy *base, struct policy_file **out,
                                              struct policy_error *error);
MUST_CHECK enum wfp_status policy_parse_beside(const char *text, size_t size, const char *name, const struct policy *base,
                                               struct policy_file **out, struct policy_error *error);
void policy_file_free(struct policy_file *file);

/* Valid as long as the file. */
const struct policy *policy_file_policy(const struct policy_file *file);
/* Which element of the file's "filters" array the policy's filter came from (a layer of both families gives two filters). */
uint32_t policy_file_source(const struct policy_file *file, uint32_t filter);

#endif
