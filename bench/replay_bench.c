/* How much a replay costs above reading the file: a bare libpcap loop against `wfp replay --quiet`, alternating in one run, with 25
 * filters at each layer on the way that match none of the packets, so that every filter is looked at for every packet. Prints one
 * JSON line; the spreads are (slowest - fastest) / median. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <libgen.h>
#include <limits.h>
#include <pcap/pcap.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "traffic.h"

#define FILTERS_A_LAYER 25
#define RUNS_MAX        99

struct bench {
    const char *wfp;
    const char *capture, *policy; /* given, or made in folder */
    char        folder[32];
    char        made_capture[64], made_policy[64], answer[64];
    uint64_t    packets;
    unsigned    runs;
};

static struct bench bench = { .packets = 2000000, .runs = 5, .folder = "/tmp/wfp-bench-XXXXXX" };

static void clean_up(void)
{
    unlink(bench.made_capture);
    unlink(bench.made_policy);
    unlink(bench.answer);
    rmdir(bench.folder);
}

static _Noreturn void fail(const char *what, const char *why)
{
    fprintf(stderr, "replay_bench: %s: %s\n", what, why);
    exit(1);
}

static FILE *create(const char *path)
{
    FILE *f = fopen(path, "wb");
    if (!f)
        fail(path, strerror(errno));
    return f;
}

static void finish(FILE *f, const char *path)
{
    if (ferror(f) || fclose(f) != 0)
        fail(path, strerror(errno));
}

/* What may stand in a filter; conditions is a format for the filter's number. A row of one family has a twin of the other, and each
 * V4 and V6 layer gets one of the two. */
struct pattern {
    const char *conditions[2]; /* [1] NULL: the first fits both families */
};

static const struct pattern mac_patterns[] = {
    { { "{\"field\":\"MAC_REMOTE_ADDRESS\",\"match\":\"equal\",\"value\":\"02:ff:00:00:00:%02x\"}" } },
    { { "{\"field\":\"ETHER_TYPE\",\"match\":\"equal\",\"value\":%u}" } },
};
static const struct pattern address_patterns[] = {
    { { "{\"field\":\"IP_REMOTE_ADDRESS\",\"match\":\"equal\",\"value\":\"198.18.%u.0/24\"}",
        "{\"field\":\"IP_REMOTE_ADDRESS\",\"match\":\"equal\",\"value\":\"2001:db8:ffff:%x::/64\"}" } },
};
static const struct pattern port_patterns[] = {
    { { "{\"field\":\"IP_PROTOCOL\",\"match\":\"equal\",\"value\":\"tcp\"},"
        "{\"field\":\"IP_REMOTE_PORT\",\"match\":\"range\",\"value\":\"10%03u-11000\"}" } },
    { { "{\"field\":\"IP_PROTOCOL\",\"match\":\"equal\",\"value\":\"udp\"},"
        "{\"field\":\"IP_LOCAL_PORT\",\"match\":\"equal\",\"value\":12%03u}" } },
    { { "{\"field\":\"IP_REMOTE_ADDRESS\",\"match\":\"equal\",\"value\":\"198.18.%u.0/24\"}",
        "{\"field\":\"IP_REMOTE_ADDRESS\",\"match\":\"equal\",\"value\":\"2001:db8:ffff:%x::/64\"}" } },
};

