/* A firewall's whole policy through the management functions: 100,000 filters with three conditions in one transaction, in the
 * process and over the socket of a durable daemon; one filter added to them; all of them enumerated; beside nft and
 * iptables-restore, which load the same rules into a network namespace of their own. One JSON line a case, medians of some runs.
 *
 * usage: bfe_bench [FILTERS] */
#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../tests/bfe_kit.h"
#include "bfe/store.h"
#include "host/direct.h"
#include "rounds.h"

enum { RUNS = 3, SINGLES = 21, TEXT = 512 };

static UINT32 filters = 100000;
static char   folder[64];

static double now_s(void)
{
    return wall_ns() / 1e9;
}

static void need(DWORD err, const char *what)
{
    if (!err)
        return;
    fprintf(stderr, "bfe_bench: %s: 0x%x\n", what, (unsigned)err);
    exit(1);
}

/* A daemon that has just begun is waited for. */
static HANDLE open_engine(void)
{
    FWPM_SESSION0 session = { .displayData = { (WCHAR *)u"bench", NULL } };
    HANDLE        engine;
    double        end = now_s() + 20;
    DWORD         err;
    while ((err = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &engine)) == RPC_S_SERVER_UNAVAILABLE && now_s() < end)
        usleep(1000);
    need(err, "FwpmEngineOpen0");
    return engine;
}

/* --- what is measured, whichever way the calls go ------------------------------------------------------------------------- */

struct result {
    double load, single, page_100, page_1000; /* seconds */
};

static double single_add(HANDLE engine, UINT32 flags)
{
    double times[SINGLES];
    for (UINT32 i = 0; i < SINGLES; i++) {
        double start = now_s();
        need(bfe_kit_add(engine, filters + i, flags, NULL), "FwpmFilterAdd0");
        times[i] = now_s() - start;
    }
    return median(times, SINGLES);
}

static double enumerate(HANDLE engine, UINT32 page)
{
    double start = now_s();
    UINT32 count = bfe_kit_enumerate(engine, page);
    if (count < filters)
        need(ERROR_INVALID_DATA, "FwpmFilterEnum0");
    return now_s() - start;
}

static struct result measure(HANDLE engine, BOOL persistent)
{
    struct result r;
    double        start = now_s();
    need(bfe_kit_load(engine, filters, persistent), "loading");
    r.load = now_s() - start;
    r.page_100 = enumerate(engine, 100);
    r.page_1000 = enumerate(engine, 1000);
    r.single = single_add(engine, persistent ? FWPM_FILTER_FLAG_PERSISTENT : 0);
    return r;
}

/* --- in the process ------------------------------------------------------------------------------------------------------- */

static size_t in_use(void)
{
    struct mallinfo2 m = mallinfo2();
    return m.uordblks + m.hblkhd;
}

static struct result in_process(double *bytes_each)
{
    struct bfe_config config = { .seed = 1 };
    struct bfe       *b;
    if (bfe_new(&config, &b) != WFP_OK)
        need(ERROR_NOT_ENOUGH_MEMORY, "bfe_new");
    direct_use(b);
    HANDLE        engine = open_engine();
    size_t        before = in_use();
    struct result r = measure(engine, FALSE);
    malloc_trim(0);
    *bytes_each = (double)(in_use() - before) / (filters + SINGLES);
    need(FwpmEngineClose0(engine), "FwpmEngineClose0");
    direct_use(NULL);
    bfe_free(b);
    return r;
}

/* --- over the socket ------------------------------------------------------------------------------------------------------ */

static pid_t start_daemon(const char *state, const char *path)
{
    pid_t pid = fork();
    if (pid == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(127);
        execl(WFPD, "wfpd", "--foreground", "--socket", path, "--state-dir", state, (char *)NULL);
        _exit(127);
    }
    return pid;
}

static struct result over_socket(unsigned run)
{
    char path[TEXT], state[TEXT], command[2 * TEXT];
    snprintf(path, sizeof(path), "%s/socket-%u", folder, run);
    snprintf(state, sizeof(state), "%s/state-%u", folder, run);
    setenv("OPENWFP_SOCKET", path, 1);
    pid_t         pid = start_daemon(state, path);
    HANDLE        engine = open_engine();
    struct result r = measure(engine, TRUE);
    need(FwpmEngineClose0(engine), "FwpmEngineClose0");
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
    snprintf(command, sizeof(command), "rm -rf '%s'", state);
    if (system(command) != 0)
        need(ERROR_INVALID_DATA, "cleaning up");
    return r;
}

/* --- the peers ------------------------------------------------------------------------------------------------------------ */

static void dotted(UINT32 address, char out[16])
{
    snprintf(out, 16, "%u.%u.%u.%u", address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255);
}

