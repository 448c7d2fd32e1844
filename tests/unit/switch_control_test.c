/* Requests and extensions: who is asked in which order, what a refusal and a pended request do, the order of states, moves. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vswitch/control.h"
#include "vswitch_kit.h"

static char log_text[4096];

__attribute__((format(printf, 1, 2))) static void note(const char *format, ...)
{
    size_t  size = strlen(log_text);
    va_list args;
    va_start(args, format);
    vsnprintf(log_text + size, sizeof(log_text) - size, format, args);
    va_end(args);
}

static void check_log(const char *want)
{
    assert_string_equal(log_text, want);
    log_text[0] = 0;
}

/* An extension that writes down what it hears, and answers as it is told. */
struct recorder {
    const char                  *name;
    int                          oid;    /* answers this one with `answer`; -1: all with OK */
    enum wfp_status              answer;
    bool                         early;  /* completes a pended one before it returns */
    uint32_t                     chunks; /* gives that many blocks when its state is saved */
    bool                         endless; /* has always one more */
    uint32_t                     restored;
    const struct switch_request *pended;
    const struct switch_request *then;   /* submitted from within the first request it hears */
    bool                         silent;
};

static enum wfp_status rec_attach(void *context, struct switch_control *c)
{
    const struct recorder *r = context;
    if (!r->silent)
        note("%s attach %u; ", r->name, switch_extension_count(c));
    return r->oid == SWITCH_OID_COUNT ? r->answer : WFP_OK;
}

static void rec_detach(void *context, struct switch_control *c)
{
    const struct recorder *r = context;
    (void)c;
    if (!r->silent)
        note("%s detach; ", r->name);
}

static void rec_pause(void *context, struct switch_control *c)
{
    (void)c;
    note("%s pause; ", ((struct recorder *)context)->name);
}

static void rec_reordered(void *context, struct switch_control *c)
{
    note("%s list", ((struct recorder *)context)->name);
    for (uint32_t i = 0; i < switch_extension_count(c); i++)
        note(" %s", switch_extension_at(c, i)->name);
    note("; ");
}

static void rec_restart(void *context, struct switch_control *c)
{
    (void)c;
    note("%s restart; ", ((struct recorder *)context)->name);
}

static enum wfp_status give_block(struct recorder *r, const struct switch_request *q)
{
    struct switch_state_block block = { .extension = guid_from_name("extension", r->name), .data = bytes_of("state", r->chunks) };
    if (r->endless)
        block.data = bytes_of("more", 4);
    else if (!r->chunks)
        return WFP_OK;
    else
        r->chunks--;
    return switch_saved_add(q->saved, &block);
}

static void take_block(struct recorder *r, const struct switch_request *q)
{
    struct guid mine = guid_from_name("extension", r->name);
    if (guid_equal(&mine, &q->state->extension))
        r->restored += (uint32_t)bytes_left(&q->state->data);
}

static enum wfp_status rec_request(void *context, struct switch_control *c, const struct switch_request *q)
{
    struct recorder *r = context;
    note("%s?%s ", r->name, switch_oid_name(q->oid));
    if (r->then) {
        const struct switch_request *then = r->then;
        r->then = NULL;
        assert_int_equal(switch_submit(c, then, NULL, NULL), WFP_PENDING);
    }
    if (q->oid == SWITCH_OID_NIC_SAVE && r->oid != q->oid)
        return give_block(r, q);
    if (q->oid == SWITCH_OID_NIC_RESTORE)
        take_block(r, q);
    if (r->oid != q->oid)
        return WFP_OK;
    if (r->answer == WFP_PENDING)
        r->pended = q;
    if (r->early)
        assert_int_equal(switch_request_complete(c, q, WFP_OK), WFP_OK);
    return r->answer;
}

static void rec_completed(void *context, struct switch_control *c, const struct switch_request *q, enum wfp_status status)
{
    (void)c;
    note("%s!%s%s ", ((struct recorder *)context)->name, switch_oid_name(q->oid), status == WFP_OK ? "" : "(refused)");
}

static const struct switch_extension_ops quiet_ops = { .attach = rec_attach,
                                                       .detach = rec_detach,
                                                       .request = rec_request,
                                                       .completed = rec_completed };
