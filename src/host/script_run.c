/* Does what the lines of a script say, and compares what came of it with what they expect. */
#include <inttypes.h>
#include <stdarg.h>

#include "base/text.h"
#include "host/script.h"

static __attribute__((format(printf, 3, 4))) enum wfp_status cannot(char *error, const struct script_command *c,
                                                                    const char *format, ...)
{
    va_list args;
    int     n = snprintf(error, SCRIPT_ERROR_SIZE, "line %u: ", c->line);
    va_start(args, format);
    vsnprintf(error + n, (size_t)(SCRIPT_ERROR_SIZE - n), format, args);
    va_end(args);
    return WFP_BAD_DATA;
}

static enum wfp_status outcome(char *error, const struct script_command *c, enum wfp_status err)
{
    return err ? cannot(error, c, "%s: %s", c->text, status_row(err)->sentence) : WFP_OK;
}

/* --- what is seen -------------------------------------------------------------------------------------------------------------- */

static void see(struct script_run *r, const char *layer, uint8_t how)
{
    if (r->seen_count == COUNT_OF(r->seen))
        return;
    r->seen[r->seen_count] = layer;
    r->how[r->seen_count++] = how;
}

static void see_walk(struct script_run *r, const struct pkt_ctx *walk)
{
    if (walk->decision_count == 0)
        return;
    if (r->seen_count)
        see(r, NULL, 0);
    for (uint32_t i = 0; i < walk->decision_count; i++)
        see(r, walk->decisions[i].layer->name, walk->decisions[i].absorb ? 2 : walk->decisions[i].block);
}

void script_saw_call(struct script_run *r, const struct stack_socket *k, const struct pkt_ctx *walk)
{
    see_walk(r, walk);
    if (r->observer.asked)
        r->observer.asked(r->observer.context, k, walk);
}

void script_saw_packet(struct script_run *r, const struct capture_packet *p, const struct pkt_ctx *walk)
{
    see_walk(r, walk);
    if (r->observer.packet)
        r->observer.packet(r->observer.context, p, walk);
}

void script_saw_injected(struct script_run *r, const struct pkt_ctx *walk, const struct injection *injection)
{
    see_walk(r, walk);
    if (r->observer.injected)
        r->observer.injected(r->observer.context, walk, injection);
}

/* --- expectations -------------------------------------------------------------------------------------------------------------- */

static __attribute__((format(printf, 3, 4))) void unmet(struct script_run *r, const struct script_command *c, const char *format, ...)
{
    char    what[4096];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof(what), format, args);
    va_end(args);
    r->unmet++;
    if (r->observer.unmet)
        r->observer.unmet(r->observer.context, c, what);
}

/* "ALE_AUTH_CONNECT:block" means the layer of either family. */
static bool is_layer(const char *expected, const char *seen, uint8_t how)
{
    static const char *const endings[] = { "", ":block", ":absorb" };
    size_t n = strcspn(expected, ":"), whole = strlen(seen);
    bool   named = strncmp(expected, seen, n) == 0 && (n == whole || (n + 3 == whole && seen[n] == '_'));
    if (!named && n > 8 && strncmp(expected + n - 8, "_DISCARD", 8) == 0) /* NAME_DISCARD of NAME_V4_DISCARD */
        named = strncmp(expected, seen, n - 8) == 0 && whole == n + 3 && strcmp(seen + n - 8 + 3, "_DISCARD") == 0;
    return named && strcmp(expected + n, endings[how]) == 0;
}

static bool same_layers(const struct script_run *r, const struct script_command *c)
{
    if (c->layer_count != r->seen_count)
        return c->layer_count == 1 && r->seen_count == 0 && strcmp(c->layers[0], "nothing") == 0;
    for (unsigned i = 0; i < r->seen_count; i++) {
        bool bar = strcmp(c->layers[i], "|") == 0;
        if (r->seen[i] ? bar || !is_layer(c->layers[i], r->seen[i], r->how[i]) : !bar)
            return false;
    }
    return true;
}

static void expect_layers(struct script_run *r, const struct script_command *c)
{
    static const char *const endings[] = { "", ":block", ":absorb" };
    char        said[3072] = "";
    struct text t = text_init(said, sizeof(said));
    if (same_layers(r, c))
        return;
    for (unsigned i = 0; i < r->seen_count; i++)
        text_put(&t, "%s%s%s", i ? " " : "", r->seen[i] ? r->seen[i] : "|", r->seen[i] ? endings[r->how[i]] : "");
    unmet(r, c, "the layers were: %s", r->seen_count ? said : "nothing");
}

