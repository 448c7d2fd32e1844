/* For tests that start from the text of a policy. Single quotes stand for double ones, to keep the text readable. */
#ifndef WFP_TESTS_POLICY_KIT_H
#define WFP_TESTS_POLICY_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "policy/policy_file.h"

static inline char *policy_text(const char *quoted)
{
    char *text = strdup(quoted);
    assert_non_null(text);
    for (char *c = text; *c; c++)
        if (*c == '\'')
            *c = '"';
    return text;
}

/* The policy, or NULL with the line in *error. */
static inline struct policy_file *policy_try(const char *quoted, struct policy_error *error)
{
    char               *text = policy_text(quoted);
    struct policy_file *file = NULL;
    enum wfp_status     err = policy_parse(text, strlen(text), "p.json", &file, error);
    free(text);
    assert_true((err == WFP_OK) == (file != NULL));
    return file;
}

static inline struct policy_file *policy_of(const char *quoted)
{
    struct policy_error error;
    struct policy_file *file = policy_try(quoted, &error);
    if (!file)
        fail_msg("%s", error.text);
    return file;
}

/* A policy of one filter with one condition at a layer. */
#define ONE_CONDITION(layer, condition) \
    "{'filters': [{'name': 'f', 'layer': '" layer "', 'action': 'block', 'conditions': [{" condition "}]}]}"

#endif