static const struct switch_extension_ops full_ops = { rec_attach, rec_detach, rec_pause, rec_reordered, rec_restart, rec_request,
                                                      rec_completed };

static struct switch_extension extension_of(struct recorder *r, enum switch_extension_kind kind, const struct switch_extension_ops *ops)
{
    struct switch_extension e = { .id = guid_from_name("extension", r->name), .kind = (uint8_t)kind, .ops = ops, .context = r };
    if (strcmp(r->name, "WFP") == 0)
        e.id = switch_wfp_extension;
    snprintf(e.name, sizeof(e.name), "%s", r->name);
    return e;
}

struct world {
    struct vswitch        *sw;
    struct switch_control *control;
    struct recorder        a, b; /* both filtering, asked in this order */
};

static void quiesce(void *context, void (*change)(void *argument), void *argument)
{
    (void)context;
    note("* ");
    change(argument);
}

static void overruled(void *context, const struct switch_extension *e, const struct switch_request *r, enum wfp_status status)
{
    (void)context;
    note("%s overruled at %s: %s ", e->name, switch_oid_name(r->oid), status_row(status)->name);
}

static void open_world(struct world *w)
{
    struct vswitch_config config = { .name = "lab" };
    *w = (struct world){ .a = { .name = "A", .oid = -1, .silent = true }, .b = { .name = "B", .oid = -1, .silent = true } };
    w->sw = kit_switch(&config);
    assert_int_equal(switch_control_new(&(struct switch_control_config){ .sw = w->sw, .quiesce = quiesce, .overruled = overruled },
                                        &w->control),
                     WFP_OK);
    struct switch_extension a = extension_of(&w->a, SWITCH_FILTERING, &quiet_ops), b = extension_of(&w->b, SWITCH_FILTERING, &quiet_ops);
    assert_int_equal(switch_extension_add(w->control, &a), WFP_OK);
    assert_int_equal(switch_extension_add(w->control, &b), WFP_OK);
    log_text[0] = 0;
}

static void close_world(struct world *w)
{
    switch_control_free(w->control);
    vswitch_free(w->sw);
    log_text[0] = 0;
}

static const struct switch_vlan no_vlan;

static enum wfp_status create_port(struct world *w, uint32_t id)
{
    struct switch_port port = kit_port_of(id, no_vlan);
    return switch_do(w->control, &(struct switch_request){ .oid = SWITCH_OID_PORT_CREATE, .port = &port });
}

static enum wfp_status do_oid(struct world *w, enum switch_oid oid, uint32_t port_id)
{
    return switch_do(w->control, &(struct switch_request){ .oid = (uint8_t)oid, .port_id = port_id });
}

static void extensions_are_asked_in_order_and_told_in_reverse(void **state)
{
    struct world w;
    (void)state;
    open_world(&w);
    assert_int_equal(create_port(&w, 5), WFP_OK);
    check_log("A?PORT_CREATE B?PORT_CREATE * B!PORT_CREATE A!PORT_CREATE ");
    assert_int_equal(vswitch_port(w.sw, 5)->state, SWITCH_PORT_CREATED);
    close_world(&w);
}

static void a_refused_request_changes_nothing(void **state)
{
    struct world w;
    (void)state;
    open_world(&w);
    w.b.oid = SWITCH_OID_PORT_CREATE;
    w.b.answer = WFP_ACCESS_DENIED;
    assert_int_equal(create_port(&w, 5), WFP_ACCESS_DENIED);
    check_log("A?PORT_CREATE B?PORT_CREATE A!PORT_CREATE(refused) ");
    assert_int_equal(vswitch_port_count(w.sw), 0);
    close_world(&w);
}

