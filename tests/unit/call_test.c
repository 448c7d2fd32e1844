/* src/record/call.h: the arguments of every function reach BFE in the newest version, and the results come back in the version
 * that the function names; what is missing or malformed is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "record/call.h"
#include "record_kit.h"

/* A self-relative descriptor: owner S-1-1-0, group none, a DACL without entries. */
static const uint8_t descriptor[40] = { 1, 0, 0x04, 0x80, [4] = 20, [16] = 32, [20] = 1, 1, [27] = 1, [32] = 2, 0, 8, 0 };
static const uint8_t acl[] = { 2, 0, 8, 0, 0, 0, 0, 0 };

struct calls {
    struct record_kit    kit;
    const struct call_row *row;
    union call_argument  sent[CALL_ARGUMENTS_MAX], reached[CALL_ARGUMENTS_MAX], results[CALL_ARGUMENTS_MAX];
    void                *places[CALL_ARGUMENTS_MAX]; /* of results */
    uint8_t              structs[CALL_ARGUMENTS_MAX][2048];
};

static void begin(struct calls *c, const struct call_row *row, uint64_t seed)
{
    memset(c, 0, sizeof(*c));
    arena_init(&c->kit.arena);
    c->kit.seed = seed;
    c->row = row;
}

static void end(struct calls *c)
{
    arena_fini(&c->kit.arena);
}

/* What BFE fills in, all one byte: a caller may leave anything there, pointers that lead nowhere as well. */
static void *with_outputs(const struct record_type *t, void *record, int byte)
{
    for (unsigned i = 0; i < t->walk_count; i++) {
        const struct record_member *m = &t->members[i];
        bool pointer = m->kind == RECORD_STRING || m->kind == RECORD_SID || m->kind == RECORD_TO_STRUCT;
        if (m->flags & RECORD_OUTPUT)
            memset((uint8_t *)record + m->offset, byte, pointer ? sizeof(void *) : m->kind == RECORD_STRUCT ? m->type->size : m->size);
    }
    return record;
}

static const void *random_in(struct calls *c, const struct call_parameter *p, unsigned count)
{
    uint8_t *elements;
    switch (p->kind) {
    case PARAM_STRING:
        return kit_text(&c->kit, 2);
    case PARAM_STRUCT:
        return with_outputs(p->type, kit_record(&c->kit, p->type), 0xee);
    case PARAM_SID:
        return kit_sid(&c->kit);
    case PARAM_ACL:
        return acl;
    case PARAM_DESCRIPTOR:
        return descriptor;
    case PARAM_ARRAY:
        elements = kit_alloc(&c->kit, count * p->type->size);
        for (unsigned i = 0; i < count; i++)
            kit_fill(&c->kit, p->type, elements + i * p->type->size);
        return elements;
    case PARAM_GUID:
        return kit_bytes(&c->kit, kit_alloc(&c->kit, 16), 16);
    default:
        return "stays"; /* a callback, its context, what is local */
    }
}

static bool is_number(const struct call_parameter *p)
{
    return p->kind == PARAM_ENGINE || p->kind == PARAM_NUMBER || p->kind == PARAM_HANDLE || p->kind == PARAM_COUNT;
}

static bool travels(const struct call_parameter *p)
{
    return p->kind < PARAM_OUT_NUMBER && p->kind != PARAM_ENGINE && p->kind != PARAM_CALLBACK && p->kind != PARAM_CONTEXT &&
           p->kind != PARAM_LOCAL;
}

static void random_arguments(struct calls *c)
{
    for (unsigned i = 0; i < c->row->parameter_count; i++) {
        const struct call_parameter *p = &c->row->parameters[i];
        if (p->kind >= PARAM_OUT_NUMBER)
            c->sent[i].out = p->kind == PARAM_OUT_STRUCT ? (void *)c->structs[i] : (void *)&c->places[i];
        else if (is_number(p))
            c->sent[i].number = kit_random(&c->kit, p->kind == PARAM_COUNT ? 4 : p->size == 2 ? 60000 : 1u << 30);
        else if (!p->optional || kit_random(&c->kit, 3))
            c->sent[i].in = random_in(c, p, p->kind == PARAM_ARRAY ? (unsigned)c->sent[p->partner].number : 0);
    }
}

/* Whether `newer` says what `older` does: as the older becomes the newer by another way. */
static void check_converted(const struct record_type *older, const void *record, const void *newer)
{
    void *converted;
    assert_int_equal(record_convert(older, record, record_type_newest(older), &converted), WFP_OK);
    assert_true(kit_equal(record_type_newest(older), converted, newer));
    free(converted);
}

static void check_bytes(const void *expected, size_t size, const void *reached)
{
    const struct bytes *b = reached;
    assert_int_equal(bytes_left(b), size);
    assert_memory_equal(b->at, expected, size);
}

