/* Several stacks walk in one kernel, a gateway's, a forwarder's and the switches': whose packet it is that a driver makes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api_km/context.h"
#include "callout/injection.h"
#include "host/walker.h"
#include "pkt/mdl.h"
#include "pkt/nbl_owned.h"

enum { GATEWAY_A, GATEWAY_B, FORWARDER, SWITCHES, WALKER_COUNT };

struct one {
    struct shim   *shim;
    struct walker *walker;
    uint32_t       index; /* of its interface */
};

struct world {
    struct kernel           *kernel;
    struct one               of[WALKER_COUNT];
    struct injection_handle *handles[2]; /* of network and forward, of frames */
};

static void on_module(void *context, bool is_report, const char *module, const char *line)
{
    (void)context, (void)is_report;
    fail_msg("%s: %s", module, line);
}

static void on_wake(void *context)
{
    (void)context;
}

static bool on_interface(void *context, uint32_t index)
{
    return ((const struct one *)context)->index == index;
}

static void make(struct world *w, unsigned i, enum walker_stack stack, uint32_t index)
{
    struct one *o = &w->of[i];
    assert_int_equal(shim_new(&(struct shim_config){ .uncached = true }, &o->shim), WFP_OK);
    o->index = index;
    const struct walker_config config = { .shim = o->shim, .wake = on_wake, .context = o, .stack = stack, .has_interface = on_interface };
    assert_int_equal(walker_new(w->kernel, &config, &o->walker), WFP_OK);
}

static void drop(struct world *w, unsigned i)
{
    walker_here(w->of[i].walker);
    walker_free(w->of[i].walker);
    shim_free(w->of[i].shim);
    w->of[i].walker = NULL;
}

static void begin(struct world *w)
{
    static const struct policy nothing;
    const struct kernel_config kernel = { .policy = &nothing, .log = on_module, .live = true };
    *w = (struct world){ .kernel = NULL };
    assert_int_equal(kernel_new(&kernel, &w->kernel), WFP_OK);
    make(w, SWITCHES, STACK_SWITCHES, 0);
    make(w, GATEWAY_A, STACK_GATEWAY, 5);
    make(w, FORWARDER, STACK_FORWARDER, 7);
    make(w, GATEWAY_B, STACK_GATEWAY, 5);
    struct callout_registry *callouts = kernel_context(w->kernel)->callouts;
    assert_int_equal(injection_handle_new(callouts, FAMILY_V4, INJECT_NETWORK | INJECT_FORWARD, NULL, &w->handles[0]), WFP_OK);
    assert_int_equal(injection_handle_new(callouts, FAMILY_NONE, INJECT_L2, NULL, &w->handles[1]), WFP_OK);
    walker_number_set(0);
}

static void end(struct world *w)
{
    for (unsigned i = 0; i < 2; i++)
        assert_int_equal(injection_handle_free(kernel_context(w->kernel)->callouts, w->handles[i]), WFP_OK);
    for (unsigned i = 0; i < WALKER_COUNT; i++)
        if (w->of[i].walker)
            drop(w, i);
    kernel_free(w->kernel);
}

static void on_completed(struct injection *i)
{
    ++*(unsigned *)i->border;
}

/* Who has something to serve. */
static unsigned serve_all(struct world *w)
{
    unsigned by = WALKER_COUNT;
    for (unsigned i = 0; i < WALKER_COUNT; i++) {
        if (!w->of[i].walker)
            continue;
        walker_here(w->of[i].walker);
        (void)walker_enter(w->of[i].walker, 1);
        if (walker_serve(w->of[i].walker)) {
            assert_int_equal(by, WALKER_COUNT);
            by = i;
        }
        walker_rest(w->of[i].walker);
    }
    walker_number_set(0);
    return by;
}

/* UDP from 10.0.0.2 to 10.0.0.1 port `port`, behind a link header where frames are injected; who walks it. `from`: WALKER_COUNT: a thread
 * of the driver. */
