/* What the store reads back: a snapshot file, and the row of a commit. The first byte says which: 0 a whole file as it is, 1 a
 * head whose checksum is made right, 2 a body whose head is made to fit (checksums would keep a fuzzer out), else a body in a
 * file. What decodes has to encode to the same bytes again. */
#include <stdlib.h>
#include <string.h>

#include "store/checksum.h"
#include "store/snapshot.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
    if (!truth)
        abort();
}

static void put_wide(struct buffer *b, uint64_t value)
{
    uint8_t bytes[8];
    for (unsigned i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(value >> 8 * (7 - i));
    buffer_put(b, bytes, sizeof(bytes));
}

static bool same(struct bytes a, struct bytes b)
{
    size_t size = bytes_left(&a);
    return size == bytes_left(&b) && (!size || memcmp(a.at, b.at, size) == 0);
}

/* Encodes a body again, counting. */
static bool encode_again(struct bytes body, struct buffer *out, uint32_t *puts, uint32_t *deletes)
{
    struct store_change change;
    *puts = *deletes = 0;
    while (entry_next(&body, &change)) {
        require(entry_put(out, &change));
        *(change.deleted ? deletes : puts) += 1;
    }
    return !bytes_left(&body);
}

static void read_file(struct bytes file)
{
    struct entry  e;
    struct bytes  body;
    struct buffer again;
    const char   *what = NULL;
    uint32_t      puts, deletes;
    if (!snapshot_parse(file, &e, &body, &what)) {
        require(what != NULL);
        return;
    }
    buffer_init(&again);
    require(encode_again(body, &again, &puts, &deletes) && same(buffer_bytes(&again), body));
    require(puts == e.about.puts && deletes == e.about.deletes);
    buffer_fini(&again);
}

static void read_head(struct bytes head)
{
    struct buffer summed, again;
    struct entry  e;
    struct bytes  body = bytes_of(NULL, 0);
    buffer_init(&summed);
    buffer_init(&again);
    buffer_put(&summed, head.at, bytes_left(&head));
    put_wide(&summed, checksum(head));
    if (entry_decode(buffer_bytes(&summed), &e)) {
        require(strlen(e.about.who.user) <= STORE_USER_MAX);
        entry_finish(&again, e.about.version, &e.about.who, e.about.puts, e.about.deletes, body);
        /* Up to the body's size all of it is known. */
        require(again.size == summed.size && memcmp(again.data, summed.data, again.size - 20) == 0);
        (void)!entry_check(&e, body);
    }
    buffer_fini(&again);
    buffer_fini(&summed);
}

static void read_body(struct bytes body, bool in_file)
{
    struct store_who who = { .user = "fuzz" };
    struct buffer    head, again, file;
    struct entry     e;
    uint32_t         puts, deletes;
    buffer_init(&head);
    buffer_init(&again);
    buffer_init(&file);
    bool whole = encode_again(body, &again, &puts, &deletes);
    entry_finish(&head, 3, &who, puts, deletes, body);
    require(entry_decode(buffer_bytes(&head), &e));
    require(entry_check(&e, body) == whole);
    require(!whole || same(buffer_bytes(&again), body));
    if (in_file) {
        const uint8_t size[] = { 0, 0, 0, (uint8_t)head.size };
        buffer_put(&file, "OWFPSNAP", 8);
        buffer_put(&file, size, sizeof(size));
        buffer_put(&file, head.data, head.size);
        buffer_put(&file, body.at, bytes_left(&body));
        read_file(buffer_bytes(&file));
    }
    buffer_fini(&file);
    buffer_fini(&again);
    buffer_fini(&head);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes input = bytes_of(data, size);
    uint8_t      which;
    if (!bytes_u8(&input, &which))
        return 0;
    if (which == 0)
        read_file(input);
    else if (which == 1)
        read_head(input);
    else
        read_body(input, which != 2);
    return 0;
}
