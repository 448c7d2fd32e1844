/* usage: bfe_load [SECONDS [SEED]]
 *
 * Sixty-four programs that add, delete, enumerate, subscribe, hold transactions and die in the middle of it, for so many
 * seconds, at one wfpd. Every answer must be one that the call may give. At the end nothing is left of anybody: no session, no
 * lock, no object of a dynamic session, no descriptor, no thread; and what static sessions left is whole. */
#include <pthread.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "wfpd_kit.h"

#include "rpc/frame.h"

enum { PROGRAMS = 64, KEYS = 60, DYNAMIC = 0xd1a00000, STATIC = 0x57a00000 };

/* Shared with the programs. */
struct tally {
    unsigned calls, events, deaths, commits, wrong;
    char     what[128];
};

static struct tally *tally;

struct program {
    uint64_t random;
    HANDLE   engine;
    UINT32   flags; /* of its session */
};

static uint32_t next_random(struct program *p, uint32_t below)
{
    p->random ^= p->random << 13;
    p->random ^= p->random >> 7;
    p->random ^= p->random << 17;
    return (uint32_t)(p->random >> 32) % below;
}

static void count(unsigned *what)
{
    __atomic_fetch_add(what, 1, __ATOMIC_RELAXED);
}

static void wrong(const char *call, DWORD err)
{
    if (__atomic_fetch_add(&tally->wrong, 1, __ATOMIC_RELAXED) == 0)
        snprintf(tally->what, sizeof(tally->what), "%s answered 0x%x", call, (unsigned)err);
}

/* WFP_OK, or one of those that other programs' doings explain. */
static bool check(const char *call, DWORD err, DWORD may, DWORD may_too)
{
    count(&tally->calls);
    if (err && err != may && err != may_too && err != (DWORD)FWP_E_TIMEOUT)
        wrong(call, err);
    return err == 0;
}

/* --- what a program does -------------------------------------------------------------------------------------------------- */

static GUID key_of(const struct program *p, uint32_t n)
{
    bool dynamic = p->flags & FWPM_SESSION_FLAG_DYNAMIC;
    GUID key = { (dynamic ? DYNAMIC : STATIC) + n, dynamic ? (UINT16)getpid() : 0, 1, { 1, 2, 3, 4, 5, 6, 7, 8 } };
    return key;
}

static void add_filter(struct program *p)
{
    FWPM_FILTER_CONDITION0 c = { FWPM_CONDITION_IP_REMOTE_PORT, FWP_MATCH_EQUAL, { .type = FWP_UINT16, .uint16 = 80 } };
    FWPM_FILTER0           f = { .filterKey = key_of(p, next_random(p, KEYS)), .displayData = { (WCHAR *)u"load", NULL },
                                 .layerKey = FWPM_LAYER_ALE_AUTH_CONNECT_V4, .numFilterConditions = 1, .filterCondition = &c };
    UINT64 id;
    f.action.type = FWP_ACTION_PERMIT;
    check("FwpmFilterAdd0", FwpmFilterAdd0(p->engine, &f, NULL, &id), FWP_E_ALREADY_EXISTS, 0);
}

static void delete_filter(struct program *p)
{
    GUID key = key_of(p, next_random(p, KEYS));
    check("FwpmFilterDeleteByKey0", FwpmFilterDeleteByKey0(p->engine, &key), FWP_E_FILTER_NOT_FOUND, 0);
}

static void add_with_sublayer(struct program *p)
{
    FWPM_SUBLAYER0 s = { .subLayerKey = key_of(p, next_random(p, KEYS)), .displayData = { (WCHAR *)u"load", NULL }, .weight = 3 };
    FWPM_FILTER0   f = { .filterKey = key_of(p, next_random(p, KEYS)), .displayData = { (WCHAR *)u"load", NULL },
                         .layerKey = FWPM_LAYER_ALE_AUTH_CONNECT_V6, .subLayerKey = s.subLayerKey };
    f.action.type = FWP_ACTION_BLOCK;
    check("FwpmSubLayerAdd0", FwpmSubLayerAdd0(p->engine, &s, NULL), FWP_E_ALREADY_EXISTS, 0);
    check("FwpmFilterAdd0", FwpmFilterAdd0(p->engine, &f, NULL, NULL), FWP_E_ALREADY_EXISTS, FWP_E_SUBLAYER_NOT_FOUND);
    if (next_random(p, 2))
        check("FwpmSubLayerDeleteByKey0", FwpmSubLayerDeleteByKey0(p->engine, &s.subLayerKey), FWP_E_IN_USE, FWP_E_SUBLAYER_NOT_FOUND);
}

