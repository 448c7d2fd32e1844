#include "host/live_command.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api_fwpm/native.h"
#include "base/json.h"
#include "bfe/session.h"
#include "bfe/store.h"
#include "host/cost_command.h"
#include "host/port_words.h"

#define MAX_WORDS 300u

static enum wfp_status say(struct buffer *text, enum wfp_status status, const char *line)
{
    text->size = 0;
    buffer_put(text, line, strlen(line));
    return status;
}

/* What `put` writes is what there is to tell. */
static enum wfp_status say_json(struct buffer *text, enum wfp_status (*put)(struct live_host *h, const char *name, struct json *out),
                                struct live_host *h, const char *name)
{
    char           *json = NULL;
    size_t          size = 0;
    struct json     j;
    FILE           *f = open_memstream(&json, &size);
    enum wfp_status err = f ? WFP_OK : WFP_NO_MEMORY;
    if (f) {
        json_init(&j, f);
        err = put(h, name, &j);
        if (fclose(f) != 0 && err == WFP_OK)
            err = WFP_NO_MEMORY;
    }
    if (err == WFP_OK)
        buffer_put(text, json, size);
    free(json);
    return err == WFP_NO_MEMORY ? say(text, err, "not enough memory") : err;
}

/* --- switches ------------------------------------------------------------------------------------------------------------- */

static enum wfp_status add_port(struct live_host *h, const char *name, const char *words, struct buffer *text)
{
    struct live_port port;
    char             spec[PORT_SPEC_SIZE], why[LIVE_ERROR_SIZE];
    if (!port_words_read(words, &port, spec, why))
        return say(text, WFP_INVALID_ARGUMENT, why);
    enum wfp_status err = live_port_add(h->live, name, &port, why);
    return err ? say(text, err, why) : WFP_OK;
}

/* As a whole: a port that cannot be plugged in takes the switch with it. */
static enum wfp_status switch_add(struct live_host *h, const char *const *words, unsigned count, struct buffer *text)
{
    char            why[LIVE_ERROR_SIZE];
    enum wfp_status err = live_switch_add(h->live, &(struct vswitch_config){ .name = words[0] }, why);
    if (err)
        return say(text, err, why);
    for (unsigned i = 1; i < count && err == WFP_OK; i++)
        err = add_port(h, words[0], words[i], text);
    if (err && live_switch_delete(h->live, words[0], why) != WFP_OK)
        return say(text, err, why);
    return err;
}

static enum wfp_status switch_delete(struct live_host *h, const char *const *words, unsigned count, struct buffer *text)
{
    char            why[LIVE_ERROR_SIZE];
    enum wfp_status err = live_switch_delete(h->live, words[0], why);
    (void)count;
    return err ? say(text, err, why) : WFP_OK;
}

static enum wfp_status put_switches(struct live_host *h, const char *name, struct json *out)
{
    return live_report(h->live, name, out);
}

static enum wfp_status switch_show(struct live_host *h, const char *const *words, unsigned count, struct buffer *text)
{
    char            why[LIVE_ERROR_SIZE];
    enum wfp_status err = say_json(text, put_switches, h, count ? words[0] : NULL);
    if (err != WFP_NOT_FOUND)
        return err;
    snprintf(why, sizeof(why), "there is no switch %s", count ? words[0] : "");
    return say(text, err, why);
}

static enum wfp_status switch_set(struct live_host *h, const char *const *words, unsigned count, struct buffer *text)
{
    char            why[LIVE_ERROR_SIZE];
    enum wfp_status err = live_switch_inspect(h->live, words[0], strcmp(words[2], "on") == 0, why);
    (void)count;
    return err ? say(text, err, why) : WFP_OK;
}

static enum wfp_status switch_port_add(struct live_host *h, const char *const *words, unsigned count, struct buffer *text)
{
    (void)count;
    return add_port(h, words[0], words[1], text);
}

static enum wfp_status switch_port_delete(struct live_host *h, const char *const *words, unsigned count, struct buffer *text)
{
    char            why[LIVE_ERROR_SIZE];
    enum wfp_status err = live_port_delete(h->live, words[0], words[1], why);
    (void)count;
    return err ? say(text, err, why) : WFP_OK;
}

