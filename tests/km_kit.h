/* For tests that call the kernel-mode border as a driver does: a registry, a flow table, and classifies through the engine of
 * filters that name callouts. The calling thread has entered. */
#ifndef WFP_TESTS_KM_KIT_H
#define WFP_TESTS_KM_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <fwpsk.h>
#include <ntstatus.h>

#include "api_km/context.h"
#include "api_km/driver.h"
#include "callout/context.h"
#include "callout/registry.h"
#include "engine/classify.h"
#include "nt/ledger.h"
#include "nt/driver.h"
#include "families.h"

struct km_kit {
    enum family              family;
    struct callout_registry *callouts;
    struct flow_table       *flows;
    struct km_context        km;
    struct ruleset          *rules;
    struct classify_out      out;
    struct driver            driver; /* after km_kit_system() */
    char                     report[512]; /* the last */
};

static inline void km_kit_init(struct km_kit *k, enum family family)
{
    memset(k, 0, sizeof(*k));
    k->family = family;
    assert_int_equal(callout_registry_new(&k->callouts), WFP_OK);
    assert_int_equal(flow_table_new(16, &k->flows), WFP_OK);
    flow_contexts_attach(k->callouts, k->flows);
    k->km.callouts = k->callouts;
    assert_null(km_enter(&k->km));
}

static inline void km_kit_fini(struct km_kit *k)
{
    ruleset_free(k->rules);
    flow_contexts_attach(k->callouts, NULL);
    flow_table_free(k->flows);
    callout_registry_free(k->callouts);
    km_leave(NULL);
}

static inline void km_kit_log(void *context, enum nt_log_kind kind, const char *driver, const char *line)
{
    struct km_kit *k = context;
    (void)driver;
    if (kind == NT_LOG_REPORT && strncmp(line, "  ", 2) != 0) /* the notes that go with it */
        snprintf(k->report, sizeof(k->report), "%s", line);
}

/* Gives the kit an NT system, and the thread a driver on whose behalf it runs. */
static inline void km_kit_system(struct km_kit *k)
{
    struct nt_options options = { .context = k, .log = km_kit_log };
    km_system_options(&options);
    assert_int_equal(nt_system_new(&options, &k->km.nt), WFP_OK);
    snprintf(k->driver.name, sizeof(k->driver.name), "test");
    k->driver.nt = k->km.nt;
    k->driver.context = &k->km;
    assert_int_equal(driver_add(k->km.nt, &k->driver), WFP_OK);
    k->km.driver = &k->driver;
}

/* Callouts that a test leaves registered end with the registry. */
static inline void km_kit_forget_callouts(struct km_kit *k)
{
    struct callout_info all[16];
    struct nt_entry     e;
    uint32_t            n = callout_list(k->callouts, &k->driver, all, 16);
    for (uint32_t i = 0; i < n && i < 16; i++)
        nt_ledger_take(k->km.nt, NT_CALLOUT, (const void *)(uintptr_t)all[i].id, &e);
}

/* Before km_kit_fini(); the driver holds nothing any more. */
static inline void km_kit_system_fini(struct km_kit *k)
{
    km_kit_forget_callouts(k);
    assert_int_equal(driver_report_leaks(&k->driver), 0);
    driver_remove(&k->driver);
    k->km.driver = NULL;
    nt_system_free(k->km.nt);
    k->km.nt = NULL;
}

/* The last report says so, and nothing else is waited for. */
static inline void km_kit_reported(struct km_kit *k, const char *text)
{
    if (!strstr(k->report, text))
        fail_msg("reported was \"%s\", not \"%s\"", k->report, text);
    k->report[0] = 0;
}

static inline GUID km_key(unsigned n)
{
    return (GUID){ 0xca110000u + n, 1, 2, { 3, 4, 5, 6, 7, 8, 9, 10 } };
}

/* A filter that names callout n, and nothing else yet. */
static inline struct filter km_filter(const struct layer_row *layer, uint64_t id, unsigned n, enum action_type action)
{
    GUID          key = km_key(n);
    struct filter f = { .id = id, .name = "filter", .layer = layer->id, .action = action, .effective_weight = 1000 - id };
    memcpy(&f.callout, &key, sizeof(key));
    return f;
}

/* A sublayer below the default one. */
static const struct sublayer km_low = { .key = { 0x10, 0, 0, { 1 } }, .name = "low", .weight = 1 };

static inline void km_build(struct km_kit *k, const struct filter *filters, uint32_t count)
{
    struct callout_bindings b;
    assert_int_equal(callout_bindings_get(k->callouts, &b), WFP_OK);
    struct ruleset_input in = { .filters = filters, .filter_count = count, .callouts = b.bindings, .callout_count = b.count,
                                .sublayers = &km_low, .sublayer_count = 1 };
    ruleset_free(k->rules);
    assert_int_equal(ruleset_build(&in, &k->rules), WFP_OK);
    callout_bindings_put(&b);
    callout_registry_note_rules(k->callouts, k->rules);
}

static inline void km_classify(struct km_kit *k, const struct layer_row *layer, const struct value *values,
                               const struct metadata *metadata, void *data, const struct flow *flow)
{
    struct classify_in in = { .layer = layer, .values = values, .metadata = metadata, .layer_data = data, .flow = flow,
                              .flow_context = flow_context_of };
    engine_classify(k->rules, &in, &k->out, NULL);
}

/* A flow of its own by the number of its local port. */
static inline struct flow *km_flow(struct km_kit *k, uint16_t port)
{
    struct flow_key key = { .local_port = port, .family = (uint8_t)k->family, .protocol = 17 };
    return flow_add(k->flows, &key, FLOW_CLASS_IDLE, 0);
}

#endif
