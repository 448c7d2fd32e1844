/* src/record: every public structure, with any content, survives a copy, the wire and other versions of itself; damaged bytes
 * are refused and never read past. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "record_kit.h"

#define ROUNDS 40

static void kit_init(struct record_kit *k, uint64_t seed)
{
    arena_init(&k->arena);
    k->seed = seed;
}

static void encode(const struct record_type *t, const void *record, struct buffer *out)
{
    buffer_init(out);
    assert_int_equal(record_encode(t, record, out), WFP_OK);
}

static void check_wire(struct record_kit *k, const struct record_type *t)
{
    struct buffer first, second;
    void         *again;
    uint8_t      *record = kit_record(k, t);
    encode(t, record, &first);
    struct bytes in = buffer_bytes(&first);
    assert_int_equal(record_decode(t, &in, &again), WFP_OK);
    assert_int_equal(bytes_left(&in), 0);
    if (!kit_equal(t, record, again))
        fail_msg("%s differs after the wire", t->name);
    encode(t, again, &second);
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.data, second.data, first.size);
    buffer_fini(&first);
    buffer_fini(&second);
    free(again);
}

static void every_type_survives_the_wire(void **state)
{
    (void)state;
    for (size_t i = 0; i < record_type_count; i++) {
        for (unsigned round = 0; round < ROUNDS; round++) {
            struct record_kit k;
            kit_init(&k, i * 1000 + round);
            check_wire(&k, record_types[i]);
            arena_fini(&k.arena);
        }
    }
}

static void every_type_is_copied(void **state)
{
    (void)state;
    for (size_t i = 0; i < record_type_count; i++) {
        const struct record_type *t = record_types[i];
        struct record_kit         k;
        void                     *copy, *in_arena;
        kit_init(&k, i);
        uint8_t *record = kit_record(&k, t);
        assert_int_equal(record_copy(t, record, &copy), WFP_OK);
        assert_int_equal(record_copy_arena(t, record, &k.arena, &in_arena), WFP_OK);
        assert_true(kit_equal(t, record, copy));
        assert_true(kit_equal(t, record, in_arena));
        free(copy);
        arena_fini(&k.arena);
    }
}

static void an_array_is_copied_in_one_block(void **state)
{
    struct record_kit k;
    const void       *records[3];
    void            **copy;
    (void)state;
    kit_init(&k, 7);
    for (size_t i = 0; i < 3; i++)
        records[i] = kit_record(&k, &record_FWPM_FILTER0);
    assert_int_equal(record_copy_array(&record_FWPM_FILTER0, records, 3, &copy), WFP_OK);
    for (size_t i = 0; i < 3; i++)
        assert_true(kit_equal(&record_FWPM_FILTER0, records[i], copy[i]));
    free(copy);
    assert_int_equal(record_copy_array(&record_FWPM_FILTER0, NULL, 0, &copy), WFP_OK);
    free(copy);
    assert_int_equal(record_copy_array(&record_FWPM_FILTER0, NULL, 1, &copy), WFP_NULL_POINTER);
    arena_fini(&k.arena);
}

/* Whether each member of one version, however deep, has its like in the other. */
static bool can_say(const struct record_type *newer, const struct record_type *older)
{
    for (unsigned i = 0; i < older->member_count; i++) {
        const struct record_member *m = &older->members[i];
        unsigned                    index = m->number < newer->number_count ? newer->by_number[m->number] : 0;
        if (m->kind != RECORD_SWITCH && (!index || (m->type && !can_say(newer->members[index - 1].type, m->type))))
            return false;
    }
    return true;
}

/* What an old structure says, the newest can say, but for the reserved words of FWPM_NET_EVENT_HEADER1: there and back nothing
 * is lost. */
static void old_versions_become_the_newest_and_return(void **state)
{
    unsigned converted = 0;
    (void)state;
    for (size_t i = 0; i < record_type_count; i++) {
        const struct record_type *t = record_types[i], *newest = record_type_newest(t);
        for (unsigned round = 0; round < ROUNDS && newest != t; round++) {
            struct record_kit k;
            void             *up, *down;
            kit_init(&k, i * 77 + round);
            uint8_t        *record = kit_record(&k, t);
            enum wfp_status err = record_convert(t, record, newest, &up);
            if (err)
                fail_msg("%s to %s: %s", t->name, newest->name, status_row(err)->name);
            assert_int_equal(record_convert(newest, up, t, &down), WFP_OK);
            if (can_say(newest, t) && !kit_equal(t, record, down))
                fail_msg("%s differs after %s", t->name, newest->name);
            free(up);
            free(down);
            arena_fini(&k.arena);
            converted++;
        }
    }
    assert_true(converted > 0);
}

