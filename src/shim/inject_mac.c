#include "shim/inject_mac.h"

#include "callout/injection.h"
#include "shim/forward.h"
#include "shim/ip.h"
#include "shim/mac.h"
#include "shim/walk.h"

static bool is_received(const struct pkt_ctx *c)
{
    return c->injection->path == INJECTION_MAC_RECEIVE;
}

/* Whatever its source: it comes from below, and what is not for this host is routed. */
static enum direction way_up(const struct pkt_ctx *c)
{
    if (c->h->family == FAMILY_NONE)
        return DIRECTION_IN;
    enum direction d = walk_direction(c);
    return d == DIRECTION_LOOPBACK || d == DIRECTION_IN ? DIRECTION_IN : DIRECTION_FORWARD;
}

void inject_mac_read(struct pkt_ctx *c)
{
    unsigned checks = is_received(c) ? PARSE_CHECK_IP_CHECKSUM : 0;
    c->frame = c->h = &c->frame_headers;
    c->parsed = headers_parse(c->in->link, c->packet, c->in->wire_size, checks, &c->frame_headers);
    c->family = c->h->family;
    c->direction = is_received(c) ? way_up(c) : DIRECTION_OUT;
}

static enum layer_pair layer_of_injection(const struct pkt_ctx *c)
{
    return layer_rows[c->injection->layer_id].pair;
}

void inject_mac_send(struct pkt_ctx *c)
{
    (void)mac_out_from(c, layer_of_injection(c));
}

void inject_mac_receive(struct pkt_ctx *c)
{
    if (!mac_in_from(c, layer_of_injection(c)) || c->parsed == PARSE_NOT_IP)
        return;
    if (c->direction == DIRECTION_FORWARD && !walk_is_unfit(c))
        forward_packet(c, true, true);
    else
        inject_up(c);
}
