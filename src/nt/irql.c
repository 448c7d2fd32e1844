#include "nt/irql.h"

#include "nt/system.h"

static _Thread_local uint8_t level_now;

const char *irql_name(uint8_t level)
{
    static const char *const names[IRQL_HIGH + 1] = { [IRQL_PASSIVE] = "PASSIVE_LEVEL", [IRQL_APC] = "APC_LEVEL",
                                                      [IRQL_DISPATCH] = "DISPATCH_LEVEL", [IRQL_HIGH] = "HIGH_LEVEL" };
    return level <= IRQL_HIGH && names[level] ? names[level] : "a device's level";
}

uint8_t irql_current(void)
{
    return level_now;
}

uint8_t irql_raise(struct nt_system *nt, uint8_t level)
{
    uint8_t before = level_now;
    if (level < before)
        nt_report(nt, "KeRaiseIrql from %s to %s lowers the IRQL", irql_name(before), irql_name(level));
    level_now = level;
    return before;
}

void irql_lower(struct nt_system *nt, uint8_t level)
{
    if (level > level_now)
        nt_report(nt, "KeLowerIrql from %s to %s raises the IRQL", irql_name(level_now), irql_name(level));
    level_now = level;
}

void irql_reset(uint8_t level)
{
    level_now = level;
}

bool irql_require(struct nt_system *nt, const char *function, uint8_t most)
{
    if (level_now <= most)
        return true;
    nt_report(nt, "%s at %s: allowed up to %s", function, irql_name(level_now), irql_name(most));
    return false;
}