static void check_in(struct calls *c, const struct call_parameter *p, const union call_argument *sent,
                     const union call_argument *reached)
{
    if (!sent->in) {
        assert_null(reached->in);
        return;
    }
    switch (p->kind) {
    case PARAM_STRING:
        assert_true(kit_same_text(sent->in, reached->in, 2));
        break;
    case PARAM_GUID:
        assert_memory_equal(sent->in, reached->in, 16);
        break;
    case PARAM_STRUCT:
        check_converted(p->type, with_outputs(p->type, (void *)(uintptr_t)sent->in, 0), reached->in);
        break;
    case PARAM_ARRAY:
        for (unsigned i = 0; i < c->sent[p->partner].number; i++)
            check_converted(p->type, (const uint8_t *)sent->in + i * p->type->size,
                            (const uint8_t *)reached->in + i * record_type_newest(p->type)->size);
        break;
    case PARAM_SID:
        check_bytes(sent->in, 8 + 4u * ((const uint8_t *)sent->in)[1], reached->in);
        break;
    case PARAM_ACL:
        check_bytes(acl, sizeof(acl), reached->in);
        break;
    default:
        check_bytes(descriptor, sizeof(descriptor), reached->in);
    }
}

static void request(struct calls *c, struct buffer *out)
{
    const struct call_row *row;
    buffer_init(out);
    enum wfp_status err = call_encode_request(c->row, c->sent, out);
    if (err)
        fail_msg("%s: %s", c->row->name, status_row(err)->name);
    struct bytes in = buffer_bytes(out);
    assert_int_equal(call_decode_request(&in, &c->kit.arena, &row, c->reached), WFP_OK);
    assert_int_equal(bytes_left(&in), 0);
    assert_ptr_equal(row, c->row);
}

static void every_function_reaches_bfe(void **state)
{
    struct calls  c;
    struct buffer out;
    (void)state;
    for (size_t n = 0; n < 20 * call_row_count; n++) {
        const struct call_row *row = call_by_number(n % call_row_count);
        if (!row)
            continue;
        begin(&c, row, n);
        random_arguments(&c);
        request(&c, &out);
        for (unsigned i = 0; i < row->parameter_count; i++) {
            const struct call_parameter *p = &row->parameters[i];
            if (!travels(p))
                assert_int_equal(c.reached[p->slot].number, 0);
            else if (is_number(p))
                assert_int_equal(c.reached[p->slot].number, c.sent[i].number);
            else if (p->kind != PARAM_ARRAY || c.sent[p->partner].number)
                check_in(&c, p, &c.sent[i], &c.reached[p->slot]);
        }
        buffer_fini(&out);
        end(&c);
    }
}

static void random_result(struct calls *c, const struct call_parameter *p)
{
    union call_argument *r = &c->results[p->slot];
    struct bytes        *b;
    const void         **array;
    switch (p->kind) {
    case PARAM_OUT_STRUCT:
    case PARAM_OUT_BLOCK:
        r->in = kit_record(&c->kit, p->type); /* of this version, so that nothing is lost; converted below */
        assert_int_equal(record_convert(p->type, r->in, record_type_newest(p->type), (void **)&b), WFP_OK);
        assert_int_equal(record_copy_arena(record_type_newest(p->type), b, &c->kit.arena, (void **)&r->in), WFP_OK);
        free(b);
        break;
    case PARAM_OUT_ARRAY:
        array = kit_alloc(&c->kit, 3 * sizeof(*array));
        for (unsigned i = 0; i < 3; i++)
            array[i] = kit_record(&c->kit, record_type_newest(p->type));
        r->in = array;
        c->results[c->row->parameters[p->partner].slot].number = 3;
        break;
    case PARAM_OUT_DESCRIPTOR:
        b = kit_alloc(&c->kit, sizeof(*b));
        *b = bytes_of(descriptor, sizeof(descriptor));
        r->in = b;
        break;
    case PARAM_OUT_NUMBER:
    case PARAM_OUT_HANDLE:
        r->number = 1 + kit_random(&c->kit, 60000);
        break;
    default:
        break;
    }
}

static void check_block(const struct call_parameter *p, const void *newest, const void *place)
{
    void *converted;
    assert_int_equal(record_convert(record_type_newest(p->type), newest, p->type, &converted), WFP_OK);
    assert_true(kit_equal(p->type, converted, place));
    free(converted);
}

static const uint8_t *place_of(const struct calls *c, enum call_kind kind, unsigned nth)
{
    for (unsigned i = 0; i < c->row->parameter_count; i++)
        if (c->row->parameters[i].kind == kind && nth-- == 0)
            return c->places[i];
    return NULL;
}

