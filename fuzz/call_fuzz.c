/* What arrives from the other side of a connection: a request, and (first byte odd) a reply to a function that the second byte
 * names. */
#include <stdlib.h>
#include <string.h>

#include "record/call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_request(struct bytes in)
{
    struct arena           arena;
    const struct call_row *row;
    union call_argument    arguments[CALL_ARGUMENTS_MAX];
    arena_init(&arena);
    if (call_decode_request(&in, &arena, &row, arguments) == WFP_OK && !call_find(row->name))
        abort();
    arena_fini(&arena);
}

static void read_reply(struct bytes in, uint8_t number)
{
    const struct call_row *row = call_by_number(number);
    static uint64_t        places[CALL_ARGUMENTS_MAX][256];
    union call_argument    arguments[CALL_ARGUMENTS_MAX];
    enum wfp_status        answer;
    if (!row)
        return;
    memset(places, 0, sizeof(places));
    for (unsigned i = 0; i < CALL_ARGUMENTS_MAX; i++)
        arguments[i].out = places[i];
    if (call_decode_reply(row, &in, arguments, &answer) != WFP_OK)
        return;
    for (unsigned i = 0; i < row->parameter_count; i++) {
        enum call_kind kind = (enum call_kind)row->parameters[i].kind;
        if (kind == PARAM_OUT_BLOCK || kind == PARAM_OUT_ARRAY || kind == PARAM_OUT_DESCRIPTOR)
            free((void *)(uintptr_t)places[i][0]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes in = bytes_of(data, size);
    uint8_t      which, number;
    if (!bytes_u8(&in, &which) || !bytes_u8(&in, &number))
        return 0;
    if (which & 1)
        read_reply(in, number);
    else
        read_request(in);
    return 0;
}
