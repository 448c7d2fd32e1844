#include "kit.h"

#include <errno.h>
#include <grp.h>
#include <initguid.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "link.h"

enum { OPEN_MAX_HANDLES = 1024, PATIENCE_S = 120 };

static struct {
    const struct link_ops *link;
    struct kit_options     options;
    char                   folder[64];
    bool                   runs;
    HANDLE                 open[OPEN_MAX_HANDLES];
    unsigned               open_count;
} kit;

static void must(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "the kit cannot go on: %s: %s\n", what, strerror(errno));
    abort();
}

/* --- the engine ----------------------------------------------------------------------------------------------------------- */

void kit_main(int argc, char **argv)
{
    if (argc != 2 || (strcmp(argv[1], "direct") != 0 && strcmp(argv[1], "socket") != 0)) {
        fprintf(stderr, "usage: %s direct|socket\n", argv[0]);
        exit(2);
    }
    kit.link = strcmp(argv[1], "socket") == 0 ? &link_socket : &link_direct;
}

bool kit_is_socket(void)
{
    return kit.link == &link_socket;
}

static void start(void)
{
    kit.link->begin(kit.folder, kit.options.txn_limit_ms);
    kit.runs = true;
}

void kit_begin_with(const struct kit_options *options)
{
    char services[96];
    kit.options = options ? *options : (struct kit_options){ 0 };
    strcpy(kit.folder, "/tmp/openwfp-management-XXXXXX");
    must(mkdtemp(kit.folder) && chmod(kit.folder, 0755) == 0, kit.folder); /* other users come to the socket in it */
    snprintf(services, sizeof(services), "%s/services", kit.folder);
    must(mkdir(services, 0755) == 0, services);
    start();
}

void kit_begin(void)
{
    kit_begin_with(NULL);
}

/* Those that the test has closed itself are refused. */
static void close_all(void)
{
    while (kit.open_count)
        (void)FwpmEngineClose0(kit.open[--kit.open_count]);
}

void kit_kill(void)
{
    if (kit_is_socket()) {
        kit.link->kill(kit.folder);
        close_all();
    } else {
        close_all(); /* the engine of this process must not go before its clients; what static objects leave is nothing */
        kit.link->kill(kit.folder);
    }
    kit.runs = false;
}

void kit_stop(void)
{
    close_all();
    if (kit.runs)
        kit.link->end();
    kit.runs = false;
}

void kit_restart(void)
{
    kit_stop();
    start();
}

void kit_end(void)
{
    char command[96];
    kit_stop();
    snprintf(command, sizeof(command), "rm -rf '%s'", kit.folder);
    must(system(command) == 0, command);
}

int kit_setup(void **state)
{
    kit_begin_with(*state);
    return 0;
}

int kit_teardown(void **state)
{
    (void)state;
    kit_end();
    return 0;
}

const char *kit_folder(void)
{
    return kit.folder;
}

void kit_service(const char *name, bool starts)
{
    static const char *const parents[] = { "etc", "etc/systemd", "etc/systemd/system",
                                           "etc/systemd/system/multi-user.target.wants" };
    char                     path[512];
    for (unsigned i = 0; i < KIT_COUNT(parents); i++) {
        snprintf(path, sizeof(path), "%s/services/%s", kit.folder, parents[i]);
        must(mkdir(path, 0755) == 0 || errno == EEXIST, path);
    }
    snprintf(path, sizeof(path), "%s/services/%s/%s.service", kit.folder, parents[3], name);
    if (!starts) {
        must(unlink(path) == 0 || errno == ENOENT, path);
        return;
    }
    FILE *f = fopen(path, "w");
    must(f && fclose(f) == 0, path);
}

/* --- sessions ------------------------------------------------------------------------------------------------------------- */

static HANDLE remember(HANDLE h)
{
    must(kit.open_count < OPEN_MAX_HANDLES, "too many handles");
    return kit.open[kit.open_count++] = h;
}

