/* Frames of 802.11: what kind each is, and the Ethernet frame of those with data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/status.h"
#include "frames.h"
#include "pkt/wifi.h"

#define A1 "020000000001"
#define A2 "020000000002"
#define A3 "020000000003"
#define A4 "020000000004"
#define SNAP "aaaa03000000 0800"

struct row {
    const char    *frame;
    enum wifi_kind kind;
    const char    *ethernet; /* NULL: it has none */
};

static const struct row rows[] = {
    { "0800 0000" A1 A2 A3 "0000" SNAP "4500", WIFI_DATA, A1 A2 "0800 4500" },
    { "0801 0000" A1 A2 A3 "0000" SNAP "4500", WIFI_DATA, A3 A2 "0800 4500" },
    { "0802 0000" A1 A2 A3 "0000" SNAP "4500", WIFI_DATA, A1 A3 "0800 4500" },
    { "0803 0000" A1 A2 A3 "0000" A4 SNAP "4500", WIFI_DATA, A3 A4 "0800 4500" },
    { "8802 0000" A1 A2 A3 "0000 0500" SNAP "4500", WIFI_DATA, A1 A3 "0800 4500" },
    { "8882 0000" A1 A2 A3 "0000 0500 01020304" SNAP "4500", WIFI_DATA, A1 A3 "0800 4500" }, /* with HT control */
    { "0802 0000" A1 A2 A3 "0000 aaaa030000f8 0806 00", WIFI_DATA, A1 A3 "0806 00" },        /* bridge tunnel */
    { "0802 0000" A1 A2 A3 "0000 424203 0000", WIFI_DATA, A1 A3 "0005 424203 0000" },        /* LLC: a length */
    { "0842 0000" A1 A2 A3 "0000 00112233", WIFI_PROTECTED, NULL },
    { "0806 0000" A1 A2 A3 "0000" SNAP, WIFI_IN_PIECES, NULL },
    { "0802 0000" A1 A2 A3 "0100" SNAP, WIFI_IN_PIECES, NULL },
    { "8802 0000" A1 A2 A3 "0000 8000" SNAP, WIFI_AGGREGATE, NULL },
    { "4801 0000" A1 A2 A3 "0000", WIFI_NO_DATA, NULL },
    { "8000 0000" A1 A2 A3 "0000 00", WIFI_NO_DATA, NULL },
    { "d400 0000" A1, WIFI_NO_DATA, NULL },
    { "d400 0000 0102", WIFI_BROKEN, NULL },
    { "0803 0000" A1 A2 A3 "0000 0102", WIFI_BROKEN, NULL },
    { "8802 0000" A1 A2 A3 "0000 05", WIFI_BROKEN, NULL },
    { "0900 0000" A1 A2 A3 "0000" SNAP, WIFI_BROKEN, NULL }, /* another version */
    { "08", WIFI_BROKEN, NULL },
};

static void check(bool radiotap, bool whole, const struct frame *f, const struct row *r)
{
    struct wifi_frame w;
    struct frame      want = { .size = 0 };
    uint8_t           room[256];
    wifi_read(radiotap, whole, frame_bytes(f), &w);
    assert_int_equal(w.kind, r->kind);
    size_t made = wifi_to_ethernet(&w, room, sizeof(room));
    if (r->ethernet)
        frame_hex(&want, r->ethernet);
    assert_int_equal(made, want.size);
    assert_memory_equal(room, want.bytes, made);
}

static void kinds_and_conversions(void **state)
{
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        struct frame f = { .size = 0 };
        frame_hex(&f, rows[i].frame);
        check(false, true, &f, &rows[i]);
    }
}

static void behind_radiotap(void **state)
{
    static const struct {
        const char *head, *tail;
        bool        whole;
    } around[] = {
        { "0000 0800 00000000", "", true },                              /* no field */
        { "0000 0900 02000000 10", "01020304", true },                   /* flags: a check sequence */
        { "0000 0900 02000000 10", "", false },                          /* which the capture cut off */
        { "0000 0900 02000000 00", "", true },
        { "0000 1100 03000000 0000000000000000 10", "01020304", true },  /* behind the time */
        { "0000 1900 030000a0 00000000 00000000 0000000000000000 10", "01020304", true }, /* three words, and padding */
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(rows); i++)
        for (unsigned k = 0; k < COUNT_OF(around); k++) {
            struct frame f = { .size = 0 };
            if (rows[i].kind == WIFI_BROKEN)
                continue;
            frame_hex(&f, around[k].head);
            frame_hex(&f, rows[i].frame);
            frame_hex(&f, around[k].tail);
            check(true, around[k].whole, &f, &rows[i]);
        }
}

static void bad_radiotap(void **state)
{
    static const char *const heads[] = { "0100 0800 00000000", "0000 0700 00000000", "0000 ff00 00000000", "0000" };
    const struct row broken = { NULL, WIFI_BROKEN, NULL };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(heads); i++) {
        struct frame f = { .size = 0 };
        frame_hex(&f, heads[i]);
        if (i < 3)
            frame_hex(&f, rows[0].frame);
        check(true, true, &f, &broken);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_and_conversions),
        cmocka_unit_test(behind_radiotap),
        cmocka_unit_test(bad_radiotap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