/* A copy that ends where the bytes end, so that AddressSanitizer sees a read behind them. */
static enum wfp_status decode_exactly(const struct record_type *t, const uint8_t *data, size_t size)
{
    uint8_t        *exact = malloc(size ? size : 1);
    void           *block;
    struct buffer   again;
    struct bytes    in = bytes_of(exact, size);
    assert_non_null(exact);
    memcpy(exact, data, size);
    enum wfp_status err = record_decode(t, &in, &block);
    if (!err) {
        encode(t, block, &again);
        buffer_fini(&again);
        free(block);
    }
    free(exact);
    return err;
}

static const char *const samples[] = { "FWPM_FILTER0", "FWPM_PROVIDER_CONTEXT3", "FWPM_NET_EVENT5", "FWPM_CALLOUT0",
                                       "FWPM_SUBLAYER0", "IKEEXT_SA_DETAILS2", "IPSEC_SA_DETAILS1", "FWPM_VSWITCH_EVENT0" };

static void every_truncation_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        const struct record_type *t = record_type_find(samples[i]);
        struct record_kit         k;
        struct buffer             bytes;
        assert_non_null(t);
        kit_init(&k, i + 5);
        encode(t, kit_record(&k, t), &bytes);
        for (size_t size = 0; size < bytes.size; size++)
            assert_int_equal(decode_exactly(t, bytes.data, size), WFP_INVALID_PARAMETER);
        assert_int_equal(decode_exactly(t, bytes.data, bytes.size), WFP_OK);
        buffer_fini(&bytes);
        arena_fini(&k.arena);
    }
}

/* A changed byte is refused or means something else that is valid: decode_exactly() encodes it again. */
static void a_changed_byte_is_survived(void **state)
{
    unsigned refused = 0;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        const struct record_type *t = record_type_find(samples[i]);
        struct record_kit         k;
        struct buffer             bytes;
        kit_init(&k, i + 5);
        encode(t, kit_record(&k, t), &bytes);
        for (size_t at = 0; at < bytes.size; at++) {
            uint8_t was = bytes.data[at];
            for (unsigned bit = 0; bit < 8; bit++) {
                bytes.data[at] = (uint8_t)(was ^ 1u << bit);
                refused += decode_exactly(t, bytes.data, bytes.size) != WFP_OK;
            }
            bytes.data[at] = was;
        }
        buffer_fini(&bytes);
        arena_fini(&k.arena);
    }
    assert_true(refused > 0);
}

static enum wfp_status decode_text(const struct record_type *t, const char *bytes, size_t size)
{
    return decode_exactly(t, (const uint8_t *)bytes, size);
}

#define DECODE(type, text) decode_text(&record_##type, text, sizeof(text) - 1)

