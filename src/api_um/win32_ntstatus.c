/* RtlNtStatusToDosError: the pairs as Microsoft's tables have them, for the statuses that drivers return. */
#include "api_um/nt_error.h"

#include <winternl.h>

static const struct {
    DWORD status, error;
} pairs[] = { /* by status */
    { 0x00000000, 0 },    { 0x00000102, 258 },  { 0x00000103, 997 },  { 0x80000005, 234 },  { 0x80000006, 18 },
    { 0x8000000d, 299 },  { 0x80000011, 170 },  { 0x8000001a, 259 },  { 0xc0000001, 31 },   { 0xc0000002, 1 },
    { 0xc0000003, 87 },   { 0xc0000004, 24 },   { 0xc0000005, 998 },  { 0xc0000008, 6 },    { 0xc000000d, 87 },
    { 0xc000000e, 2 },    { 0xc000000f, 2 },    { 0xc0000010, 1 },    { 0xc0000011, 38 },   { 0xc0000013, 21 },
    { 0xc0000016, 234 },  { 0xc0000017, 8 },    { 0xc0000018, 487 },  { 0xc0000019, 487 },  { 0xc0000022, 5 },
    { 0xc0000023, 122 },  { 0xc0000024, 6 },    { 0xc0000030, 87 },   { 0xc0000032, 1393 }, { 0xc0000033, 123 },
    { 0xc0000034, 2 },    { 0xc0000035, 183 },  { 0xc0000039, 161 },  { 0xc000003a, 3 },    { 0xc000003b, 161 },
    { 0xc000003e, 23 },   { 0xc0000043, 32 },   { 0xc0000044, 1816 }, { 0xc0000054, 33 },   { 0xc0000055, 33 },
    { 0xc0000056, 5 },    { 0xc0000059, 1306 }, { 0xc000005c, 1309 }, { 0xc0000061, 1314 }, { 0xc000006d, 1326 },
    { 0xc0000077, 1336 }, { 0xc0000078, 1337 }, { 0xc0000079, 1338 }, { 0xc000007f, 112 },  { 0xc000008a, 1812 },
    { 0xc0000095, 534 },  { 0xc000009a, 1450 }, { 0xc000009d, 1167 }, { 0xc00000a2, 19 },   { 0xc00000a3, 21 },
    { 0xc00000ab, 231 },  { 0xc00000ac, 231 },  { 0xc00000ad, 230 },  { 0xc00000ae, 231 },  { 0xc00000af, 1 },
    { 0xc00000b0, 233 },  { 0xc00000b5, 121 },  { 0xc00000ba, 5 },    { 0xc00000bb, 50 },   { 0xc00000be, 53 },
    { 0xc00000c0, 55 },   { 0xc00000cf, 70 },   { 0xc00000d9, 232 },  { 0xc00000e5, 1359 }, { 0xc00000ef, 87 },
    { 0xc00000f0, 87 },   { 0xc00000f1, 87 },   { 0xc00000f2, 87 },   { 0xc0000101, 145 },  { 0xc0000103, 267 },
    { 0xc000010a, 5 },    { 0xc000011f, 4 },    { 0xc0000120, 995 },  { 0xc0000121, 5 },    { 0xc0000123, 5 },
    { 0xc0000128, 6 },    { 0xc0000135, 126 },  { 0xc0000139, 127 },  { 0xc000013c, 64 },   { 0xc0000148, 124 },
    { 0xc000014b, 109 },  { 0xc0000184, 22 },   { 0xc0000185, 1117 }, { 0xc0000186, 1117 }, { 0xc0000189, 19 },
    { 0xc0000206, 1784 }, { 0xc000020c, 64 },   { 0xc000020d, 64 },   { 0xc0000225, 1168 }, { 0xc0000236, 1225 },
    { 0xc0000237, 1226 }, { 0xc000023a, 1229 }, { 0xc000023b, 1230 }, { 0xc000023c, 1231 }, { 0xc000023d, 1232 },
    { 0xc000023f, 1234 }, { 0xc0000240, 1235 }, { 0xc0000241, 1236 }, { 0xc00002b6, 1617 }, { 0xc0000427, 665 },
    { 0xc0000428, 577 },
};

static const struct status_row *own_row(DWORD status)
{
    for (enum wfp_status s = 0; s < WFP_STATUS_COUNT; s++)
        if (status_row(s)->ntstatus == status)
            return status_row(s);
    return NULL;
}

DWORD um_error_of_nt(DWORD status)
{
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        if (pairs[i].status == status)
            return pairs[i].error;
    if ((status & 0xffff0000) == 0x80070000 || (status & 0xffff0000) == 0xc0070000) /* NTSTATUS_FROM_WIN32 */
        return status & 0xffff;
    const struct status_row *row = own_row(status);
    return row ? row->win32 : status < 0x80000000 ? ERROR_SUCCESS : ERROR_MR_MID_NOT_FOUND;
}

ULONG RtlNtStatusToDosError(NTSTATUS status)
{
    return um_error_of_nt((DWORD)status);
}