/* A port and its NIC come and go in the order of NDIS' states, and each step is a request of its own. */
static void a_port_comes_and_goes(void **state)
{
    struct world       w;
    struct switch_port port = kit_port_of(5, no_vlan);
    struct switch_nic  nic = kit_nic_of(0, 0);
    (void)state;
    open_world(&w);
    assert_int_equal(switch_extension_remove(w.control, &(struct guid){ .data1 = 1 }), WFP_NOT_FOUND);
    struct guid b = guid_from_name("extension", "B");
    assert_int_equal(switch_extension_remove(w.control, &b), WFP_OK);
    assert_int_equal(switch_plug(w.control, &port, &nic), WFP_OK);
    check_log("A?PORT_CREATE * A!PORT_CREATE A?NIC_CREATE * A!NIC_CREATE A?NIC_CONNECT * A!NIC_CONNECT ");
    assert_int_equal(vswitch_nic(w.sw, 5, 0)->state, SWITCH_NIC_CONNECTED);
    assert_int_equal(switch_unplug(w.control, 5), WFP_OK);
    check_log("A?NIC_DISCONNECT * A!NIC_DISCONNECT A?NIC_DELETE * A!NIC_DELETE A?PORT_TEARDOWN * A!PORT_TEARDOWN A?PORT_DELETE * "
              "A!PORT_DELETE ");
    assert_int_equal(vswitch_port_count(w.sw), 0);
    assert_int_equal(switch_unplug(w.control, 5), WFP_NOT_FOUND);
    w.a.oid = SWITCH_OID_NIC_CREATE;
    w.a.answer = WFP_UNSUPPORTED;
    assert_int_equal(switch_plug(w.control, &port, &nic), WFP_UNSUPPORTED);
    assert_int_equal(vswitch_port_count(w.sw), 0);
    close_world(&w);
}

static void what_comes_out_of_turn_is_refused_unheard(void **state)
{
    struct world       w;
    struct switch_port bad = kit_port_of(5, kit_access(0));
    struct switch_nic  nic = kit_nic_of(5, 0);
    struct switch_request create = { .oid = SWITCH_OID_NIC_CREATE, .nic = &nic };
    (void)state;
    open_world(&w);
    assert_int_equal(do_oid(&w, SWITCH_OID_PORT_DELETE, 5), WFP_NOT_FOUND);
    assert_int_equal(switch_do(w.control, &(struct switch_request){ .oid = SWITCH_OID_PORT_CREATE, .port = &bad }),
                     WFP_INVALID_ARGUMENT);
    assert_int_equal(do_oid(&w, SWITCH_OID_PORT_CREATE, 5), WFP_INVALID_ARGUMENT);
    assert_int_equal(do_oid(&w, SWITCH_OID_COUNT, 5), WFP_INVALID_ARGUMENT);
    assert_int_equal(switch_do(w.control, &create), WFP_NOT_FOUND);
    check_log("");
    assert_int_equal(create_port(&w, 5), WFP_OK);
    assert_int_equal(switch_do(w.control, &create), WFP_OK);
    log_text[0] = 0;
    assert_int_equal(create_port(&w, 5), WFP_ALREADY_EXISTS);
    assert_int_equal(switch_do(w.control, &create), WFP_ALREADY_EXISTS);
    assert_int_equal(do_oid(&w, SWITCH_OID_PORT_DELETE, 5), WFP_UNSUCCESSFUL);    /* no teardown yet */
    assert_int_equal(do_oid(&w, SWITCH_OID_PORT_TEARDOWN, 5), WFP_IN_USE);        /* its NIC is there */
    assert_int_equal(do_oid(&w, SWITCH_OID_NIC_DISCONNECT, 5), WFP_UNSUCCESSFUL); /* it is not connected */
    check_log("");
    assert_int_equal(do_oid(&w, SWITCH_OID_NIC_CONNECT, 5), WFP_OK);
    log_text[0] = 0;
    assert_int_equal(do_oid(&w, SWITCH_OID_NIC_CONNECT, 5), WFP_UNSUCCESSFUL);
    assert_int_equal(do_oid(&w, SWITCH_OID_NIC_DELETE, 5), WFP_UNSUCCESSFUL); /* disconnect comes before delete */
    check_log("");
    close_world(&w);
}

static void an_end_cannot_be_refused(void **state)
{
    struct world w;
    (void)state;
    open_world(&w);
    assert_int_equal(create_port(&w, 5), WFP_OK);
    log_text[0] = 0;
    w.a.oid = SWITCH_OID_PORT_TEARDOWN;
    w.a.answer = WFP_ACCESS_DENIED;
    assert_int_equal(do_oid(&w, SWITCH_OID_PORT_TEARDOWN, 5), WFP_OK);
    check_log("A?PORT_TEARDOWN A overruled at PORT_TEARDOWN: ACCESS_DENIED B?PORT_TEARDOWN * B!PORT_TEARDOWN A!PORT_TEARDOWN ");
    assert_int_equal(vswitch_port(w.sw, 5)->state, SWITCH_PORT_TEARDOWN);
    close_world(&w);
}

