/* usage: bfe_crash [FILTERS [SEED]]
 *
 * A policy of many filters in a wfpd that is killed: between commits, in the middle of one, and with its database cut or
 * spoilt while it is down. What comes back is what was before a commit or what was after it, whole, down to the last
 * condition. And of two programs one dies in the middle of a transaction: nothing of that is left, and the other goes on. */
#include <fcntl.h>

#include "wfpd_kit.h"

#include "bfe_kit.h"
#include "record/record.h"

enum { STEP = 500, KILLS = 6, CUTS = 12, VERSIONS = 8, SNAPSHOT_LEAST = 100 * 2 * STEP };

static uint64_t random_state;

static uint32_t next_random(uint32_t below)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 32) % below;
}

static void need(DWORD err, const char *what)
{
    if (err)
        wfpd_fail("%s: 0x%x", what, (unsigned)err);
}

/* --- a policy in a few bytes ---------------------------------------------------------------------------------------------- */

struct digest {
    UINT32   filters;
    uint64_t sum; /* of what each says, in no order */
};

static uint64_t hash(struct bytes b)
{
    uint64_t h = 0xcbf29ce484222325u;
    uint8_t  byte;
    while (bytes_u8(&b, &byte))
        h = (h ^ byte) * 0x100000001b3u;
    return h ^ h >> 31;
}

/* A run-time id is not what the filter says. */
static uint64_t hash_filter(FWPM_FILTER0 *f)
{
    struct buffer out;
    buffer_init(&out);
    f->filterId = 0;
    if (record_encode(&record_FWPM_FILTER0, f, &out) != WFP_OK)
        wfpd_fail("a filter cannot be encoded");
    uint64_t h = hash(buffer_bytes(&out));
    buffer_fini(&out);
    return h;
}

static struct digest digest_of(HANDLE engine)
{
    struct digest  d = { 0 };
    FWPM_FILTER0 **entries;
    HANDLE         handle;
    UINT32         n = 1;
    need(FwpmFilterCreateEnumHandle0(engine, NULL, &handle), "FwpmFilterCreateEnumHandle0");
    while (n > 0) {
        need(FwpmFilterEnum0(engine, handle, 1000, &entries, &n), "FwpmFilterEnum0");
        for (UINT32 i = 0; i < n; i++)
            d.sum += hash_filter(entries[i]);
        d.filters += n;
        FwpmFreeMemory0((void **)&entries);
    }
    need(FwpmFilterDestroyEnumHandle0(engine, handle), "FwpmFilterDestroyEnumHandle0");
    return d;
}

static struct digest digest_now(void)
{
    HANDLE        engine = kit_open(0);
    struct digest d = digest_of(engine);
    need(FwpmEngineClose0(engine), "FwpmEngineClose0");
    return d;
}

static bool same(struct digest a, struct digest b)
{
    return a.filters == b.filters && a.sum == b.sum;
}

static void expect(struct digest now, struct digest wanted, const char *when)
{
    if (!same(now, wanted))
        wfpd_fail("%s: %u filters instead of %u, or other ones", when, now.filters, wanted.filters);
}

static void add_step(HANDLE engine, UINT32 from)
{
    need(FwpmTransactionBegin0(engine, 0), "FwpmTransactionBegin0");
    for (UINT32 n = from; n < from + STEP; n++)
        need(bfe_kit_add(engine, n, FWPM_FILTER_FLAG_PERSISTENT, NULL), "FwpmFilterAdd0");
}

static void restart(struct wfpd *d)
{
    wfpd_end(d, SIGKILL);
    wfpd_start(d);
}

/* --- killed between commits ----------------------------------------------------------------------------------------------- */

static void a_policy_survives(struct wfpd *d, UINT32 filters)
{
    HANDLE engine = kit_open(0);
    need(bfe_kit_load(engine, filters, TRUE), "loading");
    struct digest before = digest_of(engine);
    if (before.filters != filters)
        wfpd_fail("%u filters of %u", before.filters, filters);
    need(FwpmEngineClose0(engine), "FwpmEngineClose0");
    restart(d);
    expect(digest_now(), before, "killed after a commit");
}

