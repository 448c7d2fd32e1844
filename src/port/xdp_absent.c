/* Ports through AF_XDP in a build without libxdp: they say so. */
#include "port/port_ops.h"

static enum wfp_status xdp_open(struct port *p, const struct port_config *config, const char *rest, char error[PORT_ERROR_SIZE])
{
    (void)p;
    (void)config;
    return port_say(error, WFP_UNSUPPORTED, rest, "this build has no AF_XDP; write packet:%s, or build where libxdp-dev is installed", rest);
}

static void xdp_close(struct port *p)
{
    (void)p;
}

const struct port_ops xdp_port_ops = { .kind = "xdp", .open = xdp_open, .close = xdp_close };