/* --- gateways ------------------------------------------------------------------------------------------------------------- */

static enum wfp_status gateway_add(struct live_host *h, const char *const *words, unsigned count, struct buffer *text)
{
    char            why[LIVE_GATEWAY_WHY];
    enum wfp_status err = gateway_set_add(h->gateways, words, count, why);
    return err ? say(text, err, why) : WFP_OK;
}

/* What a driver holds of it, or has begun there, would be completed when it is gone. */
static enum wfp_status gateway_delete(struct live_host *h, const char *const *words, unsigned count, struct buffer *text)
{
    char            why[LIVE_GATEWAY_WHY] = "a driver that is loaded may hold its packets; unload it first";
    enum wfp_status err = WFP_IN_USE;
    (void)count;
    pthread_mutex_lock(&h->modules);
    if (!kernel_module_name(h->kernel, 0))
        err = gateway_set_delete(h->gateways, strcmp(words[0], "forward") == 0, why);
    pthread_mutex_unlock(&h->modules);
    return err ? say(text, err, why) : WFP_OK;
}

static enum wfp_status put_gateways(struct live_host *h, const char *name, struct json *out)
{
    (void)name;
    gateway_set_put(h->gateways, out);
    return WFP_OK;
}

static enum wfp_status gateway_show(struct live_host *h, const char *const *words, unsigned count, struct buffer *text)
{
    (void)words;
    (void)count;
    return say_json(text, put_gateways, h, NULL);
}

/* --- drivers -------------------------------------------------------------------------------------------------------------- */

static enum wfp_status callout_load(struct live_host *h, const char *const *words, unsigned count, struct buffer *text)
{
    char            real[PATH_MAX], why[KERNEL_ERROR_SIZE];
    enum wfp_status err;
    (void)count;
    static_assert(sizeof(why) >= TRUST_ERROR_SIZE, "one reason fits into the other");
    err = trust_resolve(&h->trust, words[0], real, why);
    if (err)
        return say(text, err, why);
    pthread_mutex_lock(&h->modules);
    err = kernel_load(h->kernel, real, why);
    pthread_mutex_unlock(&h->modules);
    return err ? say(text, err, why) : WFP_OK;
}

static enum wfp_status callout_unload(struct live_host *h, const char *const *words, unsigned count, struct buffer *text)
{
    char     why[LIVE_ERROR_SIZE];
    unsigned leaks = 0;
    (void)count;
    pthread_mutex_lock(&h->modules);
    bool found = kernel_unload_one(h->kernel, words[0], &leaks);
    pthread_mutex_unlock(&h->modules);
    snprintf(why, sizeof(why), "no driver %s is loaded; its name is that of its file, without folder and .so", words[0]);
    return found ? WFP_OK : say(text, WFP_NOT_FOUND, why);
}

static enum wfp_status put_modules(struct live_host *h, const char *name, struct json *out)
{
    json_begin_array(out, NULL);
    pthread_mutex_lock(&h->modules);
    for (unsigned i = 0; (name = kernel_module_name(h->kernel, i)) != NULL; i++)
        json_put_string(out, NULL, name);
    pthread_mutex_unlock(&h->modules);
    json_end_array(out);
    return WFP_OK;
}

static enum wfp_status callout_show(struct live_host *h, const char *const *words, unsigned count, struct buffer *text)
{
    (void)words;
    (void)count;
    return say_json(text, put_modules, h, NULL);
}

/* --- what is wrong in itself ---------------------------------------------------------------------------------------------- */

static bool ports_are_sound(const char *const *words, unsigned count, char why[LIVE_ERROR_SIZE])
{
    struct live_port port;
    char             spec[PORT_SPEC_SIZE];
    for (unsigned i = 1; i < count; i++)
        if (!port_words_read(words[i], &port, spec, why))
            return false;
    return true;
}

static bool setting_is_sound(const char *const *words, unsigned count, char why[LIVE_ERROR_SIZE])
{
    (void)count;
    snprintf(why, LIVE_ERROR_SIZE, "expected inspect on or inspect off");
    return strcmp(words[1], "inspect") == 0 && (strcmp(words[2], "on") == 0 || strcmp(words[2], "off") == 0);
}