static void note_done(void *context, enum wfp_status status)
{
    note("%s:%s ", (const char *)context, status_row(status)->name);
}

static void a_pended_request_waits_and_others_behind_it(void **state)
{
    struct world          w;
    struct switch_port    one = kit_port_of(1, no_vlan), two = kit_port_of(2, no_vlan);
    struct switch_request first = { .oid = SWITCH_OID_PORT_CREATE, .port = &one }, second = first;
    (void)state;
    open_world(&w);
    second.port = &two;
    w.a.oid = SWITCH_OID_PORT_CREATE;
    w.a.answer = WFP_PENDING;
    assert_int_equal(switch_submit(w.control, &first, note_done, "first"), WFP_PENDING);
    one.id = 77; /* the request has its own copy */
    const struct switch_request *waiting = w.a.pended;
    w.a.oid = -1;
    assert_int_equal(switch_submit(w.control, &second, note_done, "second"), WFP_PENDING);
    check_log("A?PORT_CREATE ");
    assert_true(switch_control_pended(w.control));
    struct switch_extension e = extension_of(&w.a, SWITCH_FILTERING, &quiet_ops);
    assert_int_equal(switch_extension_add(w.control, &e), WFP_DEVICE_BUSY);
    assert_int_equal(switch_request_complete(w.control, &first, WFP_OK), WFP_NOT_FOUND); /* not the one that it was shown */
    assert_int_equal(switch_request_complete(w.control, waiting, WFP_PENDING), WFP_INVALID_ARGUMENT);
    assert_int_equal(vswitch_port_count(w.sw), 0);
    assert_int_equal(switch_request_complete(w.control, waiting, WFP_OK), WFP_OK);
    check_log("B?PORT_CREATE * B!PORT_CREATE A!PORT_CREATE first:OK A?PORT_CREATE B?PORT_CREATE * B!PORT_CREATE A!PORT_CREATE "
              "second:OK ");
    assert_non_null(vswitch_port(w.sw, 1));
    assert_non_null(vswitch_port(w.sw, 2));
    assert_int_equal(switch_request_complete(w.control, waiting, WFP_OK), WFP_NOT_FOUND); /* over */
    close_world(&w);
}

static void a_pended_request_may_be_refused_later(void **state)
{
    struct world          w;
    struct switch_port    one = kit_port_of(1, no_vlan);
    struct switch_request first = { .oid = SWITCH_OID_PORT_CREATE, .port = &one };
    (void)state;
    open_world(&w);
    w.b.oid = SWITCH_OID_PORT_CREATE;
    w.b.answer = WFP_PENDING;
    assert_int_equal(switch_submit(w.control, &first, note_done, "first"), WFP_PENDING);
    assert_int_equal(switch_request_complete(w.control, w.b.pended, WFP_ACCESS_DENIED), WFP_OK);
    check_log("A?PORT_CREATE B?PORT_CREATE A!PORT_CREATE(refused) first:ACCESS_DENIED ");
    assert_int_equal(vswitch_port_count(w.sw), 0);
    close_world(&w);
}

static void an_answer_may_be_there_before_pending_is_said(void **state)
{
    struct world          w;
    struct switch_port    one = kit_port_of(1, no_vlan);
    struct switch_request first = { .oid = SWITCH_OID_PORT_CREATE, .port = &one };
    (void)state;
    open_world(&w);
    w.a.oid = SWITCH_OID_PORT_CREATE;
    w.a.answer = WFP_PENDING;
    w.a.early = true;
    assert_int_equal(switch_submit(w.control, &first, note_done, "first"), WFP_OK);
    check_log("A?PORT_CREATE B?PORT_CREATE * B!PORT_CREATE A!PORT_CREATE ");
    close_world(&w);
}

