/* usage: bfe_abuse [SECONDS [SEED]]
 *
 * Every function of the protocol, with valid, spoilt, cut and overlong arguments, at a wfpd: first by a program whose user
 * has no rights, which is told so and changes nothing, then by one that has them all and may do what it likes, but not end the
 * daemon. */
#include <pthread.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "wfpd_kit.h"

#include "bfe_kit.h"
#include "host/history.h"
#include "record/device_call.h"
#include "request_kit.h"
#include "rpc/frame.h"
#include "rpc/rpc.h"

enum { NOBODY = 65534, FILTERS = 50, SKIPPED = 77, ROUNDS_LEAST = 2 };

static struct record_kit dice;

/* --- what there is, as bytes ---------------------------------------------------------------------------------------------- */

#define PICTURE_OF(kind, type)                                                                                             \
    static void picture_##kind(HANDLE engine, struct buffer *out)                                                          \
    {                                                                                                                      \
        type **entries;                                                                                                    \
        HANDLE handle;                                                                                                     \
        UINT32 n;                                                                                                          \
        if (Fwpm##kind##CreateEnumHandle0(engine, NULL, &handle) || Fwpm##kind##Enum0(engine, handle, UINT32_MAX, &entries, &n)) \
            wfpd_fail("no " #kind "s");                                                                                    \
        if (record_encode_array(&record_##type, (const void *const *)entries, n, out) != WFP_OK)                           \
            wfpd_fail(#kind "s cannot be encoded");                                                                        \
        FwpmFreeMemory0((void **)&entries);                                                                                \
        Fwpm##kind##DestroyEnumHandle0(engine, handle);                                                                    \
    }
PICTURE_OF(Provider, FWPM_PROVIDER0)
PICTURE_OF(SubLayer, FWPM_SUBLAYER0)
PICTURE_OF(Callout, FWPM_CALLOUT0)
PICTURE_OF(Filter, FWPM_FILTER0)
#undef PICTURE_OF

static void picture_engine(HANDLE engine, struct buffer *out)
{
    PSID                 owner, group;
    PACL                 dacl, sacl;
    PSECURITY_DESCRIPTOR sd;
    FWP_VALUE0          *value;
    if (FwpmEngineGetSecurityInfo0(engine, DACL_SECURITY_INFORMATION, &owner, &group, &dacl, &sacl, &sd) ||
        FwpmEngineGetOption0(engine, FWPM_ENGINE_COLLECT_NET_EVENTS, &value))
        wfpd_fail("no engine");
    buffer_put(out, dacl, dacl->AclSize);
    buffer_put(out, &value->uint32, sizeof(value->uint32));
    FwpmFreeMemory0((void **)&sd);
    FwpmFreeMemory0((void **)&value);
}

static struct buffer picture(void)
{
    struct buffer out;
    HANDLE        engine = kit_open(0);
    buffer_init(&out);
    picture_Provider(engine, &out);
    picture_SubLayer(engine, &out);
    picture_Callout(engine, &out);
    picture_Filter(engine, &out);
    picture_engine(engine, &out);
    FwpmEngineClose0(engine);
    return out;
}

/* --- requests ------------------------------------------------------------------------------------------------------------- */

static struct rpc_client *connect_client(void)
{
    struct rpc_client_config config = { .connect_ms = KIT_PATIENCE_MS };
    struct rpc_client       *c;
    if (rpc_client_new(&config, &c) != WFP_OK)
        wfpd_fail("the daemon takes nobody any more");
    return c;
}

/* The Win32 code that begins every reply. */
static bool code_of(struct bytes reply, uint32_t *code)
{
    uint8_t  head, first, low;
    uint16_t word;
    if (!bytes_u8(&reply, &head) || head != 0x82 || !bytes_u8(&reply, &first))
        return false;
    *code = first;
    if (first == 0x18 && bytes_u8(&reply, &low))
        *code = low;
    else if (first == 0x19 && bytes_u16(&reply, &word))
        *code = word;
    else if (first == 0x1a)
        return bytes_u32(&reply, code);
    return first < 0x1a;
}

/* A spoilt request may be one to a device, of which the daemon has none. */
static bool status_of(struct bytes reply, uint32_t *status)
{
    struct device_reply r;
    if (device_reply_decode(reply, &r) != WFP_OK)
        return false;
    *status = r.status;
    return true;
}

static bool answer_of(struct bytes request, struct bytes reply, uint32_t *code)
{
    if (device_asks(request))
        return status_of(reply, code);
    return history_asks(request) ? bytes_u32_le(&reply, code) : code_of(reply, code);
}

/* false: the daemon ended the connection, as it does with what is too long. */
static bool call(struct rpc_client *c, struct bytes request, uint32_t *code)
{
    struct buffer reply;
    buffer_init(&reply);
    enum wfp_status err = rpc_client_call(c, request, &reply);
    if (err == WFP_OK && !answer_of(request, buffer_bytes(&reply), code))
        wfpd_fail("a reply that says nothing: %zu bytes, which begin with %02x %02x", reply.size, reply.size ? reply.data[0] : 0,
                  reply.size > 1 ? reply.data[1] : 0);
    buffer_fini(&reply);
    return err == WFP_OK;
}

/* What a valid request becomes. */
static void spoil(struct buffer *request)
{
    switch (kit_random(&dice, 5)) {
    case 0:
        request->size = kit_random(&dice, (uint32_t)request->size + 1);
        break;
    case 1:
        for (unsigned i = 1 + kit_random(&dice, 4); i > 0 && request->size; i--)
            request->data[kit_random(&dice, (uint32_t)request->size)] = (uint8_t)kit_random(&dice, 256);
        break;
    case 2: {
        size_t   more = kit_random(&dice, 20) ? kit_random(&dice, 3000) : 1 << 20;
        uint8_t *tail = buffer_grow(request, more);
        if (tail)
            memset(tail, (int)kit_random(&dice, 256), more);
        break;
    }
    default:
        break;
    }
}

static struct rpc_client *open_again(struct rpc_client *c)
{
    uint32_t code = 1;
    rpc_client_free(c);
    c = connect_client();
    for (unsigned tries = 0; code != 0; tries++) {
        struct buffer request;
        buffer_init(&request);
        request_make(&dice, &call_FwpmEngineOpen0, &request);
        if (!call(c, buffer_bytes(&request), &code) || tries > 10000)
            wfpd_fail("no session: 0x%x", code);
        buffer_fini(&request);
    }
    return c;
}

/* What anybody may do; the system's ports have no container that could say otherwise, and there are none. */
static bool may_succeed(const struct call_row *row)
{
    static const unsigned may[] = { CALL_ENGINE_OPEN, CALL_ENGINE_CLOSE, CALL_TRANSACTION_BEGIN, CALL_TRANSACTION_COMMIT,
                                    CALL_TRANSACTION_ABORT, CALL_SYSTEM_PORTS_GET, CALL_SYSTEM_PORTS_SUBSCRIBE,
                                    CALL_SYSTEM_PORTS_UNSUBSCRIBE };
    for (size_t i = 0; i < COUNT_OF(may); i++)
        if (row->op == may[i])
            return true;
    return false;
}

/* Every function once. How many were denied. */
static unsigned round_of_calls(struct rpc_client **c, bool has_rights, bool spoils)
{
    unsigned denied = 0;
    for (size_t number = 0; number < call_row_count; number++) {
        const struct call_row *row = call_rows[number];
        struct buffer          request;
        uint32_t               code = 0;
        if (!row)
            continue;
        buffer_init(&request);
        request_make(&dice, row, &request);
        if (spoils)
            spoil(&request);
        if (!call(*c, buffer_bytes(&request), &code))
            *c = open_again(*c);
        else if (code == 0 && !has_rights && !spoils && !may_succeed(row))
            wfpd_fail("%s is allowed to anybody", row->name);
        denied += code == status_row(WFP_ACCESS_DENIED)->win32;
        if (row->op == CALL_ENGINE_CLOSE && code == 0)
            *c = open_again(*c);
        buffer_fini(&request);
        arena_fini(&dice.arena);
    }
    return denied;
}

/* --- who sends them ------------------------------------------------------------------------------------------------------- */

static void expect_denied(DWORD err, const char *what)
{
    if (err != status_row(WFP_ACCESS_DENIED)->win32)
        wfpd_fail("%s answers 0x%x to a user without rights", what, (unsigned)err);
}

/* What is certainly valid is denied, and not for another reason. */
static void valid_calls_are_denied(void)
{
    HANDLE        engine = kit_open(0), handle;
    GUID          key = bfe_kit_key(1), sublayer = BFE_KIT_SUBLAYER;
    FWPM_FILTER0 *filter;
    FWP_VALUE0    off = { .type = FWP_UINT32, .uint32 = 0 };
    expect_denied(bfe_kit_add(engine, FILTERS + 1, 0, NULL), "FwpmFilterAdd0");
    expect_denied(FwpmFilterDeleteByKey0(engine, &key), "FwpmFilterDeleteByKey0");
    expect_denied(FwpmSubLayerDeleteByKey0(engine, &sublayer), "FwpmSubLayerDeleteByKey0");
    expect_denied(FwpmFilterGetByKey0(engine, &key, &filter), "FwpmFilterGetByKey0");
    expect_denied(FwpmFilterCreateEnumHandle0(engine, NULL, &handle), "FwpmFilterCreateEnumHandle0");
    expect_denied(FwpmEngineSetOption0(engine, FWPM_ENGINE_COLLECT_NET_EVENTS, &off), "FwpmEngineSetOption0");
    FwpmEngineClose0(engine);
}

static void abuse(double seconds, bool has_rights)
{
    uint64_t           end = kit_now_ms() + (uint64_t)(seconds * 1000);
    unsigned           denied = 0, rounds = 0;
    struct rpc_client *c = open_again(NULL);
    for (; rounds < ROUNDS_LEAST || kit_now_ms() < end; rounds++)
        denied += round_of_calls(&c, has_rights, rounds % 2);
    rpc_client_free(c);
    if (!has_rights && denied < 20)
        wfpd_fail("only %u calls were denied", denied);
    printf("%s: %u rounds, %u denied\n", has_rights ? "with rights" : "without", rounds, denied);
    fflush(stdout);
}

static void abuse_as(uid_t user, double seconds)
{
    int   status;
    pid_t pid = fork();
    if (pid == 0) {
        if (setgid(NOBODY) != 0 || setuid(user) != 0)
            _exit(SKIPPED);
        valid_calls_are_denied();
        abuse(seconds, false);
        exit(0);
    }
    if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        wfpd_fail("the program without rights ended with status 0x%x", (unsigned)status);
}

int main(int argc, char **argv)
{
    double      seconds = argc > 1 ? atof(argv[1]) : 2;
    uint64_t    seed = argc > 2 ? strtoull(argv[2], NULL, 0) : (uint64_t)time(NULL);
    struct wfpd d;
    if (getuid() != 0) {
        fprintf(stderr, "bfe_abuse: skipped: needs root, to become a user without rights\n");
        return SKIPPED;
    }
    printf("seed %llu\n", (unsigned long long)seed);
    fflush(stdout);
    dice.seed = seed * 0x9e3779b97f4a7c15u;
    wfpd_init(&d);
    HANDLE engine = kit_open(0);
    if (bfe_kit_load(engine, FILTERS, TRUE))
        wfpd_fail("loading");
    FwpmEngineClose0(engine);
    struct buffer before = picture();
    abuse_as(NOBODY, seconds / 2);
    struct buffer after = picture();
    if (after.size != before.size || memcmp(after.data, before.data, after.size) != 0)
        wfpd_fail("a user without rights has changed something");
    buffer_fini(&before);
    buffer_fini(&after);
    abuse(seconds / 2, true);
    wfpd_fini(&d);
    return 0;
}
