/* Loads the module that the command line names, and lets it see a day of two virtual switches: one is there before it, ports come, get
 * a policy, move to the other and go, the extensions change places. Prints what the module prints and how each request ended.
 * "hold": a port is created last, and the module is unloaded while it may hold that back. Ends with 1 after a report or leak. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bfe/store.h"
#include "callout/switch_watch.h"
#include "host/kernel.h"
#include "vswitch/control.h"
#include "vswitch_kit.h"

struct host {
    struct kernel           *kernel;
    struct callout_registry *callouts;
    struct vswitch          *sw[2];
    struct switch_control   *control[2];
    atomic_bool              reported;
};

static void on_log(void *context, bool is_report, const char *module, const char *line)
{
    struct host *h = context;
    if (is_report)
        atomic_store(&h->reported, true);
    printf("%s%s: %s\n", is_report ? "! " : "", module, line);
}

static void ended(const char *what, enum wfp_status status)
{
    printf("%s: %s\n", what, status_row(status)->name);
}

static void on_held(void *context, enum wfp_status status)
{
    (void)context;
    ended("the port that was held back", status);
}

static void start(struct host *h)
{
    const struct kernel_config config = { .log = on_log, .context = h };
    kit_require(kernel_new(&config, &h->kernel) == WFP_OK, "no kernel");
    h->callouts = bfe_callouts(kernel_bfe(h->kernel));
    for (uint32_t i = 0; i < 2; i++) {
        struct vswitch_config        of = { .id = { i + 1, 0, 0, { 0 } }, .name = "s", .friendly_name = i ? "right" : "left" };
        struct switch_control_config with = { .sw = h->sw[i] = kit_switch(&of) };
        kit_require(switch_control_new(&with, &h->control[i]) == WFP_OK, "no control");
        kit_require(switch_watch(h->callouts, h->control[i]) == WFP_OK, "no watch");
        kit_require(switch_enable_inspection(h->callouts, h->control[i], true) == WFP_OK, "not enabled");
    }
}

static void finish(struct host *h)
{
    for (uint32_t i = 0; i < 2; i++) {
        switch_unwatch(h->callouts, h->control[i]);
        switch_control_free(h->control[i]);
        vswitch_free(h->sw[i]);
    }
    kernel_free(h->kernel);
}

static void plug(struct host *h, uint32_t id)
{
    struct switch_port port = kit_port_of(id, (struct switch_vlan){ 0 });
    struct switch_nic  nic = kit_nic_of(id, 0);
    snprintf(port.friendly_name, sizeof(port.friendly_name), "port of vm%u", id);
    snprintf(nic.friendly_name, sizeof(nic.friendly_name), "eth%u", id);
    snprintf(nic.vm_friendly_name, sizeof(nic.vm_friendly_name), "vm%u", id);
    ended("plug", switch_plug(h->control[0], &port, &nic));
}

/* The example driver's provider; of others nobody hears. */
static void policy(struct host *h, uint32_t id, uint32_t limit)
{
    struct switch_property p = { .id = { 0xc2f4b1a5, 0x0a35, 0x4b1c, { 0x8c, 0x53, 0x36, 0xf4, 0xa4, 0xa0, 0xe7, 0x01 } },
                                 .data = bytes_of(&limit, sizeof(limit)) };
    struct switch_request  r = { .oid = SWITCH_OID_PORT_PROPERTY_ADD, .port_id = id, .property = &p };
    ended("policy", switch_do(h->control[0], &r));
}

static const struct switch_extension_ops no_ops;

static void reorder(struct host *h)
{
    struct switch_extension x = { .id = { 99, 0, 0, { 0 } }, .name = "other", .kind = SWITCH_FILTERING, .ops = &no_ops };
    struct guid             order[] = { x.id, switch_wfp_extension };
    kit_require(switch_extension_add(h->control[1], &x) == WFP_OK, "no extension");
    ended("reorder", switch_extensions_reorder(h->control[1], order, 2));
}

static void a_day(struct host *h)
{
    plug(h, 2);
    policy(h, 2, 17);
    ended("move", switch_move(h->control[0], 2, h->control[1], 22));
    reorder(h);
    ended("unplug", switch_unplug(h->control[1], 22));
}

static void hold(struct host *h)
{
    struct switch_port    port = kit_port_of(5, (struct switch_vlan){ 0 });
    struct switch_request r = { .oid = SWITCH_OID_PORT_CREATE, .port_id = 5, .port = &port };
    enum wfp_status       status = switch_submit(h->control[0], &r, on_held, NULL);
    if (status != WFP_PENDING)
        ended("port", status);
}

int main(int argc, char **argv)
{
    static struct host h;
    char               why[KERNEL_ERROR_SIZE];
    setvbuf(stdout, NULL, _IOLBF, 0);
    start(&h);
    plug(&h, 1);
    if (argc < 2 || kernel_load(h.kernel, argv[1], why) != WFP_OK) {
        fprintf(stderr, "%s\n", argc < 2 ? "usage: switch_event_host MODULE.so [hold]" : why);
        return 2;
    }
    if (argc == 3 && strcmp(argv[2], "hold") == 0)
        hold(&h);
    else
        a_day(&h);
    unsigned leaks = kernel_unload(h.kernel);
    finish(&h);
    return leaks || atomic_load(&h.reported) ? 1 : 0;
}