/* --- two programs, one of which dies -------------------------------------------------------------------------------------- */

static pid_t program_that_dies(UINT32 from, int ready)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    HANDLE engine = kit_open(0);
    add_step(engine, from);
    if (write(ready, "", 1) != 1)
        _exit(1);
    for (;;)
        pause();
}

static void a_dead_program_leaves_nothing_of_its_transaction(UINT32 from)
{
    struct digest before = digest_now();
    FWPM_SESSION0 session = { .txnWaitTimeoutInMSec = INFINITE };
    int           ready[2];
    char          byte;
    if (pipe(ready) != 0)
        wfpd_fail("pipe");
    pid_t  dies = program_that_dies(from, ready[1]);
    HANDLE engine = kit_open_with(&session);
    if (read(ready[0], &byte, 1) != 1)
        wfpd_fail("the program did not begin");
    kill(dies, SIGKILL);
    waitpid(dies, NULL, 0);
    need(FwpmTransactionBegin0(engine, 0), "the other's FwpmTransactionBegin0");
    expect(digest_of(engine), before, "a program has died in its transaction");
    need(bfe_kit_add(engine, from, FWPM_FILTER_FLAG_PERSISTENT, NULL), "the other's FwpmFilterAdd0");
    need(FwpmTransactionCommit0(engine), "the other's FwpmTransactionCommit0");
    if (digest_of(engine).filters != before.filters + 1)
        wfpd_fail("the other's filter is missing");
    GUID key = bfe_kit_key(from);
    need(FwpmFilterDeleteByKey0(engine, &key), "FwpmFilterDeleteByKey0");
    need(FwpmEngineClose0(engine), "FwpmEngineClose0");
    close(ready[0]);
    close(ready[1]);
}

/* --- killed in the middle of a commit ------------------------------------------------------------------------------------- */

static pid_t program_that_commits(UINT32 from, int ready)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    HANDLE engine = kit_open(0);
    add_step(engine, from);
    if (write(ready, "", 1) != 1)
        _exit(1);
    DWORD err = FwpmTransactionCommit0(engine);
    _exit(err == 0 ? 0 : 3);
}

/* What the commit would have made of it, found by making it and taking it back. */
static struct digest digest_after(UINT32 from)
{
    HANDLE engine = kit_open(0);
    add_step(engine, from);
    struct digest d = digest_of(engine);
    need(FwpmTransactionAbort0(engine), "FwpmTransactionAbort0");
    need(FwpmEngineClose0(engine), "FwpmEngineClose0");
    return d;
}

/* Whether it had been committed. */
static bool kill_within_commit(struct wfpd *d, UINT32 from)
{
    struct digest before = digest_now(), after = digest_after(from);
    int           ready[2], status;
    char          byte;
    if (pipe(ready) != 0)
        wfpd_fail("pipe");
    pid_t program = program_that_commits(from, ready[1]);
    if (read(ready[0], &byte, 1) != 1)
        wfpd_fail("the program did not begin");
    usleep(next_random(30000));
    restart(d);
    if (waitpid(program, &status, 0) != program || !WIFEXITED(status))
        wfpd_fail("the program did not end by itself");
    close(ready[0]);
    close(ready[1]);
    struct digest now = digest_now();
    if (WEXITSTATUS(status) == 0)
        expect(now, after, "killed after a commit was answered");
    if (!same(now, after))
        expect(now, before, "killed within a commit");
    return same(now, after);
}

/* --- cut and spoilt ------------------------------------------------------------------------------------------------------- */

static void shell(const char *format, const char *a, const char *b)
{
    char command[256];
    snprintf(command, sizeof(command), format, a, b);
    if (system(command) != 0)
        wfpd_fail("%s", command);
}

