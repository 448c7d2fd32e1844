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

/* Copies n bytes from the cursor and then from the MDLs after `mdl`; the caller knows that the chain has them. */
static bool gather(struct bytes from, const MDL *mdl, uint32_t n, uint8_t *storage)
{
    for (uint32_t done = 0; done < n;) {
        size_t size = bytes_left(&from) < n - done ? bytes_left(&from) : n - done;
        if (size && !bytes_copy(&from, &storage[done], size))
            return false;
        done += (uint32_t)size;
        if (done == n)
            return true;
        mdl = mdl->Next;
        if (!mdl)
            return false;
        from = mdl_bytes(mdl);
    }
    return true;
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
