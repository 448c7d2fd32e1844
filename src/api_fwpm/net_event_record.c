#include "api_fwpm/net_event_record.h"

#include <assert.h>
#include <string.h>

#include "api_fwpm/take.h"

static_assert(FWPM_NET_EVENT_FLAG_EFFECTIVE_NAME_SET == NET_EVENT_FLAG_EFFECTIVE_NAME_SET, "flags keep their numbers");
static_assert(FWPM_NET_EVENT_TYPE_CLASSIFY_DROP_MAC == (int)NET_EVENT_TYPE_CLASSIFY_DROP_MAC, "types keep their numbers");

static uint64_t time_taken(FILETIME t)
{
    return (uint64_t)t.dwHighDateTime << 32 | t.dwLowDateTime;
}

static FILETIME time_shown(uint64_t t)
{
    return (FILETIME){ (DWORD)t, (DWORD)(t >> 32) };
}

static FWP_BYTE_BLOB blob(const struct byte_blob *b)
{
    return (FWP_BYTE_BLOB){ b->size, b->data };
}

/* A frame of a MAC layer has no IP version; addressFamily tells it from an event of which nothing is known. */
static FWP_AF family_of(const struct net_event *e)
{
    if (e->header.family == FAMILY_V4)
        return FWP_AF_INET;
    if (e->header.family == FAMILY_V6)
        return FWP_AF_INET6;
    return e->type == NET_EVENT_TYPE_CLASSIFY_DROP_MAC ? FWP_AF_ETHER : FWP_AF_NONE;
}

static FWP_IP_VERSION version_of(enum family family)
{
    return family == FAMILY_V4 ? FWP_IP_VERSION_V4 : family == FAMILY_V6 ? FWP_IP_VERSION_V6 : FWP_IP_VERSION_NONE;
}

static FWPM_NET_EVENT_HEADER3 show_header(const struct net_event *e)
{
    const struct net_event_header *h = &e->header;
    FWPM_NET_EVENT_HEADER3         s = {
                .timeStamp = time_shown(h->time), .flags = h->flags, .ipVersion = version_of(h->family), .ipProtocol = h->protocol,
                .localPort = h->local_port, .remotePort = h->remote_port, .scopeId = h->scope_id, .appId = blob(&h->app),
                .userId = (SID *)(uintptr_t)h->user, .addressFamily = family_of(e), .packageSid = (SID *)(uintptr_t)h->package,
                .enterpriseId = (WCHAR *)(uintptr_t)h->enterprise, .policyFlags = h->policy_flags,
                .effectiveName = blob(&h->effective_name),
    };
    if (h->family == FAMILY_V4) {
        s.localAddrV4 = h->local.v4;
        s.remoteAddrV4 = h->remote.v4;
    } else {
        memcpy(&s.localAddrV6, h->local.v6, sizeof(s.localAddrV6));
        memcpy(&s.remoteAddrV6, h->remote.v6, sizeof(s.remoteAddrV6));
    }
    return s;
}

static void *show_drop(const struct net_event_classify *c, struct arena *arena)
{
    FWPM_NET_EVENT_CLASSIFY_DROP2 s = {
        .filterId = c->filter, .layerId = c->layer, .reauthReason = c->reauthorize_reason, .originalProfile = c->original_profile,
        .currentProfile = c->current_profile, .msFwpDirection = c->direction, .isLoopback = c->is_loopback, .vSwitchId = blob(&c->vswitch),
        .vSwitchSourcePort = c->vswitch_source_port, .vSwitchDestinationPort = c->vswitch_destination_port,
    };
    return arena_copy(arena, &s, sizeof(s));
}

static void *show_allow(const struct net_event_classify *c, struct arena *arena)
{
    FWPM_NET_EVENT_CLASSIFY_ALLOW0 s = {
        .filterId = c->filter, .layerId = c->layer, .reauthReason = c->reauthorize_reason, .originalProfile = c->original_profile,
        .currentProfile = c->current_profile, .msFwpDirection = c->direction, .isLoopback = c->is_loopback,
    };
    return arena_copy(arena, &s, sizeof(s));
}

static void *show_mac_drop(const struct net_event *e, struct arena *arena)
{
    const struct net_event_classify   *c = &e->classify;
    const struct net_event_mac        *m = &e->mac;
    FWPM_NET_EVENT_CLASSIFY_DROP_MAC0  s = {
         .mediaType = m->media_type, .ifType = m->interface_type, .etherType = m->ether_type, .ndisPortNumber = m->ndis_port,
         .vlanTag = m->vlan_tag, .ifLuid = m->interface_luid, .filterId = c->filter, .layerId = c->layer,
         .reauthReason = c->reauthorize_reason, .originalProfile = c->original_profile, .currentProfile = c->current_profile,
         .msFwpDirection = c->direction, .isLoopback = c->is_loopback, .vSwitchId = blob(&c->vswitch),
         .vSwitchSourcePort = c->vswitch_source_port, .vSwitchDestinationPort = c->vswitch_destination_port,
    };
    memcpy(&s.localMacAddr, m->local, sizeof(m->local));
    memcpy(&s.remoteMacAddr, m->remote, sizeof(m->remote));
    return arena_copy(arena, &s, sizeof(s));
}

/* Drop and allow are one layout. */
static void *show_capability(const struct net_event *e, struct arena *arena)
{
    FWPM_NET_EVENT_CAPABILITY_DROP0 s = { (FWPM_APPC_NETWORK_CAPABILITY_TYPE)e->capability, e->classify.filter, e->classify.is_loopback };
    static_assert(sizeof(s) == sizeof(FWPM_NET_EVENT_CAPABILITY_ALLOW0), "one layout");
    return arena_copy(arena, &s, sizeof(s));
}

/* What the type's member points to. Types that nothing here makes have none. */
static void *show_detail(const struct net_event *e, struct arena *arena)
{
    switch (e->type) {
    case NET_EVENT_TYPE_CLASSIFY_DROP:
        return show_drop(&e->classify, arena);
    case NET_EVENT_TYPE_CLASSIFY_ALLOW:
        return show_allow(&e->classify, arena);
    case NET_EVENT_TYPE_CLASSIFY_DROP_MAC:
        return show_mac_drop(e, arena);
    case NET_EVENT_TYPE_CAPABILITY_DROP:
    case NET_EVENT_TYPE_CAPABILITY_ALLOW:
        return show_capability(e, arena);
    default:
        return NULL;
    }
}

const FWPM_NET_EVENT5 *show_net_event(const struct net_event *e, struct arena *arena)
{
    FWPM_NET_EVENT5 s = { .header = show_header(e), .type = (FWPM_NET_EVENT_TYPE)e->type };
    s.classifyDrop = show_detail(e, arena); /* all members of the union are pointers */
    return s.classifyDrop ? arena_copy(arena, &s, sizeof(s)) : NULL;
}

enum wfp_status take_net_event_template(const FWPM_NET_EVENT_ENUM_TEMPLATE0 *t, struct arena *arena, struct net_event_template *out)
{
    *out = (struct net_event_template){ 0 };
    if (!t)
        return WFP_OK;
    out->start = time_taken(t->startTime);
    out->end = time_taken(t->endTime);
    out->condition_count = t->numFilterConditions;
    return take_conditions(t->filterCondition, t->numFilterConditions, arena, &out->conditions);
}
