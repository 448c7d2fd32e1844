#include "host/offline.h"

#include <stdio.h>
#include <stdlib.h>

#include "host/identity.h"
#include "host/lookahead.h"
#include "host/net_events.h"
#include "host/survey.h"

#define PROGRESS_EVERY 16384u /* packets between two reports */

struct offline {
    struct offline_config config;
    struct local_side     local;
    bool                  inferred;
    struct survey        *survey;
    struct identities    *identities;
    struct capture       *capture;
    struct shim          *shim;
    struct lookahead     *ahead;
    const struct seen_packet *seen; /* being walked */
    struct shim_input     input;
    struct shim_interface interface; /* of the frame, where it names one */
    struct shim_interface owner;     /* of the address that was asked about last */
    struct offline_summary summary;
};

static struct moment now(const struct offline *o)
{
    return (struct moment){ o->seen->packet.number, o->seen->packet.time_ns };
}

static bool world_is_local(void *context, const struct ip_addr *a)
{
    return local_has(&((struct offline *)context)->local, a);
}

static bool world_is_broadcast(void *context, const struct ip_addr *a)
{
    return local_is_broadcast(&((struct offline *)context)->local, a);
}

static bool world_is_local_mac(void *context, const uint8_t mac[6])
{
    return local_has_mac(&((struct offline *)context)->local, mac);
}

static bool world_is_refused(void *context, uint8_t protocol, const struct ip_addr *local, uint16_t port)
{
    struct offline *o = context;
    return survey_is_refused(o->survey, protocol, local, port, now(o));
}

static bool world_is_listener(void *context, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    struct offline *o = context;
    return survey_is_listener(o->survey, protocol, a, port);
}

static const struct endpoint_identity *world_identity(void *context, uint8_t protocol, uint16_t local_port)
{
    struct offline *o = context;
    (void)protocol;
    return identities_find(o->identities, local_port);
}

static const struct shim_interface *owner(void *context, const struct ip_addr *a)
{
    struct offline *o = context;
    o->owner.index = local_interface(&o->local, a);
    return o->owner.index ? &o->owner : NULL;
}

static void report(struct offline *o)
{
    if (o->config.progress && o->seen->packet.number % PROGRESS_EVERY == 0)
        o->config.progress(o->config.progress_context, lookahead_position(o->ahead), capture_size(o->capture));
}

static void settle_local(struct offline *o)
{
    o->local = o->config.local;
    o->inferred = o->local.prefix_count == 0;
    if (o->inferred)
        survey_infer_local(o->survey, &o->local);
    else
        survey_learn_macs(o->survey, &o->local);
    survey_settled(o->survey);
}

static enum wfp_status make_shim(struct offline *o)
{
    struct shim_config config = {
        .world = { .context = o,
                   .is_local = world_is_local,
                   .is_broadcast = world_is_broadcast,
                   .is_local_mac = world_is_local_mac,
                   .is_refused = world_is_refused,
                   .is_listener = world_is_listener,
                   .identity = world_identity },
        .observer = o->config.observer,
        .events = net_events_sink(o->config.events),
        .each = o->config.each,
        .uncached = o->config.uncached,
        .forward = { .context = o, .owner = o->config.forwards ? owner : NULL,
                     .groups = { [FAMILY_V4] = o->config.groups[FAMILY_V4], [FAMILY_V6] = o->config.groups[FAMILY_V6] } },
    };
    return shim_new(&config, &o->shim);
}

static enum wfp_status prepare(struct offline *o, char error[CAPTURE_ERROR_SIZE])
{
    RETURN_IF(survey_new(&o->survey));
    RETURN_IF(identities_new(o->config.identities, o->config.identity_count, &o->identities, error));
    RETURN_IF(capture_open(o->config.path, &o->capture, error));
    RETURN_IF(lookahead_new(o->capture, o->survey, &o->ahead));
    lookahead_settle(o->ahead);
    settle_local(o);
    return make_shim(o);
}

enum wfp_status offline_open(const struct offline_config *config, struct offline **out, char error[CAPTURE_ERROR_SIZE])
{
    enum wfp_status err;
    struct offline *o = calloc(1, sizeof(*o));
    snprintf(error, CAPTURE_ERROR_SIZE, "not enough memory");
    if (!o)
        return WFP_NO_MEMORY;
    o->config = *config;
    err = prepare(o, error);
    if (err) {
        offline_close(o);
        return err;
    }
    *out = o;
    return WFP_OK;
}

void offline_close(struct offline *o)
{
    if (!o)
        return;
    shim_free(o->shim);
    lookahead_free(o->ahead);
    capture_close(o->capture);
    identities_free(o->identities);
    survey_free(o->survey);
    free(o);
}

const struct local_side *offline_local(const struct offline *o)
{
    return &o->local;
}

bool offline_local_inferred(const struct offline *o)
{
    return o->inferred;
}

bool offline_survey_overflowed(const struct offline *o)
{
    return survey_overflowed(o->survey);
}

const struct capture *offline_capture(const struct offline *o)
{
    return o->capture;
}

enum wfp_status offline_read(struct offline *o, const struct capture_packet **packet, char error[CAPTURE_ERROR_SIZE])
{
    RETURN_IF(lookahead_next(o->ahead, &o->seen, error));
    *packet = &o->seen->packet;
    return WFP_OK;
}

/* Linux' numbers for kinds of interfaces, and the IANA's. */
enum { ARPHRD_ETHERNET = 1, ARPHRD_OF_LOOPBACK = 772, IF_TYPE_ETHERNET = 6, IF_TYPE_LOOPBACK = 24 };

static const struct shim_interface *interface_of(struct offline *o, struct bytes frame)
{
    uint32_t index;
    uint16_t kind;
    if (capture_link(o->capture) != LINK_LINUX_COOKED2 || !headers_cooked_interface(frame, &index, &kind) || !index)
        return NULL;
    uint32_t type = kind == ARPHRD_ETHERNET ? IF_TYPE_ETHERNET : kind == ARPHRD_OF_LOOPBACK ? IF_TYPE_LOOPBACK : 0;
    o->interface = (struct shim_interface){ .index = index, .type = type };
    return &o->interface;
}

const struct pkt_ctx *offline_walk(struct offline *o, const struct ruleset *rules)
{
    const struct capture_packet *p = &o->seen->packet;
    o->input = (struct shim_input){ p->frame, p->wire_size, capture_link(o->capture), p->time_ns, p->number, &o->seen->headers,
                                    o->seen->parsed, .interface = interface_of(o, p->frame),
                                    .native = o->seen->is_wifi ? &o->seen->native : NULL };
    const struct pkt_ctx *walk = shim_packet(o->shim, rules, &o->input);
    o->summary.packets++;
    o->summary.verdicts[walk->verdict]++;
    o->summary.malformed += walk->malformed;
    report(o);
    return walk;
}

struct shim *offline_shim(const struct offline *o)
{
    return o->shim;
}

enum wfp_status offline_next(struct offline *o, const struct ruleset *rules, const struct capture_packet **packet,
                             const struct pkt_ctx **walk, char error[CAPTURE_ERROR_SIZE])
{
    RETURN_IF(offline_read(o, packet, error));
    *walk = offline_walk(o, rules);
    return WFP_OK;
}

void offline_summary(const struct offline *o, struct offline_summary *out)
{
    struct flow_stats flows;
    shim_flow_stats(o->shim, &flows);
    *out = o->summary;
    out->flows = shim_flows_seen(o->shim);
    out->evicted = flows.evicted;
}
