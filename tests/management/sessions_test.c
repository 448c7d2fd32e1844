/* Sessions (docs/behaviour A.1). */
#include "kit.h"

#include <errno.h>
#include <pthread.h>
#include <sddl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OTHER_USER = 54321 };

/* --- help ----------------------------------------------------------------------------------------------------------------------- */

/* All sessions, as `h` sees them; FwpmFreeMemory0. */
static UINT32 list_sessions(HANDLE h, FWPM_SESSION0 ***out)
{
    HANDLE enumeration;
    UINT32 count;
    assert_done(FwpmSessionCreateEnumHandle0(h, NULL, &enumeration));
    assert_done(FwpmSessionEnum0(h, enumeration, 1000, out, &count));
    assert_done(FwpmSessionDestroyEnumHandle0(h, enumeration));
    return count;
}

static bool has_session(HANDLE h, const GUID *key)
{
    FWPM_SESSION0 **all;
    bool            has = false;
    UINT32          count = list_sessions(h, &all);
    for (UINT32 i = 0; i < count; i++)
        has |= kit_same_key(&all[i]->sessionKey, key);
    FwpmFreeMemory0((void **)&all);
    return has;
}

/* Another program: it opens a session with the key, may begin a transaction and add a sublayer in it, and then does nothing more. The
 * caller has no handle open, and so no thread that a fork() would lose. */