static bool gateway_is_sound(const char *const *words, unsigned count, char why[LIVE_ERROR_SIZE])
{
    struct gateway_words *w = calloc(1, sizeof(*w));
    snprintf(why, LIVE_ERROR_SIZE, "not enough memory");
    static_assert(LIVE_ERROR_SIZE >= GATEWAY_WORDS_WHY, "one reason fits into the other");
    bool good = w && gateway_words_read(w, words, count, why);
    free(w);
    return good;
}

static bool gateway_kind_is_sound(const char *const *words, unsigned count, char why[LIVE_ERROR_SIZE])
{
    (void)count;
    snprintf(why, LIVE_ERROR_SIZE, "%s: expected gateway or forward", words[0]);
    return strcmp(words[0], "gateway") == 0 || strcmp(words[0], "forward") == 0;
}

static bool path_is_sound(const char *const *words, unsigned count, char why[LIVE_ERROR_SIZE])
{
    (void)count;
    snprintf(why, LIVE_ERROR_SIZE, "a driver is named by its absolute path");
    return words[0][0] == '/';
}

/* --- words ---------------------------------------------------------------------------------------------------------------- */

static const struct verb {
    const char *noun, *verb;
    const char *expected;    /* words behind it, and how many */
    unsigned    least, most;
    bool        reads, starts; /* starts: the workers, when they do not run */
    bool (*judge)(const char *const *words, unsigned count, char why[LIVE_ERROR_SIZE]); /* the words; NULL: they may be anything */
    enum wfp_status (*run)(struct live_host *h, const char *const *words, unsigned count, struct buffer *text);
} verbs[] = {
    { "switch", "add", "NAME [PORT]...", 1, MAX_WORDS, false, true, ports_are_sound, switch_add },
    { "switch", "delete", "NAME", 1, 1, false, false, NULL, switch_delete },
    { "switch", "show", "[NAME]", 0, 1, true, false, NULL, switch_show },
    { "switch", "set", "NAME inspect on|off", 3, 3, false, false, setting_is_sound, switch_set },
    { "switch", "port-add", "NAME PORT", 2, 2, false, false, ports_are_sound, switch_port_add },
    { "switch", "port-delete", "NAME DEVICE", 2, 2, false, false, NULL, switch_port_delete },
    { "gateway", "add", "gateway IN OUT or forward PORT PORT...", 1, MAX_WORDS, false, true, gateway_is_sound, gateway_add },
    { "gateway", "delete", "gateway or forward", 1, 1, false, false, gateway_kind_is_sound, gateway_delete },
    { "gateway", "show", "nothing more", 0, 0, true, false, NULL, gateway_show },
    { "callout", "load", "FILE", 1, 1, false, true, path_is_sound, callout_load },
    { "callout", "unload", "NAME", 1, 1, false, false, NULL, callout_unload },
    { "callout", "show", "nothing more", 0, 0, true, false, NULL, callout_show },
};

/* Whatever follows. */
static const struct verb *verb_named(const char *const *words, unsigned count)
{
    for (size_t i = 0; count >= 2 && i < COUNT_OF(verbs); i++)
        if (strcmp(verbs[i].noun, words[0]) == 0 && strcmp(verbs[i].verb, words[1]) == 0)
            return &verbs[i];
    return NULL;
}

static const struct verb *verb_of(const char *const *words, unsigned count)
{
    const struct verb *v = verb_named(words, count);
    return v && count - 2 >= v->least && count - 2 <= v->most ? v : NULL;
}

static void misspoken(const char *const *words, unsigned count, char why[LIVE_ERROR_SIZE])
{
    const struct verb *v = verb_named(words, count);
    if (v)
        snprintf(why, LIVE_ERROR_SIZE, "%s %s: expected %s", v->noun, v->verb, v->expected);
    else
        snprintf(why, LIVE_ERROR_SIZE, "%s %s: there is no such command", count ? words[0] : "", count > 1 ? words[1] : "");
}

