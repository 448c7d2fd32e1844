#include "pkt/nb.h"

#include "pkt/mdl.h"

/* Points the current MDL `offset` bytes after the first byte of `mdl`, which is in the chain. */
static void seek(NET_BUFFER *nb, MDL *mdl, uint32_t offset)
{
    while (mdl && mdl->Next && offset >= mdl->ByteCount) {
        offset -= mdl->ByteCount;
        mdl = mdl->Next;
    }
    nb->CurrentMdl = mdl;
    nb->CurrentMdlOffset = offset;
}

void nb_init(NET_BUFFER *nb, MDL *chain, uint32_t offset, uint32_t length)
{
    *nb = (NET_BUFFER){ .MdlChain = chain, .DataOffset = offset, .stDataLength = length };
    seek(nb, chain, offset);
}

void nb_set_chain(NET_BUFFER *nb, MDL *chain, uint32_t offset, uint32_t length)
{
    nb->MdlChain = chain;
    nb->DataOffset = offset;
    nb->stDataLength = length;
    seek(nb, chain, offset);
}

bool nb_advance(NET_BUFFER *nb, uint32_t n)
{
    if (n > nb->DataLength)
        return false;
    nb->DataOffset += n;
    nb->DataLength -= n;
    seek(nb, nb->CurrentMdl, nb->CurrentMdlOffset + n);
    return true;
}

bool nb_retreat(NET_BUFFER *nb, uint32_t n)
{
    if (n > nb->DataOffset || n > UINT32_MAX - nb->DataLength)
        return false;
    nb->DataOffset -= n;
    nb->DataLength += n;
    if (n <= nb->CurrentMdlOffset)
        nb->CurrentMdlOffset -= n;
    else
        seek(nb, nb->MdlChain, nb->DataOffset); /* MDLs are linked forward only */
    return true;
}

/* Copies n bytes from the cursor, which ends where `mdl` does, and from the MDLs after it. */
static bool gather(struct bytes from, const MDL *mdl, size_t n, uint8_t *storage)
{
    for (;;) {
        size_t size = bytes_left(&from) < n ? bytes_left(&from) : n;
        if (!bytes_copy(&from, storage, size))
            return false;
        storage += size;
        n -= size;
        mdl = mdl->Next;
        if (n == 0 || !mdl)
            return n == 0;
        from = mdl_bytes(mdl);
    }
}

const void *nb_data(const NET_BUFFER *nb, uint32_t n, void *storage)
{
    if (n > nb->DataLength || !nb->CurrentMdl)
        return NULL;
    struct bytes b = mdl_bytes(nb->CurrentMdl);
    if (!bytes_skip(&b, nb->CurrentMdlOffset))
        return NULL;
    const void *in_place = bytes_take(&b, n);
    if (in_place || !storage)
        return in_place;
    return gather(b, nb->CurrentMdl, n, storage) ? storage : NULL;
}

bool nb_next_run(struct nb_runs *runs, struct bytes *out)
{
    while (runs->mdl && runs->left) {
        struct bytes b = mdl_bytes(runs->mdl);
        size_t       skip = runs->skip;
        runs->mdl = runs->mdl->Next;
        runs->skip = 0;
        if (!bytes_skip(&b, skip) || bytes_left(&b) == 0)
            continue;
        bytes_limit(&b, runs->left);
        runs->left -= bytes_left(&b);
        *out = b;
        return true;
    }
    return false;
}

bool nb_skip_runs(struct nb_runs *runs, uint32_t n)
{
    if (n > runs->left)
        return false;
    runs->skip += n;
    runs->left -= n;
    while (runs->mdl && runs->skip >= runs->mdl->ByteCount) {
        runs->skip -= runs->mdl->ByteCount;
        runs->mdl = runs->mdl->Next;
    }
    return true;
}

bool nb_write(NET_BUFFER *nb, uint32_t at, struct bytes what)
{
    struct nb_runs runs = nb_runs(nb), ahead;
    struct bytes   run;
    if (!nb_skip_runs(&runs, at) || bytes_left(&what) > runs.left)
        return false;
    runs.left = bytes_left(&what);
    for (ahead = runs; nb_next_run(&ahead, &run);)
        ;
    if (ahead.left)
        return false;
    while (nb_next_run(&runs, &run))
        bytes_copy(&what, (void *)(uintptr_t)run.at, bytes_left(&run));
    return true;
}
