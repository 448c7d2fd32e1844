/* Where DPDK is not installed. */
#include "peer.h"

struct peer acl_peer(const struct bench_case *c)
{
    (void)c;
    return (struct peer){ .note = "libdpdk-dev was not there when this was built" };
}