static void write_nft(FILE *f)
{
    fputs("table ip bench {\n chain out { type filter hook output priority 0;\n", f);
    for (int inbound = 0; inbound < 2; inbound++) {
        for (UINT32 n = 0; n < filters; n++) {
            struct bfe_kit_rule r = bfe_kit_rule(n);
            char                address[16];
            dotted(r.address, address);
            if (r.inbound == inbound)
                fprintf(f, "  ip %s %s/24 %s dport %u %s\n", inbound ? "saddr" : "daddr", address, r.protocol == 6 ? "tcp" : "udp",
                        r.port, r.block ? "drop" : "accept");
        }
        fputs(inbound ? " }\n}\n" : " }\n chain in { type filter hook input priority 0;\n", f);
    }
}

static void write_iptables(FILE *f)
{
    fputs("*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n", f);
    for (UINT32 n = 0; n < filters; n++) {
        struct bfe_kit_rule r = bfe_kit_rule(n);
        char                address[16];
        dotted(r.address, address);
        fprintf(f, "-A %s %s %s/24 -p %s --dport %u -j %s\n", r.inbound ? "INPUT" : "OUTPUT", r.inbound ? "-s" : "-d", address,
                r.protocol == 6 ? "tcp" : "udp", r.port, r.block ? "DROP" : "ACCEPT");
    }
    fputs("COMMIT\n", f);
}

/* Seconds; below 0: it cannot be had here. */
static double peer(const char *name, const char *load, void (*write)(FILE *))
{
    char   path[TEXT], command[2 * TEXT];
    double times[RUNS];
    snprintf(path, sizeof(path), "%s/%s.rules", folder, name);
    FILE *f = fopen(path, "w");
    if (!f)
        return -1;
    write(f);
    fclose(f);
    snprintf(command, sizeof(command), "exec unshare --net %s '%s' >/dev/null 2>&1", load, path);
    for (unsigned run = 0; run < RUNS; run++) {
        double start = now_s();
        if (system(command) != 0)
            return -1;
        times[run] = now_s() - start;
    }
    return median(times, RUNS);
}

static void show_peer(const char *name, double theirs, double ours)
{
    if (theirs < 0)
        printf("{\"bench\":\"bfe\",\"case\":\"%s\",\"skipped\":\"cannot load rules here: needs root, the program and its kernel part\"}\n", name);
    else
        printf("{\"bench\":\"bfe\",\"case\":\"%s\",\"rules\":%u,\"load_s\":%.3f,\"ratio\":%.2f}\n", name, filters, theirs, ours / theirs);
}

/* --- all of it ------------------------------------------------------------------------------------------------------------ */

static struct result middle(const struct result *all)
{
    double        v[4][RUNS];
    for (unsigned i = 0; i < RUNS; i++) {
        v[0][i] = all[i].load;
        v[1][i] = all[i].single;
        v[2][i] = all[i].page_100;
        v[3][i] = all[i].page_1000;
    }
    return (struct result){ median(v[0], RUNS), median(v[1], RUNS), median(v[2], RUNS), median(v[3], RUNS) };
}

static void show(const char *name, const struct result *r)
{
    printf("{\"bench\":\"bfe\",\"case\":\"%s\",\"filters\":%u,\"load_s\":%.3f,\"single_add_ms\":%.2f,\"enum_100_s\":%.3f,"
           "\"enum_1000_s\":%.3f}\n", name, filters, r->load, r->single * 1e3, r->page_100, r->page_1000);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    struct result here[RUNS], there[RUNS];
    double        bytes_each = 0, most = 0;
    if (argc > 1)
        filters = (UINT32)strtoul(argv[1], NULL, 10);
    snprintf(folder, sizeof(folder), "/tmp/bfe-bench-XXXXXX");
    if (!mkdtemp(folder))
        return 1;
    for (unsigned run = 0; run < RUNS; run++) {
        here[run] = in_process(&bytes_each);
        most = bytes_each > most ? bytes_each : most;
    }
    struct result r = middle(here);
    show("in process", &r);
    printf("{\"bench\":\"bfe\",\"case\":\"memory\",\"bytes_per_filter\":%.0f}\n", most);
    for (unsigned run = 0; run < RUNS; run++)
        there[run] = over_socket(run);
    r = middle(there);
    show("over the socket, durable", &r);
    show_peer("nft", peer("nft", "nft -f", write_nft), r.load);
    show_peer("iptables-restore", peer("iptables", "iptables-restore", write_iptables), r.load);
    char command[TEXT];
    snprintf(command, sizeof(command), "rm -rf '%s'", folder);
    return system(command) != 0;
}
