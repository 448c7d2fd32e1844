/* Loads the module that the command line names into a host with a switch of five ports, sends a few frames through it, and prints
 * where each left and what the module prints: "port 1: 2 3", in the order of leaving. Ends with 1 after a report or leak. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "host/kernel.h"
#include "shim/context.h"
#include "shim/vswitch.h"
#include "switch_frames.h"

struct host {
    struct vswitch *sw;
    struct kernel  *kernel;
    struct shim    *shim;
    uint64_t        now;
    atomic_bool     reported;
};

static void on_log(void *context, bool is_report, const char *module, const char *line)
{
    struct host *h = context;
    if (is_report)
        atomic_store(&h->reported, true);
    printf("%s%s: %s\n", is_report ? "! " : "", module, line);
}

static void print_way(const struct vswitch_walk *w, const char *how)
{
    char ports[256];
    printf("%sport %u: %s\n", how, w->way->source_port, left_at(w->way, ports));
}

static struct vswitch *find(void *context, const struct guid *id)
{
    struct host *h = context;
    return guid_equal(id, vswitch_id(h->sw)) ? h->sw : NULL;
}

static void deliver(void *context, struct vswitch *sw, const struct vswitch_walk *walk, const struct injection *i)
{
    (void)context, (void)sw, (void)i;
    print_way(walk, "injected, ");
}

static void send_one(struct host *h, unsigned from, unsigned to, enum family family)
{
    static struct made made;
    made_udp(&made, family, from, to);
    const struct frame         frame = made_frame(&made);
    const struct vswitch_input in = { .sw = h->sw, .source_port = from, .frame = &frame, .now_ns = h->now += 1000000, .number = h->now,
                                      .enabled = true };
    kernel_set_time(h->kernel, h->now);
    print_way(shim_vswitch(h->shim, kernel_ruleset(h->kernel), &in), "");
    kernel_settle(h->kernel);
}

static void start(struct host *h)
{
    const struct kernel_config config = { .log = on_log, .context = h };
    const struct shim_config   shim = { 0 };
    h->now = 1700000000000000000;
    h->sw = lab_switch(5);
    kit_require(kernel_new(&config, &h->kernel) == WFP_OK, "no kernel");
    kit_require(shim_new(&shim, &h->shim) == WFP_OK, "no shim");
    kit_require(kernel_attach_shim(h->kernel, h->shim) == WFP_OK, "no sink");
    kernel_on_vswitch(h->kernel, find, deliver, h);
}

int main(int argc, char **argv)
{
    static struct host h;
    char               why[KERNEL_ERROR_SIZE];
    setvbuf(stdout, NULL, _IOLBF, 0);
    start(&h);
    if (argc != 2 || kernel_load(h.kernel, argv[1], why) != WFP_OK) {
        fprintf(stderr, "%s\n", argc == 2 ? why : "usage: switch_host MODULE.so");
        return 2;
    }
    send_one(&h, 1, EVERYBODY, FAMILY_V4);
    send_one(&h, 2, 1, FAMILY_V6);
    send_one(&h, 1, 2, FAMILY_V4);
    unsigned leaks = kernel_unload(h.kernel);
    kit_require(kernel_attach_shim(h.kernel, NULL) == WFP_OK, "no end");
    shim_free(h.shim);
    kernel_free(h.kernel);
    vswitch_free(h.sw);
    return leaks || atomic_load(&h.reported) ? 1 : 0;
}
