/* What a process can still do after it gave up its rights: each case in a child of its own, whose exit status says at which
 * step it went wrong. */
#include <linux/capability.h>
#include <linux/if_ether.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "host/privilege.h"

#define NOBODY 65534

static char why[PRIVILEGE_ERROR_SIZE];

#define LEFT_OUT 77

/* What it exits with; LEFT_OUT: not root, or a sanitizer has a thread of its own in it. */
static int in_child(int (*run)(void))
{
    int   status;
    pid_t child = fork();
    if (child == 0) {
        struct privilege_wish nobody = { ~UINT64_C(0), "nobody-of-that-name" };
        _exit(geteuid() != 0 || privilege_drop(&nobody, why) == WFP_IN_USE ? LEFT_OUT : run());
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void good(int (*run)(void))
{
    int status = in_child(run);
    if (status == LEFT_OUT)
        print_message("not root, or a sanitizer has a thread of its own: left out\n");
    else
        assert_int_equal(status, 0);
}

static bool opens_packet_socket(void)
{
    int fd = socket(AF_PACKET, SOCK_RAW, 0);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static int gives_up_all(void)
{
    struct privilege_wish none = { 0, NULL };
    if (!opens_packet_socket())
        return 1;
    if (privilege_drop(&none, why) != WFP_OK)
        return 2;
    if (privilege_held() != 0 || opens_packet_socket())
        return 3;
    if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
        return 4;
    if (prctl(PR_CAPBSET_READ, CAP_NET_RAW, 0, 0, 0) != 0)
        return 5;
    return geteuid() == 0 ? 0 : 6;
}

static int keeps_one(void)
{
    struct privilege_wish raw = { PRIVILEGE(CAP_NET_RAW), NULL };
    if (privilege_drop(&raw, why) != WFP_OK)
        return 1;
    if (privilege_held() != PRIVILEGE(CAP_NET_RAW) || !opens_packet_socket())
        return 2;
    return setresuid(NOBODY, NOBODY, NOBODY) != 0 ? 0 : 3; /* CAP_SETUID is gone */
}

static int becomes_nobody_and_keeps_one(void)
{
    struct privilege_wish wish = { PRIVILEGE(CAP_NET_RAW), "65534" };
    gid_t                 groups[8];
    if (privilege_drop(&wish, why) != WFP_OK)
        return 1;
    if (getuid() != NOBODY || geteuid() != NOBODY || getegid() == 0)
        return 2;
    for (int n = getgroups(8, groups); n > 0; n--) {
        if (groups[n - 1] == 0)
            return 3;
    }
    if (!opens_packet_socket() || privilege_held() != PRIVILEGE(CAP_NET_RAW))
        return 4;
    return setresuid(0, 0, 0) != 0 ? 0 : 5;
}

static int ordinary_process(void)
{
    struct privilege_wish none = { 0, NULL }, root = { 0, "root" };
    if (setresgid(NOBODY, NOBODY, NOBODY) != 0 || setresuid(NOBODY, NOBODY, NOBODY) != 0)
        return 1;
    if (privilege_drop(&root, why) != WFP_ACCESS_DENIED)
        return 2;
    if (privilege_drop(&none, why) != WFP_OK)
        return 3;
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? 0 : 4;
}

static void nothing_is_left_of_what_is_given_up(void **state)
{
    (void)state;
    good(gives_up_all);
    good(keeps_one);
}

static void another_user_keeps_what_is_needed(void **state)
{
    (void)state;
    good(becomes_nobody_and_keeps_one);
}

static void who_has_no_rights_can_still_promise(void **state)
{
    (void)state;
    good(ordinary_process);
}

static void an_unknown_user_changes_nothing(void **state)
{
    struct privilege_wish wish = { 0, "nobody-of-that-name" };
    uint64_t              before = privilege_held();
    (void)state;
    if (privilege_drop(&wish, why) == WFP_IN_USE)
        skip();
    assert_int_equal(privilege_drop(&wish, why), WFP_NOT_FOUND);
    assert_non_null(strstr(why, "nobody-of-that-name"));
    assert_true(privilege_held() == before);
}

static pthread_barrier_t end;

static void *waits(void *context)
{
    pthread_barrier_wait(&end);
    return context;
}

static void other_threads_would_keep_theirs(void **state)
{
    struct privilege_wish all = { ~UINT64_C(0), NULL };
    pthread_t             thread;
    (void)state;
    pthread_barrier_init(&end, NULL, 2);
    assert_int_equal(pthread_create(&thread, NULL, waits, NULL), 0);
    enum wfp_status err = privilege_drop(&all, why);
    pthread_barrier_wait(&end);
    pthread_join(thread, NULL);
    pthread_barrier_destroy(&end);
    assert_int_equal(err, WFP_IN_USE);
}

static void the_text_names_them(void **state)
{
    char text[64];
    (void)state;
    privilege_text(0, text, sizeof(text));
    assert_string_equal(text, "none");
    privilege_text(PRIVILEGE(CAP_NET_RAW) | PRIVILEGE(CAP_NET_ADMIN) | PRIVILEGE(63), text, sizeof(text));
    assert_string_equal(text, "CAP_NET_ADMIN, CAP_NET_RAW, capability 63");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_left_of_what_is_given_up), cmocka_unit_test(another_user_keeps_what_is_needed),
        cmocka_unit_test(who_has_no_rights_can_still_promise), cmocka_unit_test(an_unknown_user_changes_nothing),
        cmocka_unit_test(other_threads_would_keep_theirs),     cmocka_unit_test(the_text_names_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