static void an_extension_may_submit_a_request(void **state)
{
    struct world          w;
    struct switch_port    two = kit_port_of(2, no_vlan);
    struct switch_request then = { .oid = SWITCH_OID_PORT_CREATE, .port = &two };
    (void)state;
    open_world(&w);
    w.b.then = &then;
    assert_int_equal(create_port(&w, 1), WFP_OK);
    assert_non_null(vswitch_port(w.sw, 2));
    check_log("A?PORT_CREATE B?PORT_CREATE * B!PORT_CREATE A!PORT_CREATE A?PORT_CREATE B?PORT_CREATE * B!PORT_CREATE A!PORT_CREATE ");
    close_world(&w);
}

static void *complete_from_elsewhere(void *argument)
{
    struct world *w = argument;
    while (!switch_control_pended(w->control))
        sched_yield();
    enum wfp_status err = switch_request_complete(w->control, w->a.pended, WFP_OK);
    return err == WFP_OK ? NULL : w;
}

static void who_waits_sleeps_until_another_thread_completes(void **state)
{
    struct world w;
    pthread_t    thread;
    void        *failed;
    (void)state;
    open_world(&w);
    w.a.oid = SWITCH_OID_PORT_CREATE;
    w.a.answer = WFP_PENDING;
    assert_int_equal(pthread_create(&thread, NULL, complete_from_elsewhere, &w), 0);
    assert_int_equal(create_port(&w, 1), WFP_OK);
    assert_int_equal(pthread_join(thread, &failed), 0);
    assert_null(failed);
    assert_non_null(vswitch_port(w.sw, 1));
    close_world(&w);
}

static void complete_now(void *context)
{
    struct world *w = context;
    assert_int_equal(switch_request_complete(w->control, w->a.pended, WFP_OK), WFP_OK);
}

static void a_host_may_wait_in_its_own_way(void **state)
{
    struct world          w;
    struct switch_control *own;
    (void)state;
    open_world(&w);
    assert_int_equal(switch_control_new(&(struct switch_control_config){ .sw = w.sw, .wait = complete_now, .context = &w }, &own), WFP_OK);
    struct switch_extension a = extension_of(&w.a, SWITCH_FILTERING, &quiet_ops);
    assert_int_equal(switch_extension_add(own, &a), WFP_OK);
    w.a.oid = SWITCH_OID_PORT_CREATE;
    w.a.answer = WFP_PENDING;
    struct switch_control *first = w.control;
    w.control = own;
    assert_int_equal(create_port(&w, 1), WFP_OK);
    switch_control_free(own);
    w.control = first;
    close_world(&w);
}

static void the_order_of_extensions(void **state)
{
    struct vswitch_config   config = { .name = "lab" };
    struct vswitch         *sw = kit_switch(&config);
    struct switch_control  *c;
    struct recorder         capture = { .name = "C", .oid = -1 }, forward = { .name = "F", .oid = -1 }, wfp = { .name = "WFP", .oid = -1 },
                    x = { .name = "X", .oid = -1 }, bad = { .name = "bad", .oid = SWITCH_OID_COUNT, .answer = WFP_NO_MEMORY };
    struct switch_extension e;
    (void)state;
    assert_int_equal(switch_control_new(&(struct switch_control_config){ .sw = sw }, &c), WFP_OK);
    assert_false(switch_wfp_in_default_place(c));
    e = extension_of(&forward, SWITCH_FORWARDING, &quiet_ops);
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    e = extension_of(&x, SWITCH_FILTERING, &quiet_ops);
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    assert_int_equal(switch_extension_add(c, &e), WFP_ALREADY_EXISTS);
    e = extension_of(&capture, SWITCH_CAPTURING, &quiet_ops);
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    check_log("F attach 1; X attach 2; C attach 3; ");
    e = extension_of(&wfp, SWITCH_FILTERING, &full_ops); /* before the other filtering one, though it came later */
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    check_log("WFP attach 4; WFP list C WFP X F; WFP restart; ");
    assert_true(switch_wfp_in_default_place(c));
    e = extension_of(&bad, SWITCH_FILTERING, &quiet_ops);
    assert_int_equal(switch_extension_add(c, &e), WFP_NO_MEMORY);
    assert_int_equal(switch_extension_count(c), 4);
    check_log("WFP pause; bad attach 5; WFP restart; ");
    bad.name = "F2";
    e = extension_of(&bad, SWITCH_FORWARDING, &quiet_ops);
    assert_int_equal(switch_extension_add(c, &e), WFP_ALREADY_EXISTS); /* a second forwarding one */
    struct guid order[] = { guid_from_name("extension", "C"), guid_from_name("extension", "X"), switch_wfp_extension,
                            guid_from_name("extension", "F") };
    assert_int_equal(switch_extensions_reorder(c, order, 4), WFP_OK);
    check_log("WFP pause; WFP list C X WFP F; WFP restart; ");
    assert_false(switch_wfp_in_default_place(c));
    assert_int_equal(switch_extensions_reorder(c, order, 3), WFP_INVALID_ARGUMENT);
    order[0] = order[3];
    assert_int_equal(switch_extensions_reorder(c, order, 4), WFP_INVALID_ARGUMENT); /* one twice */
    order[0] = order[1];
    order[1] = guid_from_name("extension", "C");
    assert_int_equal(switch_extensions_reorder(c, order, 4), WFP_INVALID_ARGUMENT); /* filtering before capturing */
    check_log("");
    switch_control_free(c);
    check_log("F detach; WFP detach; X detach; C detach; ");
    vswitch_free(sw);
}

