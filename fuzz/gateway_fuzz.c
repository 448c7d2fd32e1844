/* Any frames into the host stack in the path, and into the forwarder. Input: which of the two, then records of a port, a size and a
 * frame. The addresses of the seeds are the host's on one side; a filter blocks what goes to one port, so that answers are made. What
 * comes out must fit the link, and what the gateway or the forwarder itself says must be a good packet. */
#include <stdlib.h>

#include "host/gateway.h"
#include "host/router.h"
#include "policy/policy_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LINK_MOST 18u
#define MTU       1500u

static const char policy_text[] = "{\"filters\": [{\"name\": \"no\", \"layer\": \"ALE_AUTH_CONNECT\", \"action\": \"block\", "
                                  "\"conditions\": [{\"field\": \"IP_REMOTE_PORT\", \"match\": \"equal\", \"value\": 80}]}]}";

static struct kernel *kernel;
static uint32_t       longest; /* of the frames that went in */

static void require(bool truth)
{
    if (!truth)
        abort();
}

static void log_line(void *context, bool is_report, const char *module, const char *line)
{
    (void)context, (void)is_report, (void)module, (void)line;
}

static void make_kernel(void)
{
    struct policy_error error;
    struct policy_file *file = NULL;
    require(policy_parse(policy_text, sizeof(policy_text) - 1, "policy", &file, &error) == WFP_OK);
    const struct kernel_config config = { .policy = policy_file_policy(file), .log = log_line };
    require(kernel_new(&config, &kernel) == WFP_OK);
}

/* What is longer than the link came in so long. */
static void on_send(void *context, unsigned port, struct bytes frame)
{
    size_t size = bytes_left(&frame);
    (void)context;
    require(port < 2 && size >= 14 && (size <= MTU + LINK_MOST || size <= longest));
}

static void on_say(void *context, const char *line)
{
    (void)context;
    require(line[0] != 0);
}

static struct gateway *new_gateway(const struct passage_ends *ends)
{
    char                  error[NETNS_ERROR_SIZE];
    struct gateway       *g;
    struct gateway_config c = { .kernel = kernel, .ends = *ends, .max_flows = 16, .local = { "10.0.0.1", "fd00::1/64" }, .local_count = 2 };
    require(gateway_new(&c, &g, error) == WFP_OK);
    return g;
}

static struct router *new_router(const struct passage_ends *ends)
{
    struct router       *r;
    struct router_config c = { .kernel = kernel, .ends = *ends, .max_flows = 16, .ports = 2, .mac = { { 2, [5] = 2 }, { 2, [5] = 2 } } };
    static const char *const addresses[] = { "10.0.0.254/31", "fd00::2/127", "10.0.0.3/28", "fd00:1::1/64" };
    for (unsigned i = 0; i < 4; i++) {
        struct router_address *a = &c.addresses[c.address_count++];
        a->port = i / 2;
        require(router_read_address(addresses[i], &a->addr, &a->bits));
    }
    require(router_new(&c, &r) == WFP_OK);
    return r;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct passage_ends ends = { .send = on_send, .say = on_say };
    struct bytes    input = bytes_of(data, size), frame;
    uint8_t         kind = 0, port;
    uint16_t        length;
    struct gateway *g = NULL;
    struct router  *r = NULL;
    if (!kernel)
        make_kernel();
    if (!bytes_u8(&input, &kind))
        return 0;
    longest = 0;
    if (kind % 2)
        r = new_router(&ends);
    else
        g = new_gateway(&ends);
    struct passage *p = g ? gateway_passage(g) : router_passage(r);
    for (uint64_t ns = 1; bytes_u8(&input, &port) && bytes_u16(&input, &length); ns += 400000000) {
        if (!bytes_sub(&input, length, &frame))
            bytes_sub(&input, bytes_left(&input), &frame);
        longest = bytes_left(&frame) > longest ? (uint32_t)bytes_left(&frame) : longest;
        passage_set_clock(p, ns);
        if (g)
            gateway_frame(g, port % 2, frame);
        else
            router_frame(r, port % 2, frame);
        while (passage_serve(p))
            ;
        if (r)
            router_tick(r);
    }
    gateway_free(g);
    router_free(r);
    return 0;
}
