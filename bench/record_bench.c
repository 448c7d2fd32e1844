/* What a structure costs on its way through the wire: nanoseconds for encoding and for decoding into one block (with its malloc
 * and free), the median of several runs, one JSON line a case. The filter has three conditions, as most have. */
#include <stdio.h>
#include <stdlib.h>

#include "../tests/record_kit.h"
#include "rounds.h"

#define RUNS  11
#define TIMES 20000

static void need(enum wfp_status err)
{
    if (err) {
        fprintf(stderr, "record_bench: %s\n", status_row(err)->name);
        exit(1);
    }
}

static double encoding(const struct record_type *t, const void *record, struct buffer *out)
{
    double runs[RUNS];
    for (unsigned r = 0; r < RUNS; r++) {
        double start = wall_ns();
        for (unsigned i = 0; i < TIMES; i++) {
            buffer_clear(out);
            need(record_encode(t, record, out));
        }
        runs[r] = (wall_ns() - start) / TIMES;
    }
    return median(runs, RUNS);
}

static double decoding(const struct record_type *t, struct bytes bytes)
{
    double runs[RUNS];
    void  *block;
    for (unsigned r = 0; r < RUNS; r++) {
        double start = wall_ns();
        for (unsigned i = 0; i < TIMES; i++) {
            struct bytes in = bytes;
            need(record_decode(t, &in, &block));
            free(block);
        }
        runs[r] = (wall_ns() - start) / TIMES;
    }
    return median(runs, RUNS);
}

/* The seed whose random filter has `conditions` of them and every optional part. */
static void *filter(struct record_kit *k, uint32_t conditions)
{
    static const struct record_type *const t = &record_FWPM_FILTER0;
    for (uint64_t seed = 1;; seed++) {
        k->seed = seed;
        uint8_t *record = kit_record(k, t);
        if (record_load(record + 112, 4) == conditions && record_load(record + 16, 8) && record_load(record + 24, 8) &&
            record_load(record + 40, 8))
            return record;
    }
}

int main(void)
{
    struct record_kit k = { .seed = 1 };
    struct buffer     out;
    buffer_init(&out);
    const struct {
        const char               *name;
        const struct record_type *type;
        const void               *record;
    } cases[] = {
        { "filter, 3 conditions", &record_FWPM_FILTER0, filter(&k, 3) },
        { "filter, none", &record_FWPM_FILTER0, filter(&k, 0) },
        { "callout", &record_FWPM_CALLOUT0, kit_record(&k, &record_FWPM_CALLOUT0) },
        { "net event", &record_FWPM_NET_EVENT5, kit_record(&k, &record_FWPM_NET_EVENT5) },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        double out_ns = encoding(cases[i].type, cases[i].record, &out);
        double in_ns = decoding(cases[i].type, buffer_bytes(&out));
        printf("{\"bench\":\"record\",\"case\":\"%s\",\"bytes\":%zu,\"encode_ns\":%.0f,\"decode_ns\":%.0f}\n", cases[i].name,
               out.size, out_ns, in_ns);
    }
    buffer_fini(&out);
    arena_fini(&k.arena);
    return 0;
}