HANDLE kit_open_session(const FWPM_SESSION0 *session)
{
    HANDLE h = NULL;
    assert_done(FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, session, &h));
    return remember(h);
}

HANDLE kit_open(UINT32 flags)
{
    FWPM_SESSION0 session = { .flags = flags };
    return kit_open_session(&session);
}

bool kit_may_change_user(void)
{
    return geteuid() == 0;
}

/* The user is taken when the connection is made, so it may change back at once. */
DWORD kit_try_open_as(unsigned uid, const FWPM_SESSION0 *session, HANDLE *out)
{
    gid_t groups[64];
    int   count = getgroups((int)KIT_COUNT(groups), groups);
    must(count >= 0 && setgroups(0, NULL) == 0 && setegid(uid) == 0 && seteuid(uid) == 0, "another user");
    DWORD code = FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, session, out);
    must(seteuid(0) == 0 && setegid(0) == 0 && setgroups((size_t)count, groups) == 0, "root again");
    if (code == 0)
        remember(*out);
    return code;
}

HANDLE kit_open_as(unsigned uid)
{
    HANDLE h = NULL;
    assert_done(kit_try_open_as(uid, NULL, &h));
    return h;
}

void kit_cancel_sessions(void)
{
    kit.link->cancel();
}

void kit_close(HANDLE h)
{
    for (unsigned i = 0; i < kit.open_count; i++)
        if (kit.open[i] == h) {
            kit.open[i] = kit.open[--kit.open_count];
            break;
        }
    assert_done(FwpmEngineClose0(h));
}

/* --- structures ----------------------------------------------------------------------------------------------------------- */

GUID kit_key(unsigned n)
{
    return (GUID){ 0x0a0b0c00u + n, 0x1234, 0x4567, { 0x89, 0xab, 1, 2, 3, 4, 5, 6 } };
}

FWPM_DISPLAY_DATA0 kit_display(void)
{
    return (FWPM_DISPLAY_DATA0){ KIT_TEXT("name"), KIT_TEXT("description") };
}

FWPM_PROVIDER0 kit_provider(unsigned n)
{
    return (FWPM_PROVIDER0){ .providerKey = kit_key(n), .displayData = kit_display() };
}

FWPM_SUBLAYER0 kit_sublayer(unsigned n)
{
    return (FWPM_SUBLAYER0){ .subLayerKey = kit_key(n), .displayData = kit_display(), .weight = 0x1234 };
}

FWPM_CALLOUT0 kit_callout(unsigned n)
{
    return (FWPM_CALLOUT0){ .calloutKey = kit_key(n), .displayData = kit_display(),
                            .applicableLayer = FWPM_LAYER_ALE_AUTH_CONNECT_V4 };
}

FWPM_PROVIDER_CONTEXT3 kit_context(unsigned n)
{
    static UINT8         bytes[] = { 1, 2, 3 };
    static FWP_BYTE_BLOB blob = { sizeof(bytes), bytes };
    return (FWPM_PROVIDER_CONTEXT3){ .providerContextKey = kit_key(n), .displayData = kit_display(),
                                     .type = FWPM_GENERAL_CONTEXT, .dataBuffer = &blob };
}

FWPM_FILTER0 kit_filter(unsigned n)
{
    return (FWPM_FILTER0){ .filterKey = kit_key(n), .displayData = kit_display(), .layerKey = FWPM_LAYER_ALE_AUTH_CONNECT_V4,
                           .weight = { .type = FWP_EMPTY }, .action = { .type = FWP_ACTION_BLOCK } };
}

DWORD kit_add_sublayer(HANDLE h, unsigned n)
{
    FWPM_SUBLAYER0 s = kit_sublayer(n);
    return FwpmSubLayerAdd0(h, &s, NULL);
}

bool kit_has_sublayer(HANDLE h, unsigned n)
{
    GUID            key = kit_key(n);
    FWPM_SUBLAYER0 *s;
    DWORD           code = FwpmSubLayerGetByKey0(h, &key, &s);
    if (code == 0)
        FwpmFreeMemory0((void **)&s);
    else
        assert_code(code, FWP_E_SUBLAYER_NOT_FOUND);
    return code == 0;
}