/* proves: F-011 */
static void wfp_cannot_be_enabled_on_an_iov_switch(void **state)
{
    struct vswitch_config   config = { .name = "lab", .iov = true };
    struct vswitch         *sw = kit_switch(&config);
    struct switch_control  *c;
    struct recorder         wfp = { .name = "WFP", .oid = -1 }, other = { .name = "X", .oid = -1 };
    struct switch_extension e = extension_of(&wfp, SWITCH_FILTERING, &full_ops);
    (void)state;
    assert_int_equal(switch_control_new(&(struct switch_control_config){ .sw = sw }, &c), WFP_OK);
    assert_int_equal(switch_extension_add(c, &e), WFP_UNSUPPORTED);
    assert_int_equal(switch_extension_count(c), 0);
    check_log("");
    e = extension_of(&other, SWITCH_FILTERING, &quiet_ops);
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    switch_control_free(c);
    vswitch_free(sw);
    log_text[0] = 0;
}

static enum wfp_status set_property(struct world *w, enum switch_oid oid, uint32_t port_id, const char *name, const char *text)
{
    struct switch_property p = { .id = guid_from_name("property", name), .data = bytes_of(text, strlen(text)) };
    return switch_do(w->control, &(struct switch_request){ .oid = (uint8_t)oid, .port_id = port_id, .property = &p });
}

static void properties_of_ports_and_of_the_switch(void **state)
{
    struct world w;
    (void)state;
    open_world(&w);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_ADD, 5, "p", "one"), WFP_NOT_FOUND);
    assert_int_equal(create_port(&w, 5), WFP_OK);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_ADD, 5, "p", "one"), WFP_OK);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_ADD, 5, "p", "two"), WFP_ALREADY_EXISTS);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_UPDATE, 5, "q", "two"), WFP_NOT_FOUND);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_ADD, 5, "q", "two"), WFP_OK);
    assert_int_equal(set_property(&w, SWITCH_OID_PROPERTY_ADD, 5, "q", "two"), WFP_INVALID_ARGUMENT);
    assert_int_equal(set_property(&w, SWITCH_OID_PROPERTY_ADD, 0, "q", "all"), WFP_OK);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_UPDATE, 5, "p", "three"), WFP_OK);
    assert_memory_equal(switch_property_at(w.control, 5, 0)->data.at, "three", 5);
    assert_memory_equal(switch_property_at(w.control, 5, 1)->data.at, "two", 3);
    assert_memory_equal(switch_property_at(w.control, 0, 0)->data.at, "all", 3);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_DELETE, 5, "p", ""), WFP_OK);
    assert_memory_equal(switch_property_at(w.control, 5, 0)->data.at, "two", 3);
    assert_null(switch_property_at(w.control, 5, 1));
    assert_int_equal(switch_unplug(w.control, 5), WFP_OK); /* they go with the port */
    assert_null(switch_property_at(w.control, 5, 0));
    assert_int_equal(set_property(&w, SWITCH_OID_PROPERTY_DELETE, 0, "q", ""), WFP_OK);
    assert_int_equal(set_property(&w, SWITCH_OID_PROPERTY_DELETE, 0, "q", ""), WFP_NOT_FOUND);
    close_world(&w);
}