static void check_out(struct calls *c, unsigned i)
{
    const struct call_parameter *p = &c->row->parameters[i];
    const union call_argument   *r = &c->results[p->slot];
    void                       **array;
    switch (p->kind) {
    case PARAM_OUT_NUMBER:
    case PARAM_OUT_HANDLE:
        assert_int_equal(record_load(&c->places[i], p->size), r->number);
        break;
    case PARAM_OUT_COUNT:
        assert_int_equal(record_load(&c->places[i], 4), 3);
        break;
    case PARAM_OUT_STRUCT:
        check_block(p, r->in, c->structs[i]);
        break;
    case PARAM_OUT_BLOCK:
        check_block(p, r->in, c->places[i]);
        break;
    case PARAM_OUT_ARRAY:
        array = c->places[i];
        for (unsigned n = 0; n < 3; n++)
            check_block(p, ((const void *const *)r->in)[n], array[n]);
        break;
    case PARAM_OUT_DESCRIPTOR:
        assert_memory_equal(c->places[i], descriptor, sizeof(descriptor));
        assert_ptr_equal(place_of(c, PARAM_OUT_SID, 0), (uint8_t *)c->places[i] + 20);
        assert_null(place_of(c, PARAM_OUT_SID, 1));
        assert_ptr_equal(place_of(c, PARAM_OUT_ACL, 0), (uint8_t *)c->places[i] + 32);
        assert_null(place_of(c, PARAM_OUT_ACL, 1));
        break;
    default:
        break;
    }
}

static void free_places(struct calls *c)
{
    for (unsigned i = 0; i < c->row->parameter_count; i++)
        if (c->row->parameters[i].kind == PARAM_OUT_BLOCK || c->row->parameters[i].kind == PARAM_OUT_ARRAY ||
            c->row->parameters[i].kind == PARAM_OUT_DESCRIPTOR)
            free(c->places[i]);
}

static void every_result_comes_back(void **state)
{
    struct calls    c;
    struct buffer   out;
    enum wfp_status answer;
    (void)state;
    for (size_t n = 0; n < 20 * call_row_count; n++) {
        const struct call_row *row = call_by_number(n % call_row_count);
        if (!row)
            continue;
        begin(&c, row, n);
        random_arguments(&c);
        for (unsigned i = 0; i < row->parameter_count; i++)
            random_result(&c, &row->parameters[i]);
        buffer_init(&out);
        assert_int_equal(call_encode_reply(row, WFP_OK, c.results, &out), WFP_OK);
        struct bytes in = buffer_bytes(&out);
        assert_int_equal(call_decode_reply(row, &in, c.sent, &answer), WFP_OK);
        assert_int_equal(answer, WFP_OK);
        assert_int_equal(bytes_left(&in), 0);
        for (unsigned i = 0; i < row->parameter_count; i++)
            check_out(&c, i);
        free_places(&c);
        buffer_fini(&out);
        end(&c);
    }
}

/* proves: A-067 */
static void each_missing_pointer_is_refused(void **state)
{
    struct calls  c;
    struct buffer out;
    (void)state;
    buffer_init(&out);
    for (size_t n = 0; n < call_row_count; n++) {
        const struct call_row *row = call_by_number(n);
        for (unsigned i = 0; row && i < row->parameter_count; i++) {
            const struct call_parameter *p = &row->parameters[i];
            if (is_number(p) || p->optional || p->kind == PARAM_ARRAY || (!travels(p) && p->kind < PARAM_OUT_NUMBER))
                continue;
            begin(&c, row, n);
            random_arguments(&c);
            c.sent[i].in = NULL;
            assert_int_equal(call_encode_request(row, c.sent, &out), WFP_NULL_POINTER);
            assert_int_equal(out.size, 0);
            end(&c);
        }
    }
    buffer_fini(&out);
}

static void an_error_fills_nothing(void **state)
{
    struct calls    c;
    struct buffer   out;
    enum wfp_status answer;
    (void)state;
    begin(&c, &call_FwpmFilterGetByKey0, 1);
    random_arguments(&c);
    buffer_init(&out);
    assert_int_equal(call_encode_reply(c.row, WFP_FILTER_NOT_FOUND, c.results, &out), WFP_OK);
    struct bytes in = buffer_bytes(&out);
    c.places[2] = &c;
    assert_int_equal(call_decode_reply(c.row, &in, c.sent, &answer), WFP_OK);
    assert_int_equal(answer, WFP_FILTER_NOT_FOUND);
    assert_ptr_equal(c.places[2], &c);
    buffer_fini(&out);
    end(&c);
}