static void lies_are_refused(void **state)
{
    (void)state;
    /* FWP_VALUE0: 1 type, 2 uint8, 5 uint64 */
    assert_int_equal(DECODE(FWP_VALUE0, "\xA2\x01\x01\x02\x07"), WFP_OK);
    /* a number where a pointer is read, and the other way */
    assert_int_equal(DECODE(FWP_VALUE0, "\xA2\x01\x04\x02\x07"), WFP_INVALID_PARAMETER);
    assert_int_equal(DECODE(FWP_VALUE0, "\xA2\x01\x01\x05\x07"), WFP_INVALID_PARAMETER);
    /* a needed pointer that did not come; two members of one union; the same member twice; too large for its member */
    assert_int_equal(DECODE(FWP_VALUE0, "\xA1\x01\x04"), WFP_INVALID_PARAMETER);
    assert_int_equal(DECODE(FWP_VALUE0, "\xA3\x01\x04\x05\x07\x02\x07"), WFP_INVALID_PARAMETER);
    assert_int_equal(DECODE(FWP_VALUE0, "\xA2\x01\x01\x01\x01"), WFP_INVALID_PARAMETER);
    assert_int_equal(DECODE(FWP_VALUE0, "\xA2\x01\x01\x02\x19\x01\x00"), WFP_INVALID_PARAMETER);
    assert_int_equal(DECODE(FWP_VALUE0, "\xA1\x01\x18\xC8"), WFP_INVALID_ENUMERATOR);
    /* counts that the bytes cannot hold; indefinite length; not a map; nothing */
    assert_int_equal(DECODE(FWP_BYTE_BLOB, "\xA1\x01\x5B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), WFP_INVALID_PARAMETER);
    assert_int_equal(DECODE(FWPM_FILTER0, "\xA1\x09\x9B\x00\x00\x00\x01\x00\x00\x00\x00"), WFP_INVALID_PARAMETER);
    assert_int_equal(DECODE(FWPM_FILTER0, "\xBB\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), WFP_INVALID_PARAMETER);
    assert_int_equal(DECODE(FWP_VALUE0, "\xBF\xFF"), WFP_INVALID_PARAMETER);
    assert_int_equal(DECODE(FWP_VALUE0, "\x01"), WFP_INVALID_PARAMETER);
    assert_int_equal(DECODE(FWP_VALUE0, ""), WFP_INVALID_PARAMETER);
    /* an unknown number with anything in it is skipped */
    assert_int_equal(DECODE(FWP_VALUE0, "\xA2\x18\xEE\x82\x01\xA1\x02\x81\x41\x00\x01\x00"), WFP_OK);
    assert_int_equal(DECODE(FWP_VALUE0, "\xA2\x18\xEE\x9A\xFF\xFF\xFF\xFF\x01\x00"), WFP_INVALID_PARAMETER);
}

/* Many small elements that are large in memory: over the limit of a block, refused before anything is allocated for them. */
static void amplification_is_bounded(void **state)
{
    size_t   count = 2u << 20;
    uint8_t *bytes = malloc(count + 7);
    (void)state;
    assert_non_null(bytes);
    memcpy(bytes, "\xA1\x09\x9A\x00\x20\x00\x00", 7);
    memset(bytes + 7, 0xA0, count);
    assert_int_equal(decode_exactly(&record_FWPM_FILTER0, bytes, count + 7), WFP_INVALID_PARAMETER);
    free(bytes);
}

static void what_cannot_be_said_is_an_error(void **state)
{
    uint8_t       record[256] = { 0 };
    struct buffer out;
    (void)state;
    buffer_init(&out);
    record_store(record, 4, 200); /* FWP_VALUE0.type */
    assert_int_equal(record_encode(&record_FWP_VALUE0, record, &out), WFP_INVALID_ENUMERATOR);
    record_store(record, 4, 4); /* FWP_UINT64, without one */
    assert_int_equal(record_encode(&record_FWP_VALUE0, record, &out), WFP_NULL_POINTER);
    record_store(record, 4, 1); /* FWP_BYTE_BLOB.size, without data */
    assert_int_equal(record_encode(&record_FWP_BYTE_BLOB, record, &out), WFP_NULL_POINTER);
    assert_int_equal(record_encode(&record_FWP_BYTE_BLOB, NULL, &out), WFP_NULL_POINTER);
    assert_int_equal(out.size, 0);
    buffer_fini(&out);
}

static void types_are_found_by_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < record_type_count; i++)
        assert_ptr_equal(record_type_find(record_type_name(record_types[i])), record_types[i]);
    assert_null(record_type_find("FWPM_FILTER"));
    assert_ptr_equal(record_type_newest(&record_FWPM_PROVIDER_CONTEXT0), &record_FWPM_PROVIDER_CONTEXT3);
    assert_ptr_equal(record_type_newest(&record_FWPM_FILTER0), &record_FWPM_FILTER0);
    assert_int_equal(record_type_size(&record_FWPM_FILTER0), 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_survives_the_wire),
        cmocka_unit_test(every_type_is_copied),
        cmocka_unit_test(an_array_is_copied_in_one_block),
        cmocka_unit_test(old_versions_become_the_newest_and_return),
        cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(a_changed_byte_is_survived),
        cmocka_unit_test(lies_are_refused),
        cmocka_unit_test(amplification_is_bounded),
        cmocka_unit_test(what_cannot_be_said_is_an_error),
        cmocka_unit_test(types_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