FWPM_FILTER0 *kit_read_filter(HANDLE h, unsigned n)
{
    GUID          key = kit_key(n);
    FWPM_FILTER0 *f;
    assert_done(FwpmFilterGetByKey0(h, &key, &f));
    return f;
}

UINT64 kit_add_one_of_each(HANDLE h, bool persistent)
{
    GUID                   provider = kit_key(1);
    FWPM_PROVIDER0         p = kit_provider(1);
    FWPM_PROVIDER_CONTEXT3 c = kit_context(2);
    FWPM_SUBLAYER0         s = kit_sublayer(3);
    FWPM_CALLOUT0          k = kit_callout(4);
    FWPM_FILTER0           f = kit_filter(5);
    UINT64                 id = 0;
    c.providerKey = s.providerKey = k.providerKey = f.providerKey = &provider;
    p.flags = persistent ? FWPM_PROVIDER_FLAG_PERSISTENT : 0;
    c.flags = persistent ? FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT : 0;
    s.flags = persistent ? FWPM_SUBLAYER_FLAG_PERSISTENT : 0;
    k.flags = persistent ? FWPM_CALLOUT_FLAG_PERSISTENT : 0;
    f.flags = FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT | (persistent ? FWPM_FILTER_FLAG_PERSISTENT : 0);
    f.subLayerKey = kit_key(3);
    f.providerContextKey = kit_key(2);
    f.action.type = FWP_ACTION_CALLOUT_TERMINATING;
    f.action.calloutKey = kit_key(4);
    assert_done(FwpmProviderAdd0(h, &p, NULL));
    assert_done(FwpmProviderContextAdd3(h, &c, NULL, NULL));
    assert_done(FwpmSubLayerAdd0(h, &s, NULL));
    assert_done(FwpmCalloutAdd0(h, &k, NULL, NULL));
    assert_done(FwpmFilterAdd0(h, &f, NULL, &id));
    return id;
}

#define ADD_COUNT(h, total, type, kind)                              \
    do {                                                             \
        HANDLE e;                                                    \
        UINT32 n;                                                    \
        type **all;                                                  \
        assert_done(Fwpm##kind##CreateEnumHandle0((h), NULL, &e));   \
        assert_done(Fwpm##kind##Enum0((h), e, 1000000, &all, &n));   \
        assert_done(Fwpm##kind##DestroyEnumHandle0((h), e));         \
        FwpmFreeMemory0((void **)&all);                              \
        (total) += n;                                                \
    } while (0)

unsigned kit_count_objects(HANDLE h)
{
    unsigned total = 0;
    ADD_COUNT(h, total, FWPM_PROVIDER0, Provider);
    ADD_COUNT(h, total, FWPM_PROVIDER_CONTEXT0, ProviderContext);
    ADD_COUNT(h, total, FWPM_SUBLAYER0, SubLayer);
    ADD_COUNT(h, total, FWPM_CALLOUT0, Callout);
    ADD_COUNT(h, total, FWPM_FILTER0, Filter);
    return total;
}

void kit_moment(struct kit_patience *p)
{
    struct timespec now, moment = { .tv_nsec = 1000000 };
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!p->deadline)
        p->deadline = now.tv_sec + PATIENCE_S;
    if (now.tv_sec > p->deadline)
        fail_msg("nothing has happened for %d seconds", PATIENCE_S);
    nanosleep(&moment, NULL);
}

bool kit_same_key(const GUID *a, const GUID *b)
{
    return memcmp(a, b, sizeof(*a)) == 0;
}

bool kit_same_text(const WCHAR *a, const WCHAR *b)
{
    size_t i = 0;
    if (!a || !b)
        return a == b;
    while (a[i] && a[i] == b[i])
        i++;
    return a[i] == b[i];
}