static pid_t start_program(unsigned key, bool in_transaction)
{
    int  said[2];
    char word = 0;
    assert_int_equal(pipe(said), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        FWPM_SESSION0 session = { .sessionKey = kit_key(key) };
        HANDLE        h;
        bool          good = FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, &session, &h) == 0;
        if (in_transaction)
            good = good && FwpmTransactionBegin0(h, 0) == 0 && kit_add_sublayer(h, key) == 0;
        if (!good || write(said[1], "!", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    close(said[1]);
    assert_int_equal(read(said[0], &word, 1), 1);
    close(said[0]);
    return child;
}

static void kill_program(pid_t child)
{
    int status;
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/* --- the end of a session -------------------------------------------------------------------------------------------------------- */

/* proves: A-001 */
static void a_session_lasts_from_open_to_close(void **state)
{
    GUID          key = kit_key(1);
    FWPM_SESSION0 session = { .sessionKey = key };
    (void)state;
    HANDLE watch = kit_open(0), h = kit_open_session(&session);
    assert_true(has_session(watch, &key));
    kit_close(h);
    assert_false(has_session(watch, &key));
    assert_code(kit_add_sublayer(h, 1), ERROR_INVALID_HANDLE);
    assert_code(FwpmTransactionBegin0(h, 0), ERROR_INVALID_HANDLE);
    assert_code(FwpmEngineClose0(h), ERROR_INVALID_HANDLE);
}

/* proves: A-001 */
static void a_session_ends_with_its_process(void **state)
{
    GUID key = kit_key(1);
    (void)state;
    if (!kit_is_socket())
        skip(); /* the process is the engine's own */
    pid_t  child = start_program(1, false);
    HANDLE h = kit_open(0);
    assert_true(has_session(h, &key));
    kill_program(child);
    for (struct kit_patience p = { 0 }; has_session(h, &key);)
        kit_moment(&p);
}

/* The writer that comes after waits until the dead one's transaction is gone, and no longer: its own wait has no end.
 * proves: A-002 */
static void a_transaction_is_aborted_with_its_process(void **state)
{
    FWPM_SESSION0 session = { .txnWaitTimeoutInMSec = INFINITE };
    (void)state;
    if (!kit_is_socket())
        skip();
    pid_t  child = start_program(1, true);
    HANDLE h = kit_open_session(&session);
    kill_program(child);
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_false(kit_has_sublayer(h, 1));
    assert_done(kit_add_sublayer(h, 1));
    assert_done(FwpmTransactionCommit0(h));
}

/* proves: A-002 A-003 */
static void closing_aborts_the_transaction(void **state)
{
    (void)state;
    HANDLE a = kit_open(0), b = kit_open(0);
    assert_done(FwpmTransactionBegin0(a, 0));
    assert_done(kit_add_sublayer(a, 1));
    kit_close(a);
    assert_done(FwpmTransactionBegin0(b, 0));
    assert_false(kit_has_sublayer(b, 1));
    assert_done(FwpmTransactionCommit0(b));
}

/* --- opening --------------------------------------------------------------------------------------------------------------------- */

/* proves: A-004 A-005 */
static void the_engine_is_opened_locally(void **state)
{
    static const UINT32 others[] = { 0, 1, 9, 11, 16, 77, 0xfffffffeu };
    HANDLE              none = (HANDLE)(ULONG_PTR)0x1234, h = none;
    (void)state;
    assert_code(FwpmEngineOpen0(KIT_TEXT("localhost"), KIT_AUTHN_WINNT, NULL, NULL, &h), FWP_E_INVALID_PARAMETER);
    assert_code(FwpmEngineOpen0(KIT_TEXT(""), KIT_AUTHN_WINNT, NULL, NULL, &h), FWP_E_INVALID_PARAMETER);
    for (unsigned i = 0; i < KIT_COUNT(others); i++)
        assert_code(FwpmEngineOpen0(NULL, others[i], NULL, NULL, &h), FWP_E_INVALID_PARAMETER);
    assert_ptr_equal(h, none);
    assert_done(FwpmEngineOpen0(NULL, 0xffffffffu, NULL, NULL, &h));
    assert_done(FwpmEngineClose0(h));
    assert_done(FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, NULL, &h));
    assert_done(FwpmEngineClose0(h));
}

/* Takes all rights on the engine from everybody but the administrators. */
static void close_the_engine(HANDLE h)
{
    PSECURITY_DESCRIPTOR sd;
    BOOL                 present, defaulted;
    PACL                 dacl;
    assert_true(ConvertStringSecurityDescriptorToSecurityDescriptorW(KIT_TEXT("D:P(A;;GA;;;BA)"), SDDL_REVISION_1, &sd, NULL));
    assert_true(GetSecurityDescriptorDacl(sd, &present, &dacl, &defaulted));
    assert_done(FwpmEngineSetSecurityInfo0(h, DACL_SECURITY_INFORMATION, NULL, NULL, dacl, NULL));
    LocalFree(sd);
}

/* proves: A-006 */
static void opening_needs_the_right_to_open(void **state)
{
    HANDLE none = (HANDLE)(ULONG_PTR)0x1234, h = none;
    (void)state;
    if (!kit_may_change_user())
        skip();
    HANDLE root = kit_open(0);
    kit_close(kit_open_as(OTHER_USER)); /* everybody may at first */
    close_the_engine(root);
    assert_code(kit_try_open_as(OTHER_USER, NULL, &h), ERROR_ACCESS_DENIED);
    assert_ptr_equal(h, none);
    kit_close(kit_open(0));
}

/* proves: A-007 */
static void the_callers_rights_are_those_at_open(void **state)
{
    (void)state;
    if (!kit_may_change_user())
        skip();
    HANDLE weak = kit_open_as(OTHER_USER), strong = kit_open(0);
    assert_code(kit_add_sublayer(weak, 1), ERROR_ACCESS_DENIED); /* although it is root who calls */
    assert_int_equal(seteuid(OTHER_USER), 0);
    DWORD code = kit_add_sublayer(strong, 1);
    assert_int_equal(seteuid(0), 0);
    assert_done(code);
    assert_true(kit_has_sublayer(strong, 1));
}

/* proves: A-008 */
static void session_keys_are_unique_among_the_living(void **state)
{
    FWPM_SESSION0   session = { .sessionKey = kit_key(1) };
    GUID            zero = { 0 };
    HANDLE          none = (HANDLE)(ULONG_PTR)0x1234, second = none;
    FWPM_SESSION0 **all;
    (void)state;
    HANDLE h = kit_open_session(&session), watch = kit_open(0);
    kit_open(0);
    assert_code(FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, &session, &second), FWP_E_ALREADY_EXISTS);
    assert_ptr_equal(second, none);
    UINT32 count = list_sessions(watch, &all);
    assert_int_equal(count, 3);
    for (UINT32 i = 0; i < count; i++) {
        assert_false(kit_same_key(&all[i]->sessionKey, &zero));
        for (UINT32 k = 0; k < i; k++)
            assert_false(kit_same_key(&all[i]->sessionKey, &all[k]->sessionKey));
    }
    FwpmFreeMemory0((void **)&all);
    kit_close(h);
    kit_open_session(&session);
}

/* proves: A-009 A-021 */
static void what_bfe_fills_in_a_session_is_its_own(void **state)
{
    GUID            key = kit_key(1);
    FWPM_SESSION0   session = { .sessionKey = key, .displayData = kit_display(), .flags = FWPM_SESSION_FLAG_DYNAMIC, .processId = 4711,
                                .sid = (SID *)(uintptr_t)1, .username = (WCHAR *)(uintptr_t)1, .kernelMode = 77 };
    FWPM_SESSION0 **all;
    unsigned        seen = 0;
    (void)state;
    HANDLE h = kit_open_session(&session);
    UINT32 count = list_sessions(h, &all);
    for (UINT32 i = 0; i < count; i++) {
        const FWPM_SESSION0 *s = all[i];
        if (!kit_same_key(&s->sessionKey, &key))
            continue;
        seen++;
        assert_int_equal(s->processId, getpid());
        assert_non_null(s->sid);
        assert_int_equal(s->sid->Revision, 1);
        assert_non_null(s->username);
        assert_int_not_equal(s->username[0], 0);
        assert_false(s->kernelMode);
        assert_int_equal(s->flags, FWPM_SESSION_FLAG_DYNAMIC);
        assert_int_equal(s->txnWaitTimeoutInMSec, 15000);
        assert_true(kit_same_text(s->displayData.name, session.displayData.name));
        assert_true(kit_same_text(s->displayData.description, session.displayData.description));
    }
    assert_int_equal(seen, 1);
    FwpmFreeMemory0((void **)&all);
}

/* proves: A-011 */
static void unknown_session_flags_are_refused(void **state)
{
    HANDLE none = (HANDLE)(ULONG_PTR)0x1234, h = none;
    (void)state;
    for (unsigned bit = 1; bit < 32; bit++) {
        FWPM_SESSION0 session = { .flags = 1u << bit | (bit & 1) };
        assert_code(FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, &session, &h), FWP_E_INVALID_FLAGS);
    }
    assert_int_equal(FWPM_SESSION_FLAG_RESERVED & FWPM_SESSION_FLAG_DYNAMIC, 0);
    assert_ptr_equal(h, none);
}

