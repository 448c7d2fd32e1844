#include "host/daemon.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct daemon {
    char *state_dir;
};

struct daemon_client {
    struct daemon         *daemon;
    struct rpc_connection *connection; /* for events */
    uid_t                  user;
};

/* Every request comes here. There is no engine behind it yet: the answer is the Win32 code, 32 bits, little-endian, that a
 * function returns which is not supported. */
static bool answer(struct daemon_client *c, struct bytes request, struct buffer *reply)
{
    uint32_t code = status_row(WFP_UNSUPPORTED)->win32;
    (void)c;
    (void)request;
    for (unsigned i = 0; i < 4; i++)
        buffer_put(reply, &(const uint8_t){ (uint8_t)(code >> 8 * i) }, 1);
    return true;
}

/* --- the service ---------------------------------------------------------------------------------------------------------- */

static enum wfp_status on_connect(void *context, struct rpc_connection *connection, const struct rpc_peer *peer, void **client)
{
    struct daemon_client *c = malloc(sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    *c = (struct daemon_client){ context, connection, peer->uid };
    *client = c;
    return WFP_OK;
}

static bool on_request(void *client, struct bytes request, struct buffer *reply)
{
    return answer(client, request, reply);
}

static void on_disconnect(void *client)
{
    free(client);
}

struct rpc_service daemon_service(struct daemon *d)
{
    return (struct rpc_service){ .context = d, .connect = on_connect, .request = on_request, .disconnect = on_disconnect };
}

/* --- begin and end -------------------------------------------------------------------------------------------------------- */

static enum wfp_status make_folder(const char *path, char why[RPC_WHY_SIZE])
{
    struct stat st;
    int         err = mkdir(path, 0700) == 0 || errno == EEXIST ? 0 : errno;
    if (err == 0 && stat(path, &st) != 0)
        err = errno;
    if (err == 0 && !S_ISDIR(st.st_mode))
        err = ENOTDIR;
    if (err == 0 && access(path, R_OK | W_OK | X_OK) != 0)
        err = errno;
    if (err == 0)
        return WFP_OK;
    snprintf(why, RPC_WHY_SIZE, "%s: cannot be used for what is to survive: %s", path, strerror(err));
    return err == EACCES || err == EPERM || err == EROFS ? WFP_ACCESS_DENIED : WFP_IO_ERROR;
}

enum wfp_status daemon_new(const struct daemon_settings *settings, struct daemon **out, char why[RPC_WHY_SIZE])
{
    RETURN_IF(make_folder(settings->state_dir, why));
    struct daemon *d = calloc(1, sizeof(*d));
    char          *state_dir = strdup(settings->state_dir);
    if (!d || !state_dir) {
        free(state_dir);
        free(d);
        snprintf(why, RPC_WHY_SIZE, "not enough memory");
        return WFP_NO_MEMORY;
    }
    d->state_dir = state_dir;
    *out = d;
    return WFP_OK;
}

void daemon_free(struct daemon *d)
{
    if (!d)
        return;
    free(d->state_dir);
    free(d);
}
