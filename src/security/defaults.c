#include "security/defaults.h"

#include "security/access.h"
#include "security/descriptor.h"
#include "security/inherit.h"
#include "security/wellknown.h"

#define OPERATE (ACTRL_GENERIC_READ | ACTRL_GENERIC_WRITE | ACTRL_GENERIC_EXECUTE)

/* A-152, in its order. */
static const struct {
    enum well_known who;
    uint32_t        mask;
} grants[] = {
    { SID_ADMINISTRATORS, ACTRL_GENERIC_ALL },
    { SID_NETWORK_CONFIGURATION_OPERATORS, OPERATE },
    { SID_SERVICE_MPSSVC, OPERATE },
    { SID_SERVICE_NAPAGENT, OPERATE },
    { SID_SERVICE_POLICYAGENT, OPERATE },
    { SID_SERVICE_RPCSS, OPERATE },
    { SID_SERVICE_WDISERVICEHOST, OPERATE },
    { SID_WORLD, ACTRL_OPEN | ACTRL_CLASSIFY },
};

enum wfp_status sd_default_engine(struct arena *arena, struct byte_blob **out)
{
    struct ace      aces[COUNT_OF(grants)];
    struct sd_parts parts = {
        .owner = well_known_sid(SID_LOCAL_SYSTEM),
        .group = well_known_sid(SID_LOCAL_SYSTEM),
        .dacl = DACL_LIST,
        .aces = aces,
        .ace_count = COUNT_OF(aces),
    };
    for (size_t i = 0; i < COUNT_OF(grants); i++)
        aces[i] = (struct ace){ ACE_ALLOW, ACE_OBJECT_INHERIT | ACE_CONTAINER_INHERIT, grants[i].mask,
                                well_known_sid(grants[i].who) };
    return sd_build(&parts, arena, out);
}

enum wfp_status sd_default_child(const struct byte_blob *parent, bool is_container, struct arena *arena,
                                 struct byte_blob **out)
{
    const uint8_t *system = well_known_sid(SID_LOCAL_SYSTEM);
    return sd_for_child(parent, NULL, system, system, is_container, arena, out);
}