/* --- cancelled sessions ----------------------------------------------------------------------------------------------------------- */

static void await_cancelled(HANDLE h)
{
    UINT32 count;
    FWPM_FILTER_SUBSCRIPTION0 **all;
    for (struct kit_patience p = { 0 }; FwpmFilterSubscriptionsGet0(h, &all, &count) == 0; kit_moment(&p))
        FwpmFreeMemory0((void **)&all);
}

/* proves: A-012 */
static void a_cancelled_session_says_so_until_it_is_closed(void **state)
{
    GUID             key = kit_key(1);
    FWPM_PROVIDER0   p = kit_provider(1), *provider;
    FWPM_SESSION0  **sessions;
    FWPM_FILTER0     f = kit_filter(1), **filters;
    FWP_VALUE0       off = { .type = FWP_UINT32 }, *value;
    HANDLE           filter_enum, session_enum, handle;
    UINT32           n;
    (void)state;
    HANDLE h = kit_open(0);
    assert_done(FwpmFilterCreateEnumHandle0(h, NULL, &filter_enum));
    assert_done(FwpmSessionCreateEnumHandle0(h, NULL, &session_enum));
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_done(kit_add_sublayer(h, 1));
    kit_cancel_sessions();
    await_cancelled(h);
    assert_code(FwpmProviderAdd0(h, &p, NULL), FWP_E_SESSION_ABORTED);
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_SESSION_ABORTED);
    assert_code(FwpmSubLayerDeleteByKey0(h, &key), FWP_E_SESSION_ABORTED);
    assert_code(FwpmProviderGetByKey0(h, &key, &provider), FWP_E_SESSION_ABORTED);
    assert_code(FwpmTransactionBegin0(h, 0), FWP_E_SESSION_ABORTED);
    assert_code(FwpmTransactionCommit0(h), FWP_E_SESSION_ABORTED);
    assert_code(FwpmTransactionAbort0(h), FWP_E_SESSION_ABORTED);
    assert_code(FwpmEngineGetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, &value), FWP_E_SESSION_ABORTED);
    assert_code(FwpmEngineSetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, &off), FWP_E_SESSION_ABORTED);
    assert_code(FwpmFilterCreateEnumHandle0(h, NULL, &handle), FWP_E_SESSION_ABORTED);
    assert_code(FwpmFilterEnum0(h, filter_enum, 1, &filters, &n), FWP_E_SESSION_ABORTED);
    assert_code(FwpmFilterDestroyEnumHandle0(h, filter_enum), FWP_E_SESSION_ABORTED);
    assert_code(FwpmSessionCreateEnumHandle0(h, NULL, &handle), FWP_E_SESSION_ABORTED);
    assert_code(FwpmSessionEnum0(h, session_enum, 1, &sessions, &n), FWP_E_SESSION_ABORTED);
    assert_code(FwpmSessionDestroyEnumHandle0(h, session_enum), FWP_E_SESSION_ABORTED);
    HANDLE next = kit_open(0);
    assert_done(FwpmTransactionBegin0(next, 0));
    assert_false(kit_has_sublayer(next, 1));
    assert_done(FwpmTransactionAbort0(next));
    kit_close(h);
    assert_code(FwpmTransactionBegin0(h, 0), ERROR_INVALID_HANDLE);
}