static void what_the_switch_says_of_itself(void **state)
{
    struct world w;
    (void)state;
    open_world(&w);
    assert_int_equal(create_port(&w, 5), WFP_OK);
    assert_int_equal(do_oid(&w, SWITCH_OID_ACTIVATE, 0), WFP_OK);
    assert_int_equal(do_oid(&w, SWITCH_OID_ACTIVATE, 0), WFP_ALREADY_EXISTS);
    assert_int_equal(switch_first_parameters(w.control)->ports, 0);
    assert_false(switch_first_parameters(w.control)->active);
    assert_int_equal(switch_parameters_now(w.control).ports, 1);
    assert_true(switch_parameters_now(w.control).active);
    close_world(&w);
}

static void plug(struct world *w, uint32_t id)
{
    struct switch_port port = kit_port_of(id, kit_access(30));
    struct switch_nic  nic = kit_nic_of(0, 0);
    assert_int_equal(switch_plug(w->control, &port, &nic), WFP_OK);
}

static void a_port_moves_with_its_state_and_its_properties(void **state)
{
    struct world a, b;
    (void)state;
    open_world(&a);
    open_world(&b);
    plug(&a, 5);
    assert_int_equal(set_property(&a, SWITCH_OID_PORT_PROPERTY_ADD, 5, "p", "rule"), WFP_OK);
    a.a.chunks = 2;
    a.b.chunks = 3;
    b.b.oid = -1;
    log_text[0] = 0;
    assert_int_equal(switch_move(a.control, 5, b.control, 9), WFP_OK);
    assert_int_equal(b.a.restored, 2 + 1); /* the sizes of A's blocks */
    assert_int_equal(b.b.restored, 3 + 2 + 1);
    assert_int_equal(vswitch_port_count(a.sw), 0);
    assert_int_equal(vswitch_nic_count(a.sw), 0);
    assert_int_equal(vswitch_nic(b.sw, 9, 0)->state, SWITCH_NIC_CONNECTED);
    assert_int_equal(vswitch_port(b.sw, 9)->vlan.access_id, 30);
    assert_memory_equal(switch_property_at(b.control, 9, 0)->data.at, "rule", 4);
    /* the policy is there before the machine runs, and its state is saved before it is cut off */
    const char *policy = strstr(log_text, "A?PORT_PROPERTY_ADD"), *save = strstr(log_text, "A?NIC_SAVE "),
               *restored = strstr(log_text, "A?NIC_RESTORE_COMPLETE"), *cut = strstr(log_text, "A?NIC_DISCONNECT"),
               *runs = strstr(log_text, "A?NIC_CONNECT");
    assert_true(policy && save && restored && cut && runs);
    assert_true(policy < save && save < restored && restored < cut && cut < runs);
    close_world(&a);
    close_world(&b);
}

static void a_refused_move_leaves_the_port_where_it_is(void **state)
{
    static const enum switch_oid steps[] = { SWITCH_OID_PORT_CREATE, SWITCH_OID_PORT_PROPERTY_ADD, SWITCH_OID_NIC_CREATE,
                                             SWITCH_OID_NIC_RESTORE };
    struct world a, b;
    (void)state;
    open_world(&a);
    open_world(&b);
    plug(&a, 5);
    assert_int_equal(set_property(&a, SWITCH_OID_PORT_PROPERTY_ADD, 5, "p", "rule"), WFP_OK);
    b.b.answer = WFP_ACCESS_DENIED;
    for (uint32_t i = 0; i < COUNT_OF(steps); i++) {
        a.a.chunks = 1;
        b.b.oid = steps[i];
        assert_int_equal(switch_move(a.control, 5, b.control, 9), WFP_ACCESS_DENIED);
        assert_int_equal(vswitch_port_count(b.sw), 0);
        assert_int_equal(vswitch_nic_count(b.sw), 0);
        assert_null(switch_property_at(b.control, 9, 0));
        assert_int_equal(vswitch_nic(a.sw, 5, 0)->state, SWITCH_NIC_CONNECTED);
    }
    assert_int_equal(switch_move(a.control, 6, b.control, 9), WFP_NOT_FOUND);
    assert_int_equal(switch_move(a.control, 5, a.control, 9), WFP_UNSUCCESSFUL);
    close_world(&a);
    close_world(&b);
}

