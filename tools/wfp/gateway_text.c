#include "gateway_text.h"

#include <jansson.h>
#include <string.h>

#include "cli.h"

static long long number(const json_t *o, const char *name)
{
    return json_integer_value(json_object_get(o, name));
}

static const char *text(const json_t *o, const char *name)
{
    const char *s = json_string_value(json_object_get(o, name));
    return s ? s : "";
}

/* --- counts -------------------------------------------------------------------------------------------------------- */

static void print_packets(const json_t *o, FILE *out)
{
    fprintf(out, "%lld packets: %lld permitted, %lld blocked, %lld absorbed, %lld discarded, %lld counterfactual; %lld flows\n",
            number(o, "packets"), number(o, "permit"), number(o, "block"), number(o, "absorb"), number(o, "discard"),
            number(o, "counterfactual"), number(o, "flows"));
    if (number(o, "injected"))
        fprintf(out, "%lld injected by modules, %lld of them permitted\n", number(o, "injected"), number(o, "injectedPermitted"));
    fprintf(out, "not walked: %lld with a source that is not theirs, %lld for other stations\n", number(o, "spoofed"),
            number(o, "notForUs"));
}

/* What a forwarder has done, or what a gateway has. */
static void print_own(const json_t *o, FILE *out)
{
    if (json_object_get(o, "forwarded"))
        fprintf(out,
                "%lld handed on, %lld answered, %lld lost because their station did not answer, %lld packets of drivers without "
                "a way\n",
                number(o, "forwarded"), number(o, "answered"), number(o, "unresolved"), number(o, "nowhere"));
    else
        fprintf(out,
                "%lld fragments held for their datagrams, %lld calls answered for blocked connections, %lld packets of drivers without "
                "a station\n",
                number(o, "fragmentsHeld"), number(o, "callsAnswered"), number(o, "noStation"));
    if (number(o, "lostBetweenWorkers"))
        fprintf(out, "%lld lost between workers\n", number(o, "lostBetweenWorkers"));
}

static void print_counts(const json_t *o, FILE *out)
{
    size_t  i;
    json_t *part;
    print_packets(o, out);
    print_own(o, out);
    json_array_foreach(json_object_get(o, "layers"), i, part)
        fprintf(out, "%-40s %10lld asked %10lld blocked %10lld absorbed\n", text(part, "layer"), number(part, "asked"),
                number(part, "blocked"), number(part, "absorbed"));
    json_array_foreach(json_object_get(o, "ports"), i, part)
        fprintf(out, "port %s: %lld received, %lld sent; lost: %lld in its ring, %lld in sending; %lld runts, %lld too long, %lld cut "
                     "short\n",
                text(part, "name"), number(part, "received"), number(part, "sent"), number(part, "receiveDropped"),
                number(part, "sendDropped"), number(part, "runts"), number(part, "oversized"), number(part, "truncated"));
}

/* --- what it is ---------------------------------------------------------------------------------------------------- */

static void print_address(const json_t *a, const char *before, FILE *out)
{
    fprintf(out, "%s%s", before, text(a, "address"));
    if (json_object_get(a, "bits"))
        fprintf(out, "/%lld", number(a, "bits"));
    if (*text(a, "port"))
        fprintf(out, " at %s", text(a, "port"));
    if (*text(a, "known"))
        fprintf(out, " (%s)", text(a, "known"));
}

static void print_ports(const json_t *g, FILE *out)
{
    bool    forwards = strcmp(text(g, "kind"), "forward") == 0;
    size_t  i;
    json_t *part;
    fputs(forwards ? "forwarder " : "gateway ", out);
    json_array_foreach(json_object_get(g, "ports"), i, part)
        fprintf(out, "%s%s (%s, %s)", !i ? "" : forwards ? ", " : " > ", text(part, "name"), text(part, "kind"), text(part, "link"));
    fprintf(out, ", %lld worker%s\n", number(g, "workers"), number(g, "workers") == 1 ? "" : "s");
}

static void print_what(const json_t *g, FILE *out)
{
    size_t  i;
    json_t *part;
    print_ports(g, out);
    if (*text(g, "netns"))
        fprintf(out, "netns %s\n", text(g, "netns"));
    json_array_foreach(json_object_get(g, "addresses"), i, part)
        print_address(part, i ? ", " : "addresses ", out);
    fputs(json_array_size(json_object_get(g, "addresses")) ? "\n" : "addresses not known yet\n", out);
    json_array_foreach(json_object_get(g, "routes"), i, part)
        fprintf(out, "route %s/%lld by %s\n", text(part, "prefix"), number(part, "bits"), text(part, "via"));
}

static void print_stations(const json_t *g, FILE *out)
{
    size_t  i;
    json_t *part;
    json_array_foreach(json_object_get(g, "stations"), i, part)
        fprintf(out, "station %s  %s\n", text(part, "mac"), text(part, "address"));
}

/* --- a report ------------------------------------------------------------------------------------------------------ */

static json_t *read_report(struct bytes report)
{
    return json_loadb((const char *)report.at, bytes_left(&report), 0, NULL);
}

bool gateway_print(struct bytes report, FILE *out)
{
    json_t *root = read_report(report), *g;
    size_t  i;
    if (!root)
        return false;
    json_array_foreach(json_object_get(root, "gateways"), i, g) {
        if (i)
            fputc('\n', out);
        print_what(g, out);
        print_counts(g, out);
        print_stations(g, out);
    }
    json_decref(root);
    return true;
}

void gateway_print_summary(struct bytes report, FILE *out)
{
    json_t *root = read_report(report);
    if (root)
        print_counts(json_object_get(root, "summary"), out);
    json_decref(root);
}