bool live_command_is_sound(const char *const *words, unsigned count, char why[LIVE_ERROR_SIZE])
{
    const struct verb *v = verb_of(words, count);
    if (v)
        return !v->judge || v->judge(words + 2, count - 2, why);
    misspoken(words, count, why);
    return false;
}

enum wfp_status live_command(struct live_host *h, const char *const *words, unsigned count, struct buffer *text)
{
    char why[LIVE_ERROR_SIZE];
    if (!live_command_is_sound(words, count, why))
        return say(text, WFP_INVALID_ARGUMENT, why);
    const struct verb *v = verb_of(words, count);
    enum wfp_status    err = v->starts ? live_start(h->live, why) : WFP_OK;
    return err ? say(text, err, why) : v->run(h, words + 2, count - 2, text);
}

/* --- requests ------------------------------------------------------------------------------------------------------------- */

bool live_command_asks(struct bytes request)
{
    uint8_t mark, what;
    return bytes_u8(&request, &mark) && bytes_u8(&request, &what) && mark == NATIVE_MARK && what == NATIVE_LIVE;
}

/* The words point into `room`, which is freed after them. */
struct spoken {
    const char *words[MAX_WORDS];
    unsigned    count;
    char       *room;
};

static enum wfp_status read_words(struct bytes in, struct spoken *s)
{
    struct bytes word;
    size_t       used = 0;
    s->room = malloc(bytes_left(&in) + 1); /* a length each is more than its NUL */
    if (!s->room)
        return WFP_NO_MEMORY;
    while (bytes_left(&in)) {
        if (s->count == MAX_WORDS || !native_bytes(&in, &word))
            return WFP_BAD_DATA;
        size_t size = bytes_left(&word);
        if (size && memchr(word.at, 0, size))
            return WFP_BAD_DATA;
        if (size)
            memcpy(s->room + used, word.at, size);
        s->room[used + size] = 0;
        s->words[s->count++] = s->room + used;
        used += size + 1;
    }
    return WFP_OK;
}

/* NULL: this engine can do it. */
static const char *lacking(const struct live_host *h, const struct verb *v)
{
    bool gateways = v && strcmp(v->noun, "gateway") == 0;
    if (gateways && !h->gateways)
        return "this engine has no gateways";
    if (gateways && !v->reads && !h->live)
        return "this engine has what its command line says";
    return gateways || h->live ? NULL : "this engine has no switches";
}

static enum wfp_status may(struct bfe_session *s, bool trusted, const struct verb *v)
{
    if (!s)
        return WFP_ACCESS_DENIED;
    RETURN_IF(bfe_check(s, CONTAINER_ENGINE, v && v->reads ? ACTRL_READ : ACTRL_WRITE));
    return trusted || (v && v->reads) ? WFP_OK : WFP_ACCESS_DENIED;
}

static enum wfp_status serve(struct live_host *h, struct bfe_session *s, bool trusted, struct bytes request, struct buffer *text)
{
    struct spoken   spoken = { .count = 0 };
    enum wfp_status err = bytes_skip(&request, 2) ? read_words(request, &spoken) : WFP_BAD_DATA;
    bool            counts = err == WFP_OK && cost_command_is(spoken.words, spoken.count);
    const struct verb *v = err ? NULL : verb_of(spoken.words, spoken.count);
    const char        *lacks = err || counts ? NULL : lacking(h, v);
    if (err == WFP_OK && !counts)
        err = lacks ? WFP_UNSUPPORTED : may(s, trusted, v);
    if (counts)
        err = cost_command(h->kernel, s, spoken.words, spoken.count, text);
    else if (err)
        say(text, err, lacks ? lacks : status_row(err)->sentence);
    else
        err = live_command(h, spoken.words, spoken.count, text);
    free(spoken.room);
    return err;
}

void live_command_serve(struct live_host *h, struct bfe_session *s, bool trusted, struct bytes request, struct buffer *reply)
{
    struct buffer text;
    buffer_init(&text);
    enum wfp_status err = serve(h, s, trusted, request, &text);
    native_put_u32(reply, status_row(err)->win32);
    buffer_put(reply, buffer_bytes(&text).at, text.size);
    buffer_fini(&text);
}
