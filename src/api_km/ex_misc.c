/* Exceptions that software raises, identifiers, local time, numbers nobody can guess. */
#include <time.h>
#include <uuid/uuid.h>

#include "api_km/border.h"
#include "nt/sched.h"
#include "crt/seh.h"

VOID ExRaiseStatus(NTSTATUS status)
{
    owfp_seh_raise(status);
}

VOID ExRaiseAccessViolation(VOID)
{
    owfp_seh_raise(STATUS_ACCESS_VIOLATION);
}

VOID ExRaiseDatatypeMisalignment(VOID)
{
    owfp_seh_raise(STATUS_DATATYPE_MISALIGNMENT);
}

/* Seeded, the seed's: the same in every run, and no other system's. */
static void make_uuid(struct nt_system *nt, uuid_t bytes)
{
    uuid_generate_time(bytes);
    for (size_t i = 0; nt_is_seeded(nt) && i < sizeof(uuid_t); i++)
        bytes[i] = (unsigned char)nt_draw(nt, 256);
}

NTSTATUS ExUuidCreate(UUID *uuid)
{
    uuid_t bytes;
    km_passive("ExUuidCreate");
    make_uuid(km_nt("ExUuidCreate"), bytes);
    uuid->Data1 = (unsigned)bytes[0] << 24 | (unsigned)bytes[1] << 16 | (unsigned)bytes[2] << 8 | bytes[3];
    uuid->Data2 = (unsigned short)(bytes[4] << 8 | bytes[5]);
    uuid->Data3 = (unsigned short)(bytes[6] << 8 | bytes[7]);
    for (int i = 0; i < 8; i++)
        uuid->Data4[i] = bytes[8 + i];
    return STATUS_SUCCESS;
}

#define UNIX_EPOCH 116444736000000000LL
#define SECOND     10000000LL

static LONGLONG offset_at(LONGLONG time)
{
    time_t    t = (time_t)((time - UNIX_EPOCH) / SECOND);
    struct tm local;
    return localtime_r(&t, &local) ? local.tm_gmtoff * SECOND : 0;
}

VOID ExSystemTimeToLocalTime(PLARGE_INTEGER system, PLARGE_INTEGER local)
{
    local->QuadPart = system->QuadPart + offset_at(system->QuadPart);
}

VOID ExLocalTimeToSystemTime(PLARGE_INTEGER local, PLARGE_INTEGER system)
{
    system->QuadPart = local->QuadPart - offset_at(local->QuadPart);
}
