#include "host/offline.h"

#include <stdio.h>
#include <stdlib.h>

#include "host/identity.h"
#include "host/survey.h"

#define PROGRESS_EVERY 16384u /* packets between two reports */

struct offline {
    struct offline_config config;
    struct local_side     local;
    bool                  inferred;
    struct survey        *survey;
    struct identities    *identities;
    struct capture       *capture;
    struct shim          *shim;
    struct capture_packet packet;
    struct shim_input     input;
    struct offline_summary summary;
};

static struct moment now(const struct offline *o)
{
    return (struct moment){ o->packet.number, o->packet.time_ns };
}

static bool world_is_local(void *context, const struct ip_addr *a)
{
    return local_has(&((struct offline *)context)->local, a);
}

static bool world_is_broadcast(void *context, const struct ip_addr *a)
{
    return local_is_broadcast(&((struct offline *)context)->local, a);
}

static bool world_is_local_mac(void *context, const uint8_t mac[6])
{
    return local_has_mac(&((struct offline *)context)->local, mac);
}

static bool world_is_refused(void *context, uint8_t protocol, const struct ip_addr *local, uint16_t port)
{
    struct offline *o = context;
    return survey_is_refused(o->survey, protocol, local, port, now(o));
}

static bool world_is_listener(void *context, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    struct offline *o = context;
    return survey_is_listener(o->survey, protocol, a, port, now(o));
}

static const struct endpoint_identity *world_identity(void *context, uint8_t protocol, uint16_t local_port)
{
    struct offline *o = context;
    (void)protocol;
    return identities_find(o->identities, local_port);
}

/* A pipe can be read once and the replay reads twice: what comes is kept in a nameless temporary file. */
static enum wfp_status spool(FILE *in, FILE **out, char error[CAPTURE_ERROR_SIZE])
{
    char   block[65536];
    size_t n;
    FILE  *f = tmpfile();
    while (f && (n = fread(block, 1, sizeof(block), in)) > 0)
        if (fwrite(block, 1, n, f) != n)
            break;
    if (!f || ferror(in) || ferror(f) || fflush(f) != 0) {
        snprintf(error, CAPTURE_ERROR_SIZE, "standard input: cannot be kept in a temporary file: %m");
        if (f)
            fclose(f);
        return WFP_IO_ERROR;
    }
    *out = f;
    return WFP_OK;
}

/* A second handle on the same temporary file, at its start. */
static FILE *reopen(FILE *f)
{
    char path[64];
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fileno(f));
    return fopen(path, "rb");
}

static enum wfp_status open_pass(struct offline *o, FILE *spooled, struct capture **out, char error[CAPTURE_ERROR_SIZE])
{
    if (!spooled)
        return capture_open(o->config.path, out, error);
    FILE *f = reopen(spooled);
    if (!f) {
        snprintf(error, CAPTURE_ERROR_SIZE, "standard input: cannot read its temporary copy again: %m");
        return WFP_IO_ERROR;
    }
    return capture_open_stream(f, "standard input", out, error);
}

static void report(struct offline *o, int pass, const struct capture *c, uint64_t number)
{
    if (o->config.progress && number % PROGRESS_EVERY == 0)
        o->config.progress(o->config.progress_context, pass, capture_position(c), capture_size(c));
}

/* Damage ends the pre-pass silently: the walk meets it again and tells. */
static void survey_all(struct offline *o, struct capture *c)
{
    char                  ignored[CAPTURE_ERROR_SIZE];
    struct capture_packet p;
    struct headers        h;
    enum link_type        link = capture_link(c);
    while (capture_next(c, &p, ignored) == WFP_OK) {
        enum parse_result parsed = headers_parse(link, p.frame, p.wire_size, 0, &h);
        survey_packet(o->survey, parsed, &h, (struct moment){ p.number, p.time_ns });
        report(o, 1, c, p.number);
    }
}