static const struct layer_policy {
    const char           *layer;
    const struct pattern *patterns;
    unsigned              count;
} layer_policies[] = {
    { "INBOUND_MAC_FRAME_ETHERNET", mac_patterns, 2 }, { "OUTBOUND_MAC_FRAME_ETHERNET", mac_patterns, 2 },
    { "INBOUND_IPPACKET", address_patterns, 1 },       { "OUTBOUND_IPPACKET", address_patterns, 1 },
    { "INBOUND_TRANSPORT", port_patterns, 3 },         { "OUTBOUND_TRANSPORT", port_patterns, 3 },
    { "ALE_AUTH_CONNECT", port_patterns, 3 },          { "ALE_AUTH_RECV_ACCEPT", port_patterns, 3 },
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* the formats are the constants above */
static void write_filter(FILE *f, const struct layer_policy *l, unsigned number, bool is_first)
{
    const struct pattern *p = &l->patterns[number % l->count];
    for (unsigned twin = 0; twin < 2 && p->conditions[twin]; twin++) {
        fprintf(f, "%s{\"name\":\"%s %u%s\",\"layer\":\"%s\",\"action\":\"block\",\"conditions\":[",
                is_first && !twin ? "" : ",\n", l->layer, number, twin ? " v6" : "", l->layer);
        fprintf(f, p->conditions[twin], number);
        fputs("]}", f);
    }
}
#pragma GCC diagnostic pop

static void write_policy(const char *path)
{
    FILE *f = create(path);
    fputs("{\"filters\":[\n", f);
    for (size_t l = 0; l < sizeof(layer_policies) / sizeof(layer_policies[0]); l++)
        for (unsigned i = 0; i < FILTERS_A_LAYER; i++)
            write_filter(f, &layer_policies[l], i, l == 0 && i == 0);
    fputs("]}\n", f);
    finish(f, path);
}

static void write_capture(const char *path)
{
    FILE *f = create(path);
    if (!traffic_write(f, bench.packets))
        fail(path, strerror(errno));
    finish(f, path);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The peer: what everybody writes first. Returns seconds, and how many packets there are. */
static double run_bare(uint64_t *packets)
{
    char                why[PCAP_ERRBUF_SIZE];
    struct pcap_pkthdr *h;
    const u_char       *data;
    double              start = now();
    pcap_t             *p = pcap_open_offline_with_tstamp_precision(bench.capture, PCAP_TSTAMP_PRECISION_NANO, why);
    if (!p)
        fail(bench.capture, why);
    for (*packets = 0; pcap_next_ex(p, &h, &data) == 1;)
        ++*packets;
    pcap_close(p);
    return now() - start;
}

static _Noreturn void become_replay(void)
{
    int out = open(bench.answer, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (out < 0 || dup2(out, STDOUT_FILENO) < 0)
        _exit(127);
    execl(bench.wfp, bench.wfp, "replay", "--policy", bench.policy, "--quiet", bench.capture, (char *)NULL);
    _exit(127);
}

static double run_replay(void)
{
    int    status;
    char   why[32];
    double start = now();
    pid_t  child = fork();
    if (child == 0)
        become_replay();
    if (child < 0 || waitpid(child, &status, 0) != child)
        fail(bench.wfp, strerror(errno));
    double took = now() - start;
    snprintf(why, sizeof(why), "replay ended with %d", WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
    if (status != 0)
        fail(bench.wfp, why);
    return took;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct result {
    double pps, spread;
};

static struct result result_of(double *seconds)
{
    qsort(seconds, bench.runs, sizeof(*seconds), by_value);
    double median = (seconds[bench.runs / 2] + seconds[(bench.runs - 1) / 2]) / 2;
    return (struct result){ (double)bench.packets / median, (seconds[bench.runs - 1] - seconds[0]) / median };
}

static void measure(void)
{
    double bare[RUNS_MAX], replay[RUNS_MAX];
    run_bare(&bench.packets); /* the file is in the page cache from here on */
    for (unsigned i = 0; i < bench.runs; i++) {
        uint64_t n;
        if (i % 2)
            replay[i] = run_replay();
        bare[i] = run_bare(&n);
        if (i % 2 == 0)
            replay[i] = run_replay();
    }
    struct result b = result_of(bare), r = result_of(replay);
    printf("{\"bench\":\"replay\",\"packets\":%llu,\"bare_pps\":%.0f,\"replay_pps\":%.0f,\"ratio\":%.4f,\"bare_spread\":%.3f,"
           "\"replay_spread\":%.3f,\"runs\":%u}\n", (unsigned long long)bench.packets, b.pps, r.pps, r.pps / b.pps, b.spread,
           r.spread, bench.runs);
}

/* build/bench/replay_bench finds build/wfp. */
static const char *wfp_beside_us(void)
{
    static char self[PATH_MAX], path[PATH_MAX + 16];
    ssize_t     n = readlink("/proc/self/exe", self, sizeof(self) - 1);
    if (n < 0)
        fail("/proc/self/exe", strerror(errno));
    self[n] = 0;
    snprintf(path, sizeof(path), "%s/wfp", dirname(dirname(self)));
    return path;
}

static void options(int argc, char **argv)
{
    for (int o; (o = getopt(argc, argv, "n:r:p:w:")) != -1;) {
        if (o == 'n')
            bench.packets = strtoull(optarg, NULL, 10);
        else if (o == 'r')
            bench.runs = (unsigned)strtoul(optarg, NULL, 10);
        else if (o == 'p')
            bench.policy = optarg;
        else if (o == 'w')
            bench.wfp = optarg;
        else
            fail("usage", "replay_bench [-n PACKETS] [-r RUNS] [-p POLICY] [-w WFP] [CAPTURE]");
    }
    if (optind < argc)
        bench.capture = argv[optind];
    if (bench.runs < 1 || bench.runs > RUNS_MAX || bench.packets < 1)
        fail("usage", "PACKETS are at least 1, RUNS 1 to 99");
}

int main(int argc, char **argv)
{
    options(argc, argv);
    if (!mkdtemp(bench.folder))
        fail(bench.folder, strerror(errno));
    atexit(clean_up);
    snprintf(bench.made_capture, sizeof(bench.made_capture), "%s/in.pcap", bench.folder);
    snprintf(bench.made_policy, sizeof(bench.made_policy), "%s/policy.json", bench.folder);
    snprintf(bench.answer, sizeof(bench.answer), "%s/answer", bench.folder);
    if (!bench.wfp)
        bench.wfp = wfp_beside_us();
    if (!bench.policy) {
        write_policy(bench.made_policy);
        bench.policy = bench.made_policy;
    }
    if (!bench.capture) {
        write_capture(bench.made_capture);
        bench.capture = bench.made_capture;
    }
    measure();
    return 0;
}