/* Whoever adds a block answers, and the request is issued again from the top until nobody has more. */
static void state_is_saved_block_by_block(void **state)
{
    struct world         w;
    struct switch_saved *saved;
    (void)state;
    open_world(&w);
    plug(&w, 5);
    log_text[0] = 0;
    w.a.chunks = 1;
    w.b.chunks = 2;
    assert_int_equal(switch_saved_new(&saved), WFP_OK);
    assert_int_equal(switch_save(w.control, 5, 0, saved), WFP_OK);
    check_log("A?NIC_SAVE A?NIC_SAVE B?NIC_SAVE A!NIC_SAVE A?NIC_SAVE B?NIC_SAVE A!NIC_SAVE A?NIC_SAVE B?NIC_SAVE B!NIC_SAVE "
              "A!NIC_SAVE A?NIC_SAVE_COMPLETE B?NIC_SAVE_COMPLETE B!NIC_SAVE_COMPLETE A!NIC_SAVE_COMPLETE ");
    assert_int_equal(switch_saved_count(saved), 3);
    assert_int_equal(bytes_left(&switch_saved_at(saved, 1)->data), 2);
    assert_null(switch_saved_at(saved, 3));
    assert_int_equal(switch_save(w.control, 6, 0, saved), WFP_NOT_FOUND);
    check_log("");
    switch_saved_free(saved);
    w.b.endless = true;
    assert_int_equal(switch_saved_new(&saved), WFP_OK);
    assert_int_equal(switch_save(w.control, 5, 0, saved), WFP_OUT_OF_BOUNDS);
    assert_non_null(strstr(log_text, "B?NIC_SAVE "));
    switch_saved_free(saved);
    close_world(&w);
}

/* Whatever the refusal: who heard of the saving hears that it is over. */
static void a_refused_saving_ends_as_well(void **state)
{
    static const enum wfp_status refusals[] = { WFP_ACCESS_DENIED, WFP_NOT_FOUND, WFP_UNSUCCESSFUL };
    struct world                 w;
    (void)state;
    open_world(&w);
    plug(&w, 5);
    w.b.oid = SWITCH_OID_NIC_SAVE;
    for (unsigned i = 0; i < COUNT_OF(refusals); i++) {
        struct switch_saved *saved;
        log_text[0] = 0;
        w.b.answer = refusals[i];
        assert_int_equal(switch_saved_new(&saved), WFP_OK);
        assert_int_equal(switch_save(w.control, 5, 0, saved), refusals[i]);
        check_log("A?NIC_SAVE B?NIC_SAVE A!NIC_SAVE(refused) A?NIC_SAVE_COMPLETE B?NIC_SAVE_COMPLETE B!NIC_SAVE_COMPLETE "
                  "A!NIC_SAVE_COMPLETE ");
        switch_saved_free(saved);
    }
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(extensions_are_asked_in_order_and_told_in_reverse),
        cmocka_unit_test(a_refused_request_changes_nothing),
        cmocka_unit_test(a_port_comes_and_goes),
        cmocka_unit_test(what_comes_out_of_turn_is_refused_unheard),
        cmocka_unit_test(an_end_cannot_be_refused),
        cmocka_unit_test(a_pended_request_waits_and_others_behind_it),
        cmocka_unit_test(a_pended_request_may_be_refused_later),
        cmocka_unit_test(an_answer_may_be_there_before_pending_is_said),
        cmocka_unit_test(an_extension_may_submit_a_request),
        cmocka_unit_test(who_waits_sleeps_until_another_thread_completes),
        cmocka_unit_test(a_host_may_wait_in_its_own_way),
        cmocka_unit_test(the_order_of_extensions),
        cmocka_unit_test(wfp_cannot_be_enabled_on_an_iov_switch),
        cmocka_unit_test(properties_of_ports_and_of_the_switch),
        cmocka_unit_test(what_the_switch_says_of_itself),
        cmocka_unit_test(a_port_moves_with_its_state_and_its_properties),
        cmocka_unit_test(a_refused_move_leaves_the_port_where_it_is),
        cmocka_unit_test(state_is_saved_block_by_block),
        cmocka_unit_test(a_refused_saving_ends_as_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