static void expect_data(struct script_run *r, const struct script_command *c)
{
    struct ip_addr from;
    uint16_t       port;
    struct bytes   got = stack_received(r->last, &from, &port);
    size_t         n = bytes_left(&got), want = bytes_left(&c->data);
    if (n != want || (n && memcmp(got.at, c->data.at, n) != 0))
        unmet(r, c, "%zu bytes were received: %.*s", n, (int)(n < 200 ? n : 200), n ? (const char *)got.at : "");
}

static void expect_from(struct script_run *r, const struct script_command *c)
{
    struct ip_addr from = { .family = FAMILY_NONE };
    uint16_t       port = 0;
    char           text[IP_TEXT_SIZE] = "nobody";
    stack_received(r->last, &from, &port);
    if (from.family != FAMILY_NONE)
        ip_addr_format(&from, text);
    if (!ip_addr_equal(&from, &c->addr) || (c->has_port && port != c->port))
        unmet(r, c, "it came from %s, port %u", text, port);
}

static enum wfp_status expect(struct script_run *r, const struct script_command *c, char *error)
{
    struct stack_socket *k = c->name ? stack_socket_find(r->stack, c->name) : r->last;
    if (c->kind != EXPECT_LAYERS && !k)
        return cannot(error, c, c->name ? "there is no socket %s" : "no call came before%s", c->name ? c->name : "");
    if (c->kind == EXPECT_LAYERS)
        expect_layers(r, c);
    else if (c->kind == EXPECT_DATA)
        expect_data(r, c);
    else if (c->kind == EXPECT_FROM)
        expect_from(r, c);
    else if (stack_result(k) != c->result)
        unmet(r, c, "the result is %s", stack_result_name(stack_result(k)));
    return WFP_OK;
}

/* --- commands ------------------------------------------------------------------------------------------------------------------ */

static enum wfp_status do_interface(struct script_run *r, const struct script_command *c, char *error)
{
    if (c->set)
        return stack_interface_set(r->stack, c->name, c->on) ? WFP_OK : cannot(error, c, "there is no interface %s", c->name);
    enum wfp_status err = stack_interface_add(r->stack, c->name, c->compartment);
    for (unsigned i = 0; !err && i < c->addr_count; i++)
        err = stack_address_add(r->stack, c->name, &c->addrs[i], c->bits[i]);
    return outcome(error, c, err);
}

static enum wfp_status do_app(struct script_run *r, const struct script_command *c, char *error)
{
    char            why[STACK_ERROR_SIZE] = "";
    enum wfp_status err = stack_app_add(r->stack, c->name, c->other, c->user, c->number, c->compartment, why);
    return err && why[0] ? cannot(error, c, "%s", why) : outcome(error, c, err);
}

static enum wfp_status do_peer(struct script_run *r, const struct script_command *c, char *error)
{
    if (stack_has_address(r->stack, &c->addr))
        return cannot(error, c, "peer: the address is this machine's own; use a socket");
    if (c->kind == PEER_SILENT || c->kind == PEER_ANSWERS)
        return outcome(error, c, stack_peer_silent(r->stack, &c->addr, c->kind == PEER_SILENT));
    return outcome(error, c, stack_peer_serve(r->stack, &c->addr, c->kind == PEER_LISTENS ? SERVICE_LISTENS : SERVICE_ECHOES,
                                              c->protocol, c->port));
}

static enum wfp_status do_socket(struct script_run *r, const struct script_command *c, char *error)
{
    struct stack_socket_spec spec = { .name = c->name, .peer = c->addr, .protocol = c->protocol, .family = c->family,
                                      .dual = c->dual, .raw = c->raw, .headers = c->headers };
    if (stack_socket_find(r->stack, c->name))
        return cannot(error, c, "there is a socket %s already", c->name);
    if (c->other && !(spec.app = stack_app_find(r->stack, c->other)))
        return cannot(error, c, "there is no application %s; begin with app %s PATH", c->other, c->other);
    r->last = stack_socket_new(r->stack, &spec);
    return r->last ? WFP_OK : cannot(error, c, "not enough memory");
}