static void settle_local(struct offline *o)
{
    o->local = o->config.local;
    o->inferred = o->local.prefix_count == 0;
    if (o->inferred)
        survey_infer_local(o->survey, &o->local);
    else
        survey_learn_macs(o->survey, &o->local);
}

static enum wfp_status make_shim(struct offline *o)
{
    struct shim_config config = {
        .world = { .context = o,
                   .is_local = world_is_local,
                   .is_broadcast = world_is_broadcast,
                   .is_local_mac = world_is_local_mac,
                   .is_refused = world_is_refused,
                   .is_listener = world_is_listener,
                   .identity = world_identity },
        .observer = o->config.observer,
        .each = o->config.each,
    };
    return shim_new(&config, &o->shim);
}

static enum wfp_status two_passes(struct offline *o, FILE *spooled, char error[CAPTURE_ERROR_SIZE])
{
    struct capture *first;
    RETURN_IF(open_pass(o, spooled, &first, error));
    survey_all(o, first);
    capture_close(first);
    settle_local(o);
    return open_pass(o, spooled, &o->capture, error);
}

static enum wfp_status prepare(struct offline *o, char error[CAPTURE_ERROR_SIZE])
{
    FILE           *spooled = NULL;
    enum wfp_status err;
    if (strcmp(o->config.path, "-") == 0)
        RETURN_IF(spool(stdin, &spooled, error));
    err = two_passes(o, spooled, error);
    if (spooled)
        fclose(spooled);
    return err;
}

enum wfp_status offline_open(const struct offline_config *config, struct offline **out, char error[CAPTURE_ERROR_SIZE])
{
    enum wfp_status err = WFP_NO_MEMORY;
    struct offline *o = calloc(1, sizeof(*o));
    snprintf(error, CAPTURE_ERROR_SIZE, "not enough memory");
    if (!o)
        return WFP_NO_MEMORY;
    o->config = *config;
    if (survey_new(&o->survey) != WFP_OK)
        goto fail;
    err = identities_new(config->identities, config->identity_count, &o->identities, error);
    if (err)
        goto fail;
    err = prepare(o, error);
    if (err)
        goto fail;
    err = make_shim(o);
    if (err)
        goto fail;
    *out = o;
    return WFP_OK;

fail:
    offline_close(o);
    return err;
}

void offline_close(struct offline *o)
{
    if (!o)
        return;
    shim_free(o->shim);
    capture_close(o->capture);
    identities_free(o->identities);
    survey_free(o->survey);
    free(o);
}

const struct local_side *offline_local(const struct offline *o)
{
    return &o->local;
}

bool offline_local_inferred(const struct offline *o)
{
    return o->inferred;
}

bool offline_survey_overflowed(const struct offline *o)
{
    return survey_overflowed(o->survey);
}

const struct capture *offline_capture(const struct offline *o)
{
    return o->capture;
}

enum wfp_status offline_next(struct offline *o, const struct ruleset *rules, const struct capture_packet **packet,
                             const struct pkt_ctx **walk, char error[CAPTURE_ERROR_SIZE])
{
    RETURN_IF(capture_next(o->capture, &o->packet, error));
    o->input = (struct shim_input){ o->packet.frame, o->packet.wire_size, capture_link(o->capture), o->packet.time_ns,
                                    o->packet.number };
    *walk = shim_packet(o->shim, rules, &o->input);
    *packet = &o->packet;
    o->summary.packets++;
    o->summary.verdicts[(*walk)->verdict]++;
    o->summary.malformed += (*walk)->malformed;
    report(o, 2, o->capture, o->packet.number);
    return WFP_OK;
}

void offline_summary(const struct offline *o, struct offline_summary *out)
{
    struct flow_stats flows;
    shim_flow_stats(o->shim, &flows);
    *out = o->summary;
    out->flows = shim_flows_seen(o->shim);
    out->evicted = flows.evicted;
}
