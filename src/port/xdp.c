/* An interface through AF_XDP: not in this build. */
#include "port/port_ops.h"

static enum wfp_status xdp_open(struct port *p, const struct port_config *config, const char *rest, char error[PORT_ERROR_SIZE])
{
    (void)p;
    (void)config;
    return port_say(error, WFP_UNSUPPORTED, rest, "this build has no AF_XDP; use packet:%s, or build with libxdp-dev and -DWFP_XDP=ON", rest);
}

static void xdp_close(struct port *p)
{
    (void)p;
}

const struct port_ops xdp_port_ops = { .kind = "xdp", .open = xdp_open, .close = xdp_close };
