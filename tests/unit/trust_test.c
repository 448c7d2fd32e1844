/* Which files root loads as modules. The folders are made in root's home, whose way up to / is root's own; who is not root looks
 * at the lenient half only. */
#include <linux/capability.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "host/privilege.h"
#include "host/trust.h"

#define NOBODY 65534

static char folder[64], module[96], real[PATH_MAX], why[TRUST_ERROR_SIZE];

static void touch(const char *path)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fclose(f);
    assert_int_equal(chmod(path, 0755), 0);
}

static int make(void **state)
{
    (void)state;
    snprintf(folder, sizeof(folder), "/root/wfp-trust-%d", (int)getpid());
    if (geteuid() != 0 || mkdir(folder, 0755) != 0) {
        folder[0] = '\0';
        return 0;
    }
    snprintf(module, sizeof(module), "%s/a.so", folder);
    touch(module);
    return 0;
}

static int unmake(void **state)
{
    (void)state;
    if (!folder[0])
        return 0;
    unlink(module);
    return rmdir(folder);
}

static void needs_root(void)
{
    if (folder[0])
        return;
    print_message("not root, or no folder of root's own: left out\n");
    skip();
}

static enum wfp_status strictly(const char *path)
{
    struct trust_policy policy = { NULL, 0, true };
    why[0] = real[0] = '\0';
    return trust_resolve(&policy, path, real, why);
}

static void what_root_alone_can_change_is_loaded(void **state)
{
    (void)state;
    needs_root();
    assert_int_equal(strictly(module), WFP_OK);
    assert_string_equal(real, module);
    assert_string_equal(why, "");
}

static void what_others_could_change_is_refused(void **state)
{
    (void)state;
    needs_root();
    static const struct {
        unsigned    mode;
        const char *said;
    } cases[] = { { 0775, "its group" }, { 0757, "everybody" } };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        chmod(module, cases[i].mode);
        assert_int_equal(strictly(module), WFP_ACCESS_DENIED);
        assert_non_null(strstr(why, cases[i].said));
        assert_non_null(strstr(why, "--trust"));
        assert_int_equal(strncmp(why, module, strlen(module)), 0);
        assert_string_equal(real, "");
        chmod(module, 0755);
        chmod(folder, cases[i].mode | S_ISVTX);
        assert_int_equal(strictly(module), WFP_ACCESS_DENIED);
        assert_non_null(strstr(why, folder));
        chmod(folder, 0755);
    }
    assert_int_equal(chown(module, NOBODY, 0), 0);
    assert_int_equal(strictly(module), WFP_ACCESS_DENIED);
    assert_non_null(strstr(why, "not owned by root"));
    assert_int_equal(chown(module, 0, 0), 0);
    assert_int_equal(strictly(module), WFP_OK);
}

/* A link in a folder of everybody's may lead to root's file today and elsewhere tomorrow: what counts, and is loaded, is the
 * file that was looked at. */
static void a_link_stands_for_its_file(void **state)
{
    char link[96];
    (void)state;
    needs_root();
    snprintf(link, sizeof(link), "/tmp/wfp-trust-link-%d", (int)getpid());
    assert_int_equal(symlink(module, link), 0);
    enum wfp_status err = strictly(link);
    unlink(link);
    assert_int_equal(err, WFP_OK);
    assert_string_equal(real, module);
}

static void a_named_file_or_folder_is_trusted(void **state)
{
    (void)state;
    needs_root();
    chmod(module, 0777);
    const char         *named[] = { "/nonexistent", module };
    struct trust_policy policy = { named, 1, true };
    assert_int_equal(trust_resolve(&policy, module, real, why), WFP_ACCESS_DENIED);
    policy.count = 2;
    assert_int_equal(trust_resolve(&policy, module, real, why), WFP_OK);
    named[1] = folder;
    assert_int_equal(trust_resolve(&policy, module, real, why), WFP_OK);
    /* a name that only begins alike is another folder */
    char shorter[64];
    snprintf(shorter, sizeof(shorter), "%s", folder);
    shorter[strlen(shorter) - 1] = '\0';
    assert_int_equal(mkdir(shorter, 0755), 0);
    named[1] = shorter;
    enum wfp_status err = trust_resolve(&policy, module, real, why);
    rmdir(shorter);
    assert_int_equal(err, WFP_ACCESS_DENIED);
    chmod(module, 0755);
}

static void a_file_that_is_not_there_is_not_found(void **state)
{
    (void)state;
    assert_int_equal(strictly("/nonexistent/a.so"), WFP_NOT_FOUND);
    assert_string_equal(why, "/nonexistent/a.so: No such file or directory");
}

/* In a child, which becomes nobody when it can. */
static void an_ordinary_process_loads_what_it_likes(void **state)
{
    char path[64];
    (void)state;
    snprintf(path, sizeof(path), "/tmp/wfp-trust-%d.so", (int)getpid());
    touch(path);
    assert_int_equal(trust_is_strict(), geteuid() == 0);
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setresgid(NOBODY, NOBODY, NOBODY) != 0 || setresuid(NOBODY, NOBODY, NOBODY) != 0))
            _exit(1);
        struct trust_policy policy = { NULL, 0, trust_is_strict() };
        _exit(policy.strict ? 2 : trust_resolve(&policy, path, real, why) == WFP_OK ? 0 : 3);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    unlink(path);
    assert_int_equal(status, 0);
}

/* Who has rights that others have not is as worth attacking as root. */
static void who_kept_a_right_is_as_strict_as_root(void **state)
{
    int status;
    (void)state;
    needs_root();
    pid_t child = fork();
    if (child == 0) {
        char error[PRIVILEGE_ERROR_SIZE];
        if (privilege_drop(&(struct privilege_wish){ PRIVILEGE(CAP_NET_RAW), "nobody" }, error) != WFP_OK)
            _exit(77); /* a sanitizer has a thread of its own */
        _exit(geteuid() == 0 ? 1 : trust_is_strict() ? 0 : 2);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
        skip();
    assert_int_equal(status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_root_alone_can_change_is_loaded, make, unmake),
        cmocka_unit_test_setup_teardown(what_others_could_change_is_refused, make, unmake),
        cmocka_unit_test_setup_teardown(a_link_stands_for_its_file, make, unmake),
        cmocka_unit_test_setup_teardown(a_named_file_or_folder_is_trusted, make, unmake),
        cmocka_unit_test_setup_teardown(who_kept_a_right_is_as_strict_as_root, make, unmake),
        cmocka_unit_test(a_file_that_is_not_there_is_not_found),
        cmocka_unit_test(an_ordinary_process_loads_what_it_likes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
