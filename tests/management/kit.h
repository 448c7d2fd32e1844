/* Tests of the management calls as a Windows program makes them, over both links: with `direct` BFE runs in the test's own
 * process, with `socket` a wfpd is started for every test. Which one, the program's first argument says. The engine of
 * either keeps what is persistent in a fresh folder, so that it can end, or be killed, and begin again.
 *
 *     static void a_fact(void **state) { HANDLE h = kit_open(0); ... }
 *     int main(int argc, char **argv)
 *     {
 *         static const struct CMUnitTest tests[] = { KIT_TEST(a_fact) };
 *         kit_main(argc, argv);
 *         return cmocka_run_group_tests(tests, NULL, NULL);
 *     }
 */
#ifndef WFP_TESTS_MANAGEMENT_KIT_H
#define WFP_TESTS_MANAGEMENT_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include <cmocka.h>

#include <windows.h>

#include <fwpmu.h>

#define KIT_COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define KIT_AUTHN_WINNT 10u
#define KIT_TEXT(s) ((WCHAR *)(uintptr_t)u##s)

/* What a call answers; codes of FWP_E_ are signed in the header, and a DWORD is not. */
#define assert_code(call, expected) assert_int_equal((DWORD)(call), (DWORD)(expected))
#define assert_done(call)           assert_int_equal((DWORD)(call), 0)

struct kit_options {
    unsigned txn_limit_ms; /* how long a transaction may be held; 0: an hour */
};

void kit_main(int argc, char **argv);
bool kit_is_socket(void);

/* Around every test, KIT_TEST does it: a fresh engine. kit_end() closes what kit_open*() opened and is still open. */
void kit_begin(void);
void kit_begin_with(const struct kit_options *options);
void kit_end(void);
int  kit_setup(void **state); /* *state: const struct kit_options *, or NULL */
int  kit_teardown(void **state);
#define KIT_TEST(f)            cmocka_unit_test_setup_teardown(f, kit_setup, kit_teardown)
#define KIT_TEST_WITH(f, with) cmocka_unit_test_prestate_setup_teardown(f, kit_setup, kit_teardown, (void *)(uintptr_t)(with))

/* BFE ends, without a chance to write anything (SIGKILL; direct: what the disk holds at this moment is what is left). All
 * handles of kit_open*() are closed. */
void kit_kill(void);
/* BFE ends orderly; kit_restart() begins it again. Handles as above. */
void kit_stop(void);
/* BFE ends orderly, unless kit_kill() has been called, and begins again with what it kept. Handles as above. */
void kit_restart(void);

/* Sessions; they must open. */
HANDLE kit_open(UINT32 flags);
HANDLE kit_open_session(const FWPM_SESSION0 *session);
/* As another user who is in no group but his own of the same number. Only root can: kit_may_change_user() first, else
 * skip(). */
bool   kit_may_change_user(void);
HANDLE kit_open_as(unsigned uid);
DWORD  kit_try_open_as(unsigned uid, const FWPM_SESSION0 *session, HANDLE *out);
/* BFE cancels all sessions. Over the socket that may come true a moment later. */
void kit_cancel_sessions(void);
/* FwpmEngineClose0, which must succeed. */
void kit_close(HANDLE h);

/* Whether the service of that name starts by itself, as BFE sees it when it begins. None does at first. */
void kit_service(const char *name, bool starts);
/* The fresh folder of this test, for files of its own. */
const char *kit_folder(void);

/* Valid structures; pointers in them are to static storage. n is the key's number; the filter blocks at ALE_AUTH_CONNECT_V4,
 * in no sublayer and without conditions; the callout is for that layer; the context is FWPM_GENERAL_CONTEXT with three
 * bytes. */
GUID                   kit_key(unsigned n);
FWPM_DISPLAY_DATA0     kit_display(void);
FWPM_PROVIDER0         kit_provider(unsigned n);
FWPM_SUBLAYER0         kit_sublayer(unsigned n);
FWPM_CALLOUT0          kit_callout(unsigned n);
FWPM_PROVIDER_CONTEXT3 kit_context(unsigned n);
FWPM_FILTER0           kit_filter(unsigned n);
bool                   kit_same_key(const GUID *a, const GUID *b);
bool                   kit_same_text(const WCHAR *a, const WCHAR *b);

/* The commonest of objects. */
DWORD kit_add_sublayer(HANDLE h, unsigned n);
bool  kit_has_sublayer(HANDLE h, unsigned n);
/* A filter that is there; FwpmFreeMemory0(). */
FWPM_FILTER0 *kit_read_filter(HANDLE h, unsigned n);

/* One object of each kind, static or persistent, with the keys 1 to 5: provider, provider context, sublayer, callout,
 * filter. The filter refers to all the others, which refer to the provider. The filter's id. */
UINT64 kit_add_one_of_each(HANDLE h, bool persistent);
/* All that enumerations without a template show, of all kinds. */
unsigned kit_count_objects(HANDLE h);

/* Waiting for what the daemon does in its own time: while (!done()) kit_moment(&m). A test that waits in vain for two
 * minutes fails. */
struct kit_patience {
    long long deadline; /* 0 at first */
};
void kit_moment(struct kit_patience *p);

#endif
