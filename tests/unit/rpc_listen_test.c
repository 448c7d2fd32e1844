/* Where a server listens: nobody else's socket, no dead one's either, one that was handed down. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "rpc_kit.h"

static int setup(void **state)
{
    *state = kit_new();
    return 0;
}

static int teardown(void **state)
{
    kit_free(*state);
    return 0;
}

static void assert_echo(const char *path)
{
    struct rpc_client_config config = { .path = path };
    struct rpc_client       *c;
    struct buffer            reply;
    buffer_init(&reply);
    assert_int_equal(rpc_client_new(&config, &c), WFP_OK);
    assert_int_equal(rpc_client_call(c, text_bytes("ehere"), &reply), WFP_OK);
    assert_memory_equal(reply.data, "here", 4);
    buffer_fini(&reply);
    rpc_client_free(c);
}

/* A second server at `path`; the line must hold `part`. */
static void assert_refused(struct kit *k, const char *path, enum wfp_status expected, const char *part)
{
    struct rpc_server_config config = kit_config(k);
    struct rpc_server       *s = NULL;
    char                     why[RPC_WHY_SIZE] = "";
    config.path = path;
    assert_int_equal(rpc_server_new(&config, &s, why), expected);
    assert_null(s);
    if (!strstr(why, part) || strchr(why, '\n'))
        fail_msg("no '%s' in: %s", part, why);
}

static int bound(const char *path, bool listens)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    int                fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(a.sun_path, sizeof(a.sun_path), "%s", path);
    assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
    if (listens)
        assert_int_equal(listen(fd, 4), 0);
    return fd;
}

static void the_file_has_the_mode_and_goes_with_the_server(void **state)
{
    static const mode_t modes[] = { 0, 0600, 0660 };
    struct kit         *k = *state;
    struct stat         st;
    char                lock[80], why[RPC_WHY_SIZE];
    snprintf(lock, sizeof(lock), "%s.lock", k->path);
    for (unsigned i = 0; i < COUNT_OF(modes); i++) {
        struct rpc_server_config config = kit_config(k);
        config.mode = modes[i];
        assert_int_equal(rpc_server_new(&config, &k->server, why), WFP_OK);
        assert_int_equal(stat(k->path, &st), 0);
        assert_int_equal(st.st_mode & 07777, modes[i] ? modes[i] : 0666);
        assert_int_equal(stat(lock, &st), 0);
        assert_int_equal(st.st_mode & 07777, 0600);
        rpc_server_free(k->server);
        k->server = NULL;
        assert_int_equal(access(k->path, F_OK), -1);
        assert_int_equal(access(lock, F_OK), -1);
    }
}

static void a_second_server_is_refused_and_does_no_harm(void **state)
{
    struct kit *k = *state;
    kit_serve(k, (struct rpc_limits){ 0 });
    assert_refused(k, k->path, WFP_ALREADY_EXISTS, "/socket: another daemon serves it");
    assert_echo(k->path);
}

static void a_socket_that_somebody_answers_is_left_alone(void **state)
{
    struct kit *k = *state;
    int         fd = bound(k->path, true);
    assert_refused(k, k->path, WFP_ALREADY_EXISTS, "another daemon serves it");
    int client = raw_connect(k->path);
    close(client);
    close(fd);
    unlink(k->path);
}

static void a_dead_servers_files_are_replaced(void **state)
{
    struct kit *k = *state;
    char        lock[80];
    int         fd = bound(k->path, true);
    close(fd);
    snprintf(lock, sizeof(lock), "%s.lock", k->path);
    fd = open(lock, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    close(fd);
    kit_serve(k, (struct rpc_limits){ 0 });
    assert_echo(k->path);
}

static void what_is_no_place_for_a_socket_is_told(void **state)
{
    struct kit *k = *state;
    char        path[300];
    int         fd = open(k->path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    close(fd);
    assert_refused(k, k->path, WFP_INVALID_PARAMETER, "is there already, and is no socket");
    assert_int_equal(access(k->path, F_OK), 0);
    unlink(k->path);
    snprintf(path, sizeof(path), "%s/missing/socket", k->folder);
    assert_refused(k, path, WFP_IO_ERROR, "missing/socket.lock: cannot open: No such file or directory");
    memset(path, 'x', sizeof(path));
    path[sizeof(path) - 1] = 0;
    assert_refused(k, path, WFP_INVALID_PARAMETER, "xxx");
    assert_refused(k, "", WFP_INVALID_PARAMETER, "a socket's path has 1 to 107 characters");
}

static void another_file_in_its_place_is_not_removed(void **state)
{
    struct kit *k = *state;
    kit_serve(k, (struct rpc_limits){ 0 });
    unlink(k->path);
    int fd = bound(k->path, false);
    rpc_server_free(k->server);
    k->server = NULL;
    assert_int_equal(unlink(k->path), 0);
    close(fd);
}

static void a_socket_may_be_handed_down_and_stays(void **state)
{
    struct kit              *k = *state;
    struct rpc_server_config config = kit_config(k);
    struct stat              st;
    char                     why[RPC_WHY_SIZE];
    int                      fd = bound(k->path, true), kept = dup(fd);
    config.listen_fd = fd;
    assert_int_equal(rpc_server_new(&config, &k->server, why), WFP_OK);
    assert_echo(k->path);
    rpc_server_free(k->server);
    assert_int_equal(fcntl(fd, F_GETFD), -1); /* it was taken */
    assert_int_equal(stat(k->path, &st), 0);
    config.listen_fd = kept; /* and again, by the next daemon */
    assert_int_equal(rpc_server_new(&config, &k->server, why), WFP_OK);
    assert_echo(k->path);
    rpc_server_free(k->server);
    k->server = NULL;
    unlink(k->path);
}

static void a_descriptor_that_does_not_listen_is_refused_and_stays_open(void **state)
{
    struct kit              *k = *state;
    struct rpc_server_config config = kit_config(k);
    char                     why[RPC_WHY_SIZE] = "";
    int                      pair[2], file = open("/dev/null", O_RDONLY | O_CLOEXEC), plain = bound(k->path, false);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
    int all[] = { pair[0], pair[1], file, plain };
    for (unsigned i = 0; i < COUNT_OF(all); i++) {
        config.listen_fd = all[i];
        assert_int_equal(rpc_server_new(&config, &k->server, why), WFP_INVALID_PARAMETER);
        assert_non_null(strstr(why, "is no listening Unix stream socket"));
        assert_int_equal(close(all[i]), 0);
    }
    unlink(k->path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_file_has_the_mode_and_goes_with_the_server, setup, teardown),
        cmocka_unit_test_setup_teardown(a_second_server_is_refused_and_does_no_harm, setup, teardown),
        cmocka_unit_test_setup_teardown(a_socket_that_somebody_answers_is_left_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(a_dead_servers_files_are_replaced, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_place_for_a_socket_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(another_file_in_its_place_is_not_removed, setup, teardown),
        cmocka_unit_test_setup_teardown(a_socket_may_be_handed_down_and_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(a_descriptor_that_does_not_listen_is_refused_and_stays_open, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
