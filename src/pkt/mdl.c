#include "pkt/mdl.h"

#define PAGE_MASK ((uintptr_t)4095)

void mdl_init(MDL *mdl, struct bytes data)
{
    uintptr_t at = (uintptr_t)data.at;
    *mdl = (MDL){
        .Size = sizeof(*mdl),
        .MdlFlags = MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL,
        .MappedSystemVa = (void *)at,
        .StartVa = (void *)(at & ~PAGE_MASK),
        .ByteCount = (uint32_t)bytes_left(&data),
        .ByteOffset = (uint32_t)(at & PAGE_MASK),
    };
}

struct bytes mdl_bytes(const MDL *mdl)
{
    return bytes_of(mdl->MappedSystemVa, mdl->ByteCount);
}

size_t mdl_chain_size(const MDL *mdl)
{
    size_t size = 0;
    for (; mdl; mdl = mdl->Next)
        size += mdl->ByteCount;
    return size;
}