static void enumerate(struct program *p)
{
    FWPM_FILTER0 **entries;
    HANDLE         handle;
    UINT32         n = 1;
    if (!check("FwpmFilterCreateEnumHandle0", FwpmFilterCreateEnumHandle0(p->engine, NULL, &handle), 0, 0))
        return;
    while (n > 0 && check("FwpmFilterEnum0", FwpmFilterEnum0(p->engine, handle, 1 + next_random(p, 100), &entries, &n), 0, 0)) {
        for (UINT32 i = 0; i < n; i++)
            if (!entries[i]->displayData.name || !entries[i]->filterId || entries[i]->effectiveWeight.type != FWP_UINT64)
                wrong("FwpmFilterEnum0 gave half a filter and", 0);
        FwpmFreeMemory0((void **)&entries);
    }
    if (next_random(p, 2)) /* otherwise the session's end takes it along */
        check("FwpmFilterDestroyEnumHandle0", FwpmFilterDestroyEnumHandle0(p->engine, handle), 0, 0);
}

static void CALLBACK on_change(void *context, const FWPM_FILTER_CHANGE0 *change)
{
    (void)context;
    if (change->changeType != FWPM_CHANGE_ADD && change->changeType != FWPM_CHANGE_DELETE)
        wrong("a subscription told of a change of type", (DWORD)change->changeType);
    count(&tally->events);
}

static void subscribe(struct program *p)
{
    FWPM_FILTER_SUBSCRIPTION0 s = { .flags = FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD | FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE };
    HANDLE                    handle;
    if (!check("FwpmFilterSubscribeChanges0", FwpmFilterSubscribeChanges0(p->engine, &s, on_change, NULL, &handle), 0, 0))
        return;
    add_filter(p);
    delete_filter(p);
    if (next_random(p, 2))
        check("FwpmFilterUnsubscribeChanges0", FwpmFilterUnsubscribeChanges0(p->engine, handle), 0, 0);
}

static void transact(struct program *p)
{
    UINT32 flags = next_random(p, 4) ? 0 : FWPM_TXN_READ_ONLY;
    if (!check("FwpmTransactionBegin0", FwpmTransactionBegin0(p->engine, flags), 0, 0))
        return;
    for (uint32_t n = next_random(p, 6); n > 0; n--) {
        if (flags || next_random(p, 3) == 0)
            enumerate(p);
        else
            next_random(p, 2) ? add_filter(p) : delete_filter(p);
    }
    if (next_random(p, 8) == 0)
        return; /* and dies with it, or begins another one in vain */
    if (next_random(p, 3) == 0) {
        check("FwpmTransactionAbort0", FwpmTransactionAbort0(p->engine), 0, 0);
    } else if (check("FwpmTransactionCommit0", FwpmTransactionCommit0(p->engine), 0, 0)) {
        count(&tally->commits);
    }
}

/* Bytes that are no whole request, or a request that is none, and gone. */
static void misbehave(struct program *p)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    struct buffer      wire;
    uint8_t            junk[200];
    int                fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(a.sun_path, sizeof(a.sun_path), "%s", getenv("OPENWFP_SOCKET"));
    buffer_init(&wire);
    for (size_t i = 0; i < sizeof(junk); i++)
        junk[i] = (uint8_t)next_random(p, 256);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&a, sizeof(a)) == 0 && frame_put(&wire, FRAME_REQUEST, 1, bytes_of(junk, sizeof(junk)))) {
        ssize_t sent = send(fd, wire.data, 1 + next_random(p, (uint32_t)wire.size), MSG_NOSIGNAL);
        (void)sent;
    }
    buffer_fini(&wire);
    if (fd >= 0)
        close(fd);
}

