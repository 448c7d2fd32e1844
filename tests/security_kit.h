/* For tests of src/security: descriptors and tokens written as text. */
#ifndef WFP_TESTS_SECURITY_KIT_H
#define WFP_TESTS_SECURITY_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "security/descriptor.h"
#include "security/sddl.h"
#include "security/token.h"

static struct arena kit_arena;

static inline int kit_begin(void **state)
{
    (void)state;
    arena_init(&kit_arena);
    return 0;
}

static inline int kit_end(void **state)
{
    (void)state;
    arena_fini(&kit_arena);
    return 0;
}

#define kit_test(f) cmocka_unit_test_setup_teardown(f, kit_begin, kit_end)

static inline struct byte_blob *sd_of(const char *text)
{
    struct byte_blob *sd = NULL;
    char              why[SDDL_WHY_SIZE];
    if (sddl_parse(text, &kit_arena, &sd, why) != WFP_OK)
        fail_msg("%s: %s", text, why);
    return sd;
}

static inline const char *text_of(const struct byte_blob *sd)
{
    char *text = NULL;
    assert_int_equal(sddl_format(sd, &kit_arena, &text), WFP_OK);
    return text;
}

static inline uint8_t *sid_of(const char *text)
{
    uint8_t *sid = arena_alloc(&kit_arena, SID_MAX_SIZE);
    if (!sddl_sid(text, sid))
        fail_msg("%s is no SID", text);
    return sid;
}

/* "S-1-5-21-1 BU WD": the user first. */
static inline const struct token *token_of(const char *text)
{
    struct token   *token = arena_alloc(&kit_arena, sizeof(*token));
    const uint8_t **sids = arena_array(&kit_arena, strlen(text), sizeof(*sids));
    char           *rest = arena_string(&kit_arena, text);
    uint32_t        n = 0;
    for (char *one = strtok_r(rest, " ", &rest); one; one = strtok_r(NULL, " ", &rest))
        sids[n++] = sid_of(one);
    *token = (struct token){ n, sids };
    return token;
}

#endif
