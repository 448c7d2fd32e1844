/* The frames of a client, as the server reads them: the first byte says in what pieces they come. What is accepted must be the
 * same bytes when written again, whatever the pieces, and memory must follow what has come. */
#include <stdint.h>
#include <stdlib.h>

#include "rpc/frame.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LONGEST = 1 << 20 };

/* Writes all whole frames to `out`. How it ended. */
static enum wfp_status read_all(struct bytes all, size_t piece, struct buffer *out)
{
    struct frame_reader r;
    enum wfp_status     status = WFP_OK;
    size_t              fed = 0;
    frame_reader_init(&r, 1u << FRAME_REQUEST, LONGEST);
    while (bytes_left(&all) > 0 && status == WFP_OK) {
        struct bytes   from = all;
        const uint8_t *start = from.at;
        bool           whole = false;
        bytes_limit(&from, piece);
        status = frame_feed(&r, &from, &whole);
        size_t took = bytes_since(start, &from);
        if (took == 0 || !bytes_skip(&all, took))
            abort();
        fed += took;
        if (r.body.size > fed || r.body.room > 256 + 2 * fed || (whole && (status != WFP_OK || r.body.size != r.length)))
            abort();
        if (!whole)
            continue;
        if (!frame_put(out, r.kind, r.number, buffer_bytes(&r.body)))
            abort();
        frame_next(&r);
    }
    frame_reader_fini(&r);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes    all = bytes_of(data, size);
    struct buffer   whole, pieces;
    uint8_t         piece;
    if (!bytes_u8(&all, &piece))
        return 0;
    buffer_init(&whole);
    buffer_init(&pieces);
    enum wfp_status one = read_all(all, SIZE_MAX, &whole), other = read_all(all, 1 + (size_t)piece, &pieces);
    if (one != other || whole.size != pieces.size || whole.size > bytes_left(&all))
        abort();
    if (whole.size && (memcmp(whole.data, pieces.data, whole.size) != 0 || memcmp(whole.data, all.at, whole.size) != 0))
        abort();
    buffer_fini(&whole);
    buffer_fini(&pieces);
    return 0;
}