static void live(struct program *p)
{
    static void (*const doings[])(struct program *) = { add_filter, add_filter, delete_filter, add_with_sublayer, enumerate,
                                                        subscribe, transact, transact, misbehave };
    FWPM_SESSION0       session = { .displayData = { (WCHAR *)u"load", NULL }, .txnWaitTimeoutInMSec = 50 };
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    p->flags = session.flags = next_random(p, 3) ? FWPM_SESSION_FLAG_DYNAMIC : 0;
    p->engine = kit_open_with(&session);
    bool held = false;
    for (uint32_t n = next_random(p, 60); n > 0 && !held; n--) {
        doings[next_random(p, sizeof(doings) / sizeof(doings[0]))](p);
        DWORD err = FwpmTransactionBegin0(p->engine, FWPM_TXN_READ_ONLY);
        held = err == (DWORD)FWP_E_TXN_IN_PROGRESS; /* transact() has left one */
        if (err == 0)
            check("FwpmTransactionCommit0", FwpmTransactionCommit0(p->engine), 0, 0);
        else if (!held)
            check("FwpmTransactionBegin0", err, 0, 0);
    }
    switch (next_random(p, 4)) {
    case 0:
        raise(SIGKILL);
        break;
    case 1:
        _exit(0);
    default:
        check("FwpmEngineClose0", FwpmEngineClose0(p->engine), 0, 0);
        _exit(0);
    }
}

/* --- the run -------------------------------------------------------------------------------------------------------------- */

static pid_t begin_program(uint64_t seed)
{
    struct program p = { .random = seed * 0x9e3779b97f4a7c15u | 1 };
    pid_t          pid = fork();
    if (pid == 0) {
        next_random(&p, 2);
        live(&p);
        _exit(0);
    }
    if (pid < 0)
        wfpd_fail("fork: %s", strerror(errno));
    return pid;
}

static void reap(pid_t pid, int options)
{
    int status;
    if (waitpid(pid, &status, options) != pid)
        return;
    count(&tally->deaths);
    if (WIFEXITED(status) ? WEXITSTATUS(status) != 0 : WTERMSIG(status) != SIGKILL)
        wrong("a program of the load ended, and its status", (DWORD)status);
}

static void run(double seconds, uint64_t seed)
{
    struct program dice = { .random = seed | 1 };
    pid_t          programs[PROGRAMS] = { 0 };
    uint64_t       end = kit_now_ms() + (uint64_t)(seconds * 1000);
    while (kit_now_ms() < end) {
        for (unsigned i = 0; i < PROGRAMS; i++) {
            if (programs[i] && (reap(programs[i], WNOHANG), kill(programs[i], 0) != 0))
                programs[i] = 0;
            if (!programs[i])
                programs[i] = begin_program(++seed);
        }
        if (next_random(&dice, 3) == 0)
            kill(programs[next_random(&dice, PROGRAMS)], SIGKILL);
        usleep(500);
    }
    for (unsigned i = 0; i < PROGRAMS; i++) {
        kill(programs[i], SIGKILL);
        reap(programs[i], 0);
    }
}

/* --- what is left --------------------------------------------------------------------------------------------------------- */

static UINT32 sessions(HANDLE engine)
{
    FWPM_SESSION0 **entries;
    HANDLE          handle;
    UINT32          n = 0;
    if (FwpmSessionCreateEnumHandle0(engine, NULL, &handle) || FwpmSessionEnum0(engine, handle, 1000, &entries, &n))
        wfpd_fail("sessions cannot be enumerated");
    FwpmFreeMemory0((void **)&entries);
    FwpmSessionDestroyEnumHandle0(engine, handle);
    return n;
}