static int call(struct stack_socket *k, const struct script_command *c)
{
    bool addressed = c->addr.family != FAMILY_NONE;
    switch (c->word) {
    case SCRIPT_BIND:
        return stack_bind(k, addressed ? &c->addr : NULL, c->port);
    case SCRIPT_LISTEN:
        return stack_listen(k);
    case SCRIPT_CONNECT:
        return stack_connect(k, &c->addr, c->port);
    case SCRIPT_ACCEPT:
        return stack_accept(k, c->other);
    case SCRIPT_SEND:
        return stack_send(k, addressed ? &c->addr : NULL, c->port, c->data);
    case SCRIPT_RECV:
        return stack_recv(k);
    case SCRIPT_RCVALL:
        return stack_receive_all(k);
    case SCRIPT_RECORDS:
        return stack_redirect_records(k, stack_socket_find(stack_of(k), c->other));
    case SCRIPT_CONTEXT:
        return stack_redirect_context(k);
    case SCRIPT_SHUTDOWN:
        return stack_shutdown(k);
    case SCRIPT_CLOSE:
        return stack_close(k);
    case SCRIPT_RESET:
        return stack_reset(k);
    default:
        return STACK_WSAEOPNOTSUPP;
    }
}

static enum wfp_status do_call(struct script_run *r, const struct script_command *c, char *error)
{
    struct stack_socket *k = stack_socket_find(r->stack, c->name);
    if (!k)
        return cannot(error, c, "there is no socket %s; begin with socket %s APP PROTOCOL", c->name, c->name);
    if (c->word == SCRIPT_ACCEPT && stack_socket_find(r->stack, c->other))
        return cannot(error, c, "there is a socket %s already", c->other);
    if (c->word == SCRIPT_RECORDS && !stack_socket_find(r->stack, c->other))
        return cannot(error, c, "there is no socket %s", c->other);
    r->last = k;
    call(k, c);
    stack_run(r->stack, c->later ? NULL : k);
    return WFP_OK;
}

static enum wfp_status do_policy(struct script_run *r, const struct script_command *c, char *error)
{
    char            why[KERNEL_ERROR_SIZE];
    enum wfp_status err = c->kind == POLICY_ADD
                              ? kernel_policy_add(r->kernel, (const char *)c->data.at, bytes_left(&c->data), "policy add", why)
                              : kernel_policy_delete(r->kernel, c->other, why);
    return err ? cannot(error, c, "%.400s", why) : WFP_OK;
}

static enum wfp_status perform(struct script_run *r, const struct script_command *c, char *error)
{
    switch (c->word) {
    case SCRIPT_NAME:
    case SCRIPT_LINK:
    case SCRIPT_WORD_COUNT:
        return WFP_OK;
    case SCRIPT_FORWARD:
        stack_set_forwards(r->stack, c->on);
        return WFP_OK;
    case SCRIPT_INTERFACE:
        return do_interface(r, c, error);
    case SCRIPT_APP:
        return do_app(r, c, error);
    case SCRIPT_PEER:
        return do_peer(r, c, error);
    case SCRIPT_SOCKET:
        return do_socket(r, c, error);
    case SCRIPT_PACKET:
        stack_inject_frame(r->stack, c->data);
        stack_run(r->stack, NULL);
        return WFP_OK;
    case SCRIPT_WAIT:
        stack_wait(r->stack, c->number);
        return WFP_OK;
    case SCRIPT_POLICY:
        return do_policy(r, c, error);
    case SCRIPT_EXPECT:
        return expect(r, c, error);
    case SCRIPT_BIND:
    case SCRIPT_LISTEN:
    case SCRIPT_CONNECT:
    case SCRIPT_ACCEPT:
    case SCRIPT_SEND:
    case SCRIPT_RECV:
    case SCRIPT_RCVALL:
    case SCRIPT_RECORDS:
    case SCRIPT_CONTEXT:
    case SCRIPT_SHUTDOWN:
    case SCRIPT_CLOSE:
    case SCRIPT_RESET:
        break;
    }
    return do_call(r, c, error);
}

static bool is_call(const struct script_command *c)
{
    return c->word >= SCRIPT_SOCKET && c->word <= SCRIPT_RESET;
}

enum wfp_status script_run(struct script_run *r, char error[SCRIPT_ERROR_SIZE])
{
    for (unsigned i = 0; i < script_count(r->script); i++) {
        const struct script_command *c = script_at(r->script, i);
        if (c->word != SCRIPT_EXPECT)
            r->seen_count = 0;
        if (r->observer.command)
            r->observer.command(r->observer.context, c);
        RETURN_IF(perform(r, c, error));
        if (r->observer.result && is_call(c))
            r->observer.result(r->observer.context, c, r->last);
    }
    return WFP_OK;
}