/* The end of a file is lost, or a few bytes in it are others. */
static void damage(const char *path)
{
    struct stat st;
    int         fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0)
        wfpd_fail("%s: %s", path, strerror(errno));
    if (st.st_size > 0 && next_random(3)) {
        if (ftruncate(fd, (off_t)next_random((uint32_t)st.st_size)) != 0)
            wfpd_fail("ftruncate: %s", strerror(errno));
    } else if (st.st_size > 0) {
        uint64_t junk = random_state;
        if (pwrite(fd, &junk, sizeof(junk), (off_t)next_random((uint32_t)st.st_size)) != sizeof(junk))
            wfpd_fail("pwrite: %s", strerror(errno));
    }
    close(fd);
}

static void one_of(struct digest now, const struct digest *versions, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (same(now, versions[i]))
            return;
    wfpd_fail("%u filters came back that no commit had made", now.filters);
}

/* The snapshot of the first commit follows it on a thread; before it there is one of the empty store. */
static void await_snapshot(const struct wfpd *d)
{
    uint64_t    deadline = kit_now_ms() + KIT_PATIENCE_MS;
    char        path[128];
    struct stat st;
    snprintf(path, sizeof(path), "%s/policy.snapshot", d->state);
    while ((stat(path, &st) != 0 || st.st_size < SNAPSHOT_LEAST) && kit_wait_on(deadline))
        ;
    if (stat(path, &st) != 0 || st.st_size < SNAPSHOT_LEAST)
        wfpd_fail("no snapshot");
}

static void what_is_damaged_comes_back_whole(struct wfpd *d, UINT32 filters)
{
    static const char *const files[] = { "policy.db", "policy.db-wal" };
    struct digest            versions[VERSIONS];
    char                     kept[96], path[128];
    HANDLE                   engine = kit_open(0);
    need(bfe_kit_load(engine, filters, TRUE), "loading");
    versions[0] = digest_of(engine);
    await_snapshot(d);
    for (UINT32 v = 1; v < VERSIONS; v++) {
        add_step(engine, filters + v * STEP);
        need(FwpmTransactionCommit0(engine), "FwpmTransactionCommit0");
        versions[v] = digest_of(engine);
    }
    need(FwpmEngineClose0(engine), "FwpmEngineClose0");
    wfpd_end(d, SIGKILL);
    snprintf(kept, sizeof(kept), "%s/kept", d->folder);
    shell("cp -r '%s' '%s'", d->state, kept);
    for (unsigned i = 0; i < CUTS; i++) {
        shell("rm -rf '%s'", d->state, "");
        shell("cp -r '%s' '%s'", kept, d->state);
        snprintf(path, sizeof(path), "%s/%s", d->state, files[i % 2]);
        damage(path);
        wfpd_start(d);
        one_of(digest_now(), versions, VERSIONS);
        wfpd_end(d, SIGKILL);
    }
    wfpd_start(d);
}

int main(int argc, char **argv)
{
    UINT32      filters = argc > 1 ? (UINT32)strtoul(argv[1], NULL, 0) : 100000;
    uint64_t    seed = argc > 2 ? strtoull(argv[2], NULL, 0) : (uint64_t)time(NULL);
    unsigned    committed = 0;
    struct wfpd d;
    random_state = seed * 0x9e3779b97f4a7c15u | 1;
    printf("seed %llu\n", (unsigned long long)seed);
    fflush(stdout);
    wfpd_init(&d);
    a_policy_survives(&d, filters);
    a_dead_program_leaves_nothing_of_its_transaction(filters);
    wfpd_fini(&d);
    wfpd_init(&d);
    a_policy_survives(&d, 2 * STEP);
    for (UINT32 i = 0; i < KILLS; i++)
        committed += kill_within_commit(&d, (i + 2) * STEP);
    wfpd_fini(&d);
    wfpd_init(&d);
    what_is_damaged_comes_back_whole(&d, 2 * STEP);
    wfpd_fini(&d);
    printf("%u filters; killed within %u commits, of which %u hold; damaged %u times\n", filters, KILLS, committed, CUTS);
    return 0;
}