static void check_filters(HANDLE engine)
{
    FWPM_FILTER0 **entries, *again;
    FWPM_SUBLAYER0 *sublayer;
    HANDLE          handle;
    UINT32          n;
    if (FwpmFilterCreateEnumHandle0(engine, NULL, &handle) || FwpmFilterEnum0(engine, handle, UINT32_MAX, &entries, &n))
        wfpd_fail("filters cannot be enumerated");
    for (UINT32 i = 0; i < n; i++) {
        if (entries[i]->filterKey.Data1 - STATIC >= KEYS)
            wfpd_fail("a filter is left of a session that is not: %x", entries[i]->filterKey.Data1);
        if (FwpmSubLayerGetByKey0(engine, &entries[i]->subLayerKey, &sublayer) ||
            FwpmFilterGetById0(engine, entries[i]->filterId, &again) || memcmp(&again->filterKey, &entries[i]->filterKey, sizeof(GUID)) != 0)
            wfpd_fail("filter %u is not whole", i);
        FwpmFreeMemory0((void **)&sublayer);
        FwpmFreeMemory0((void **)&again);
    }
    FwpmFreeMemory0((void **)&entries);
    FwpmFilterDestroyEnumHandle0(engine, handle);
}

static void check_sublayers(HANDLE engine)
{
    FWPM_SUBLAYER0 **entries;
    HANDLE           handle;
    UINT32           n;
    if (FwpmSubLayerCreateEnumHandle0(engine, NULL, &handle) || FwpmSubLayerEnum0(engine, handle, UINT32_MAX, &entries, &n))
        wfpd_fail("sublayers cannot be enumerated");
    for (UINT32 i = 0; i < n; i++)
        if (entries[i]->subLayerKey.Data1 - DYNAMIC < KEYS)
            wfpd_fail("a sublayer is left of a session that is not");
    FwpmFreeMemory0((void **)&entries);
    FwpmSubLayerDestroyEnumHandle0(engine, handle);
}

static void check_end(const struct wfpd *d, unsigned at_rest)
{
    HANDLE   engine = kit_open(0);
    uint64_t deadline = kit_now_ms() + KIT_PATIENCE_MS;
    while (sessions(engine) != 1 && kit_wait_on(deadline))
        ;
    if (sessions(engine) != 1)
        wfpd_fail("%u sessions are left", sessions(engine) - 1);
    if (FwpmTransactionBegin0(engine, 0) || FwpmTransactionAbort0(engine))
        wfpd_fail("the lock is left");
    check_filters(engine);
    check_sublayers(engine);
    FwpmEngineClose0(engine);
    while (wfpd_entries(d) > at_rest && kit_wait_on(deadline))
        ;
    if (wfpd_entries(d) > at_rest)
        wfpd_fail("%u descriptors or threads are left", wfpd_entries(d) - at_rest);
}

/* The last connection's thread ends a moment after its client. */
static unsigned entries_at_rest(const struct wfpd *d)
{
    uint64_t deadline = kit_now_ms() + KIT_PATIENCE_MS;
    unsigned n = wfpd_entries(d);
    HANDLE   engine = kit_open(0);
    while (sessions(engine) != 1 && kit_wait_on(deadline))
        ;
    FwpmEngineClose0(engine);
    for (unsigned i = 0; i < 100; i++) { /* the least that it has been seen with is rest */
        unsigned now = wfpd_entries(d);
        n = now < n ? now : n;
        usleep(1000);
    }
    return n;
}

int main(int argc, char **argv)
{
    double      seconds = argc > 1 ? atof(argv[1]) : 2;
    uint64_t    seed = argc > 2 ? strtoull(argv[2], NULL, 0) : (uint64_t)time(NULL);
    struct wfpd d;
    printf("seed %llu\n", (unsigned long long)seed);
    fflush(stdout);
    tally = mmap(NULL, sizeof(*tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    wfpd_init(&d);
    unsigned at_rest = entries_at_rest(&d);
    run(seconds, seed);
    check_end(&d, at_rest);
    wfpd_fini(&d);
    printf("%u calls, %u commits, %u events, %u deaths\n", tally->calls, tally->commits, tally->events, tally->deaths);
    if (tally->wrong)
        wfpd_fail("%u wrong answers, the first: %s", tally->wrong, tally->what);
    if (!tally->commits || !tally->events || tally->deaths <= PROGRAMS)
        wfpd_fail("it was no load: something never happened");
    return 0;
}