/* --- several threads, several sessions ---------------------------------------------------------------------------------------------- */

struct work {
    HANDLE   h;
    unsigned first, count;
    DWORD    code;
};

static void *add_sublayers(void *context)
{
    struct work *w = context;
    for (unsigned i = 0; i < w->count && w->code == 0; i++)
        w->code = kit_add_sublayer(w->h, w->first + i);
    return NULL;
}

/* proves: A-013 */
static void a_transaction_belongs_to_the_session(void **state)
{
    pthread_t thread;
    (void)state;
    HANDLE      h = kit_open(0), other = kit_open(0);
    struct work w = { h, 1, 1, 0 };
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_int_equal(pthread_create(&thread, NULL, add_sublayers, &w), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_done(w.code);
    assert_done(FwpmTransactionAbort0(h));
    assert_false(kit_has_sublayer(other, 1)); /* so it was part of the transaction */
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_int_equal(pthread_create(&thread, NULL, add_sublayers, &w), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_done(FwpmTransactionCommit0(h));
    assert_true(kit_has_sublayer(other, 1));
}

/* proves: A-013 */
static void threads_share_a_session(void **state)
{
    enum { THREADS = 8, EACH = 50 };
    pthread_t   threads[THREADS];
    struct work work[THREADS];
    (void)state;
    HANDLE h = kit_open(0);
    for (unsigned i = 0; i < THREADS; i++) {
        work[i] = (struct work){ h, 1 + i * EACH, EACH, 0 };
        assert_int_equal(pthread_create(&threads[i], NULL, add_sublayers, &work[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_done(work[i].code);
    }
    for (unsigned n = 1; n <= THREADS * EACH; n++)
        assert_true(kit_has_sublayer(h, n));
}

/* proves: A-014 */
static void a_commit_is_seen_by_every_session(void **state)
{
    (void)state;
    HANDLE a = kit_open(0), b = kit_open(0), c = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    assert_false(kit_has_sublayer(b, 1));
    assert_done(FwpmTransactionBegin0(a, 0));
    assert_done(kit_add_sublayer(a, 1));
    assert_done(FwpmTransactionCommit0(a));
    assert_true(kit_has_sublayer(b, 1));
    assert_true(kit_has_sublayer(c, 1));
    assert_done(kit_add_sublayer(c, 2)); /* dynamic: seen all the same */
    assert_true(kit_has_sublayer(a, 2));
    assert_true(kit_has_sublayer(b, 2));
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(a_session_lasts_from_open_to_close),
        KIT_TEST(a_session_ends_with_its_process),
        KIT_TEST(a_transaction_is_aborted_with_its_process),
        KIT_TEST(closing_aborts_the_transaction),
        KIT_TEST(the_engine_is_opened_locally),
        KIT_TEST(opening_needs_the_right_to_open),
        KIT_TEST(the_callers_rights_are_those_at_open),
        KIT_TEST(session_keys_are_unique_among_the_living),
        KIT_TEST(what_bfe_fills_in_a_session_is_its_own),
        KIT_TEST(unknown_session_flags_are_refused),
        KIT_TEST(a_cancelled_session_says_so_until_it_is_closed),
        KIT_TEST(a_transaction_belongs_to_the_session),
        KIT_TEST(threads_share_a_session),
        KIT_TEST(a_commit_is_seen_by_every_session),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