static unsigned walked_by(struct world *w, unsigned from, enum injection_path path, uint32_t interface_index, uint16_t port)
{
    uint8_t  frame[14 + 28] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0x66, 0xcf,
                                10, 0, 0, 2, 10, 0, 0, 1, 0x10, 0, (uint8_t)(port >> 8), (uint8_t)port, 0, 8 };
    bool     framed = path == INJECTION_MAC_SEND || path == INJECTION_MAC_RECEIVE;
    unsigned skip = framed ? 0 : 14, completed = 0;
    MDL      mdl;
    struct injection i = { .path = path, .family = FAMILY_V4, .interface_index = interface_index, .complete = on_completed,
                           .border = &completed };
    mdl_init(&mdl, bytes_of(frame + skip, sizeof(frame) - skip));
    assert_int_equal(nbl_make(&(struct nbl_shape){ .chain = &mdl, .length = (uint32_t)(sizeof(frame) - skip) }, &i.nbl), WFP_OK);
    if (from < WALKER_COUNT)
        walker_here(w->of[from].walker);
    assert_int_equal(injection_start(kernel_context(w->kernel)->callouts, w->handles[framed], &i), WFP_OK);
    unsigned by = serve_all(w);
    assert_int_equal(completed, 1);
    nbl_owned_free(i.nbl);
    return by;
}

static bool is_gateway(unsigned by)
{
    return by == GATEWAY_A || by == GATEWAY_B;
}

/* Whatever its bytes are, a flow's walker is one of the stack. */
static void it_is_of_the_stack_in_which_the_driver_was_called(void **state)
{
    struct world w;
    (void)state;
    begin(&w);
    for (uint16_t port = 1; port < 40; port++) {
        assert_true(is_gateway(walked_by(&w, GATEWAY_A, INJECTION_NETWORK_SEND, 0, port)));
        assert_int_equal(walked_by(&w, GATEWAY_A, INJECTION_NETWORK_RECEIVE, 5, port),
                         walked_by(&w, GATEWAY_B, INJECTION_NETWORK_RECEIVE, 5, port));
        assert_int_equal(walked_by(&w, FORWARDER, INJECTION_NETWORK_SEND, 0, port), FORWARDER);
        assert_int_equal(walked_by(&w, FORWARDER, INJECTION_NETWORK_RECEIVE, 5, port), FORWARDER);
        assert_int_equal(walked_by(&w, SWITCHES, INJECTION_NETWORK_SEND, 0, port), SWITCHES);
        assert_int_equal(walked_by(&w, FORWARDER, INJECTION_MAC_SEND, 7, port), FORWARDER);
    }
    end(&w);
}

static void on_a_thread_of_its_own_it_names_the_interface(void **state)
{
    struct world w;
    (void)state;
    begin(&w);
    for (uint16_t port = 1; port < 40; port++) {
        assert_true(is_gateway(walked_by(&w, WALKER_COUNT, INJECTION_NETWORK_RECEIVE, 5, port)));
        assert_int_equal(walked_by(&w, WALKER_COUNT, INJECTION_NETWORK_RECEIVE, 7, port), FORWARDER);
        assert_int_equal(walked_by(&w, WALKER_COUNT, INJECTION_MAC_RECEIVE, 7, port), FORWARDER);
        assert_true(is_gateway(walked_by(&w, WALKER_COUNT, INJECTION_MAC_SEND, 5, port)));
        assert_int_equal(walked_by(&w, WALKER_COUNT, INJECTION_FORWARD, 5, port), FORWARDER);
    }
    end(&w);
}

/* A gateway's, a forwarder's, the switches'. */
static void else_it_is_of_the_first_stack(void **state)
{
    struct world w;
    (void)state;
    begin(&w);
    assert_true(is_gateway(walked_by(&w, WALKER_COUNT, INJECTION_NETWORK_SEND, 0, 9)));
    assert_true(is_gateway(walked_by(&w, WALKER_COUNT, INJECTION_NETWORK_RECEIVE, 99, 9)));
    drop(&w, GATEWAY_A);
    assert_int_equal(walked_by(&w, WALKER_COUNT, INJECTION_NETWORK_SEND, 0, 9), GATEWAY_B);
    drop(&w, GATEWAY_B);
    assert_int_equal(walked_by(&w, WALKER_COUNT, INJECTION_NETWORK_SEND, 0, 9), FORWARDER);
    drop(&w, FORWARDER);
    assert_int_equal(walked_by(&w, WALKER_COUNT, INJECTION_NETWORK_SEND, 0, 9), SWITCHES);
    assert_int_equal(walked_by(&w, WALKER_COUNT, INJECTION_FORWARD, 7, 9), SWITCHES);
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_of_the_stack_in_which_the_driver_was_called),
        cmocka_unit_test(on_a_thread_of_its_own_it_names_the_interface),
        cmocka_unit_test(else_it_is_of_the_first_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
