/* NET_BUFFER_LIST, NET_BUFFER and MDL: drivers reach into them, so the packet model uses the very structures of the public
 * header and Windows' names for them (the one exception to the border's rule). The assertions here are the packet model's own
 * copy of the facts; the conformance test compares the header with schema/types.toml. */
#ifndef WFP_PKT_NBL_LAYOUT_H
#define WFP_PKT_NBL_LAYOUT_H

#include <assert.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>

#ifndef OPENWFP_INTERIOR
#define OPENWFP_INTERIOR
#endif
#include "windows/shared/nbl.h"

#define NBL_INFO_SLOTS MaxNetBufferListInfo

#define LAYOUT(type, member, offset) \
    static_assert(offsetof(type, member) == (offset), #type "." #member " is where 64-bit Windows has it")

LAYOUT(MDL, Size, 8);
LAYOUT(MDL, MdlFlags, 10);
LAYOUT(MDL, Process, 16);
LAYOUT(MDL, MappedSystemVa, 24);
LAYOUT(MDL, StartVa, 32);
LAYOUT(MDL, ByteCount, 40);
LAYOUT(MDL, ByteOffset, 44);
static_assert(sizeof(MDL) == 48, "size of MDL");

LAYOUT(NET_BUFFER, CurrentMdl, 8);
LAYOUT(NET_BUFFER, CurrentMdlOffset, 16);
LAYOUT(NET_BUFFER, DataLength, 24);
LAYOUT(NET_BUFFER, MdlChain, 32);
LAYOUT(NET_BUFFER, DataOffset, 40);
LAYOUT(NET_BUFFER, ChecksumBias, 48);
LAYOUT(NET_BUFFER, NdisPoolHandle, 56);
LAYOUT(NET_BUFFER, NdisReserved, 64);
LAYOUT(NET_BUFFER, ProtocolReserved, 80);
LAYOUT(NET_BUFFER, MiniportReserved, 128);
LAYOUT(NET_BUFFER, DataPhysicalAddress, 160);
LAYOUT(NET_BUFFER, SharedMemoryInfo, 168);
static_assert(sizeof(NET_BUFFER) == 176, "size of NET_BUFFER");

LAYOUT(NET_BUFFER_LIST, FirstNetBuffer, 8);
LAYOUT(NET_BUFFER_LIST, Context, 16);
LAYOUT(NET_BUFFER_LIST, ParentNetBufferList, 24);
LAYOUT(NET_BUFFER_LIST, NdisPoolHandle, 32);
LAYOUT(NET_BUFFER_LIST, NdisReserved, 48);
LAYOUT(NET_BUFFER_LIST, ProtocolReserved, 64);
LAYOUT(NET_BUFFER_LIST, MiniportReserved, 96);
LAYOUT(NET_BUFFER_LIST, Scratch, 112);
LAYOUT(NET_BUFFER_LIST, SourceHandle, 120);
LAYOUT(NET_BUFFER_LIST, NblFlags, 128);
LAYOUT(NET_BUFFER_LIST, ChildRefCount, 132);
LAYOUT(NET_BUFFER_LIST, Flags, 136);
LAYOUT(NET_BUFFER_LIST, Status, 140);
LAYOUT(NET_BUFFER_LIST, NetBufferListInfo, 144);

#endif
