/* For tests of requests: a switch with two extensions, A and B, that write down what they hear and answer as they are told. */
#ifndef WFP_TESTS_SWITCH_RECORDER_H
#define WFP_TESTS_SWITCH_RECORDER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vswitch/control.h"
#include "vswitch_kit.h"

static char log_text[4096];

__attribute__((format(printf, 1, 2))) static inline void note(const char *format, ...)
{
    size_t  size = strlen(log_text);
    va_list args;
    va_start(args, format);
    vsnprintf(log_text + size, sizeof(log_text) - size, format, args);
    va_end(args);
}

static inline void check_log(const char *want)
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

static inline enum wfp_status rec_attach(void *context, struct switch_control *c)
{
    const struct recorder *r = context;
    if (!r->silent)
        note("%s attach %u; ", r->name, switch_extension_count(c));
    return r->oid == SWITCH_OID_COUNT ? r->answer : WFP_OK;
}

static inline void rec_detach(void *context, struct switch_control *c)
{
    const struct recorder *r = context;
    (void)c;
    if (!r->silent)
        note("%s detach; ", r->name);
}

static inline void rec_pause(void *context, struct switch_control *c)
{
    (void)c;
    note("%s pause; ", ((struct recorder *)context)->name);
}

static inline void rec_reordered(void *context, struct switch_control *c)
{
    note("%s list", ((struct recorder *)context)->name);
    for (uint32_t i = 0; i < switch_extension_count(c); i++)
        note(" %s", switch_extension_at(c, i)->name);
    note("; ");
}

static inline void rec_restart(void *context, struct switch_control *c)
{
    (void)c;
    note("%s restart; ", ((struct recorder *)context)->name);
}

static inline enum wfp_status give_block(struct recorder *r, const struct switch_request *q)
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

static inline void take_block(struct recorder *r, const struct switch_request *q)
{
    struct guid mine = guid_from_name("extension", r->name);
    if (guid_equal(&mine, &q->state->extension))
        r->restored += (uint32_t)bytes_left(&q->state->data);
}

static inline enum wfp_status rec_request(void *context, struct switch_control *c, const struct switch_request *q)
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

static inline void rec_completed(void *context, struct switch_control *c, const struct switch_request *q, enum wfp_status status)
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

static inline struct switch_extension extension_of(struct recorder *r, enum switch_extension_kind kind, const struct switch_extension_ops *ops)
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

static inline void quiesce(void *context, void (*change)(void *argument), void *argument)
{
    (void)context;
    note("* ");
    change(argument);
}

static inline void overruled(void *context, const struct switch_extension *e, const struct switch_request *r, enum wfp_status status)
{
    (void)context;
    note("%s overruled at %s: %s ", e->name, switch_oid_name(r->oid), status_row(status)->name);
}

static inline void open_world(struct world *w)
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

static inline void close_world(struct world *w)
{
    switch_control_free(w->control);
    vswitch_free(w->sw);
    log_text[0] = 0;
}

static const struct switch_vlan no_vlan;

static inline enum wfp_status create_port(struct world *w, uint32_t id)
{
    struct switch_port port = kit_port_of(id, no_vlan);
    return switch_do(w->control, &(struct switch_request){ .oid = SWITCH_OID_PORT_CREATE, .port = &port });
}

static inline enum wfp_status do_oid(struct world *w, enum switch_oid oid, uint32_t port_id)
{
    return switch_do(w->control, &(struct switch_request){ .oid = (uint8_t)oid, .port_id = port_id });
}

static inline enum wfp_status set_property(struct world *w, enum switch_oid oid, uint32_t port_id, const char *name, const char *text)
{
    struct switch_property p = { .id = guid_from_name("property", name), .data = bytes_of(text, strlen(text)) };
    return switch_do(w->control, &(struct switch_request){ .oid = (uint8_t)oid, .port_id = port_id, .property = &p });
}

#endif