/* Parts would point into a block that nobody holds. */
static void parts_without_their_descriptor_are_none(void **state)
{
    static const struct bytes bytes = { descriptor, descriptor + sizeof(descriptor) };
    struct calls              c;
    struct buffer             out;
    enum wfp_status           answer;
    (void)state;
    begin(&c, &call_FwpmEngineGetSecurityInfo0, 1);
    random_arguments(&c);
    c.sent[ARG_ENGINE_GET_SECURITY_INFO_SECURITY_DESCRIPTOR].out = NULL;
    c.places[ARG_ENGINE_GET_SECURITY_INFO_SID_OWNER] = &c;
    c.results[ARG_ENGINE_GET_SECURITY_INFO_SECURITY_DESCRIPTOR].in = &bytes;
    buffer_init(&out);
    assert_int_equal(call_encode_reply(c.row, WFP_OK, c.results, &out), WFP_OK);
    struct bytes in = buffer_bytes(&out);
    assert_int_equal(call_decode_reply(c.row, &in, c.sent, &answer), WFP_OK);
    assert_null(c.places[ARG_ENGINE_GET_SECURITY_INFO_SID_OWNER]);
    buffer_fini(&out);
    end(&c);
}

static void damaged_bytes_are_survived(void **state)
{
    static const struct call_row *const rows[] = { &call_FwpmFilterAdd0, &call_FwpmIPsecTunnelAdd2, &call_FwpmEngineOpen0,
                                                   &call_FwpmFilterSetSecurityInfoByKey0 };
    (void)state;
    for (size_t r = 0; r < COUNT_OF(rows); r++) {
        struct calls           c;
        struct buffer          out;
        const struct call_row *row;
        begin(&c, rows[r], r + 3);
        random_arguments(&c);
        request(&c, &out);
        for (size_t size = 0; size < out.size; size++) {
            struct bytes cut = bytes_of(out.data, size);
            assert_int_equal(call_decode_request(&cut, &c.kit.arena, &row, c.reached), WFP_INVALID_PARAMETER);
            assert_int_equal(bytes_left(&cut), size);
        }
        for (size_t bit = 0; bit < 8 * out.size; bit++) {
            uint8_t *copy = malloc(out.size);
            assert_non_null(copy);
            memcpy(copy, out.data, out.size);
            copy[bit / 8] ^= (uint8_t)(1u << bit % 8);
            struct bytes in = bytes_of(copy, out.size);
            if (call_decode_request(&in, &c.kit.arena, &row, c.reached) == WFP_OK)
                assert_non_null(row);
            free(copy);
        }
        buffer_fini(&out);
        end(&c);
    }
}

static void an_absolute_descriptor_becomes_self_relative(void **state)
{
    struct calls c;
    struct buffer out;
    uint8_t       absolute[40] = { 1, 0, 0x04, 0x00 };
    (void)state;
    begin(&c, &call_FwpmSubLayerAdd0, 1);
    c.sent[1].in = kit_record(&c.kit, &record_FWPM_SUBLAYER0);
    record_store(absolute + 8, 8, (uintptr_t)(descriptor + 20));
    record_store(absolute + 32, 8, (uintptr_t)acl);
    c.sent[2].in = absolute;
    request(&c, &out);
    check_bytes(descriptor, sizeof(descriptor), c.reached[ARG_SUBLAYER_ADD_SD].in);
    buffer_fini(&out);
    end(&c);
}

static void what_is_not_known_is_not_supported(void **state)
{
    static const char        *const requests[] = { "\x83\x02\x01\xA0", "\x83\x01\x19\xFF\xFF\xA0" };
    struct arena              arena;
    const struct call_row    *row;
    union call_argument       arguments[CALL_ARGUMENTS_MAX];
    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT_OF(requests); i++) {
        struct bytes in = bytes_of(requests[i], strlen(requests[i]));
        assert_int_equal(call_decode_request(&in, &arena, &row, arguments), WFP_UNSUPPORTED);
    }
    arena_fini(&arena);
}

static void functions_are_found(void **state)
{
    (void)state;
    assert_ptr_equal(call_find("FwpmFilterAdd0"), &call_FwpmFilterAdd0);
    assert_int_equal(call_FwpmFilterAdd0.op, CALL_FILTER_ADD);
    assert_string_equal(call_op_names[CALL_FILTER_ADD], "FILTER_ADD");
    assert_int_equal(call_FwpmNetEventEnum0.op, call_FwpmNetEventEnum5.op);
    assert_null(call_find("FwpmFilterAdd"));
    assert_ptr_equal(call_by_number(call_FwpmFilterAdd0.number), &call_FwpmFilterAdd0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_reaches_bfe),
        cmocka_unit_test(every_result_comes_back),
        cmocka_unit_test(each_missing_pointer_is_refused),
        cmocka_unit_test(an_error_fills_nothing),
        cmocka_unit_test(parts_without_their_descriptor_are_none),
        cmocka_unit_test(damaged_bytes_are_survived),
        cmocka_unit_test(an_absolute_descriptor_becomes_self_relative),
        cmocka_unit_test(what_is_not_known_is_not_supported),
        cmocka_unit_test(functions_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
