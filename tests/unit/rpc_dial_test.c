/* The way to the daemon: what is told when nobody is there, when somebody says no or nonsense. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

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

static enum wfp_status try(const char *path, unsigned ms)
{
    struct rpc_client_config config = { .path = path, .connect_ms = ms };
    struct rpc_client       *c = NULL;
    enum wfp_status          status = rpc_client_new(&config, &c);
    assert_true((c != NULL) == (status == WFP_OK));
    rpc_client_free(c);
    return status;
}

static int listen_at(const char *path)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    int                fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(a.sun_path, sizeof(a.sun_path), "%s", path);
    assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
    assert_int_equal(listen(fd, 0), 0);
    return fd;
}

struct stranger {
    int         fd;
    const char *words;
    size_t      size;
};

static void *say(void *context)
{
    struct stranger *s = context;
    int              client = accept(s->fd, NULL, NULL);
    bool             said = send(client, s->words, s->size, MSG_NOSIGNAL) == (ssize_t)s->size;
    close(client);
    return said ? NULL : s;
}

/* Somebody else listens there and says this to the first who comes. */
static enum wfp_status met_with(struct kit *k, const char *words, size_t size)
{
    struct stranger s = { listen_at(k->path), words, size };
    pthread_t       thread;
    void           *unsaid;
    assert_int_equal(pthread_create(&thread, NULL, say, &s), 0);
    enum wfp_status status = try(k->path, 0);
    pthread_join(thread, &unsaid);
    assert_null(unsaid);
    close(s.fd);
    unlink(k->path);
    return status;
}

static void a_daemon_that_is_none_is_told_apart(void **state)
{
    struct kit *k = *state;
    char        path[200];
    memset(path, 'p', sizeof(path));
    path[sizeof(path) - 1] = 0;
    assert_int_equal(try(k->path, 0), WFP_SERVER_UNAVAILABLE); /* no file */
    assert_int_equal(try(path, 0), WFP_INVALID_PARAMETER);
    assert_int_equal(try("", 0), WFP_INVALID_PARAMETER);
    int fd = listen_at(k->path);
    close(fd);
    assert_int_equal(try(k->path, 0), WFP_SERVER_UNAVAILABLE); /* nobody behind the file */
    unlink(k->path);
    assert_int_equal(met_with(k, "", 0), WFP_SERVER_UNAVAILABLE);
    assert_int_equal(met_with(k, "220 mail.example ESMTP\r\n", 24), WFP_BAD_DATA);
    assert_int_equal(met_with(k, "\0\0\0\0WFP2\1\0\0\0", 12), WFP_BAD_DATA);       /* a request */
    assert_int_equal(met_with(k, "\0\0\0\0WFP0\1\0\0\0", 12), WFP_BAD_DATA);       /* a greeting without its number */
    assert_int_equal(met_with(k, "\5\0\0\0WFP0\1\0\0\0", 12), WFP_BAD_DATA);       /* too long a greeting */
    assert_int_equal(met_with(k, "\4\0\0\0WFP0\2\0\0\0abcd", 16), WFP_UNSUPPORTED);
    assert_int_equal(met_with(k, "\4\0\0\0WFP0\1\0\0\0ab", 14), WFP_SERVER_UNAVAILABLE);
    assert_int_equal(met_with(k, "\0\0\0\0WFP1\2\0\0\0", 12), WFP_ACCESS_DENIED);
    assert_int_equal(met_with(k, "\0\0\0\0WFP1\3\0\0\0", 12), WFP_SERVER_UNAVAILABLE);
    assert_int_equal(met_with(k, "\4\0\0\0WFP0\1\0\0\0abcd", 16), WFP_OK);
}

static void who_does_not_answer_is_not_waited_for(void **state)
{
    struct kit *k = *state;
    int         fd = listen_at(k->path);
    assert_int_equal(try(k->path, 20), WFP_TIMEOUT); /* no greeting; it has a place in the queue, the only one */
    assert_int_equal(try(k->path, 20), WFP_TIMEOUT); /* not even that */
    close(fd);
    unlink(k->path);
}

static void on_lost(void *context)
{
    struct kit *k = context;
    kit_count(k, &k->waiting);
}

static void a_reply_nobody_asked_for_is_a_loss(void **state)
{
    static const char        words[] = "\4\0\0\0WFP0\1\0\0\0abcd" "\0\0\0\0WFP3\7\0\0\0";
    struct kit              *k = *state;
    struct rpc_client_config config = { .path = k->path, .lost = on_lost, .context = k };
    struct stranger          s = { listen_at(k->path), words, sizeof(words) - 1 };
    struct rpc_client       *c = NULL;
    struct buffer            reply;
    pthread_t                thread;
    buffer_init(&reply);
    assert_int_equal(pthread_create(&thread, NULL, say, &s), 0);
    assert_int_equal(rpc_client_new(&config, &c), WFP_OK);
    kit_await(k, &k->waiting, 1);
    assert_int_equal(rpc_client_call(c, text_bytes("e"), &reply), WFP_CALL_FAILED);
    rpc_client_free(c);
    pthread_join(thread, NULL);
    close(s.fd);
    unlink(k->path);
    buffer_fini(&reply);
}

static void the_environment_names_the_socket(void **state)
{
    struct kit *k = *state;
    kit_serve(k, (struct rpc_limits){ 0 });
    setenv(RPC_SOCKET_VARIABLE, k->path, 1);
    assert_int_equal(try(NULL, 0), WFP_OK);
    setenv(RPC_SOCKET_VARIABLE, "/nonexistent/socket", 1);
    assert_int_equal(try(NULL, 0), WFP_SERVER_UNAVAILABLE);
    assert_int_equal(try(k->path, 0), WFP_OK);
    unsetenv(RPC_SOCKET_VARIABLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_daemon_that_is_none_is_told_apart, setup, teardown),
        cmocka_unit_test_setup_teardown(who_does_not_answer_is_not_waited_for, setup, teardown),
        cmocka_unit_test_setup_teardown(a_reply_nobody_asked_for_is_a_loss, setup, teardown),
        cmocka_unit_test_setup_teardown(the_environment_names_the_socket, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
