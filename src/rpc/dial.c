#include "rpc/dial.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "rpc/frame.h"
#include "rpc/listen.h"
#include "rpc/thread.h"

static const char *path_of(const char *path)
{
    const char *other = path ? NULL : secure_getenv(RPC_SOCKET_VARIABLE);
    return path ? path : other && *other ? other : RPC_SOCKET_PATH;
}

static enum wfp_status status_of_errno(void)
{
    switch (errno) {
    case EACCES:
    case EPERM:
        return WFP_ACCESS_DENIED;
    case EAGAIN: /* the send timeout, while the queue of those who connect was full */
        return WFP_TIMEOUT;
    case ENOMEM:
    case ENOBUFS:
        return WFP_NO_MEMORY;
    default:
        return WFP_SERVER_UNAVAILABLE;
    }
}

/* A Unix socket that does not block gives up at once when the queue is full; one that blocks waits for as long as it may send.
 * */
static enum wfp_status connect_to(int fd, const struct sockaddr_un *address, const struct timespec *deadline)
{
    static const struct timeval forever;
    for (;;) {
        int            left = deadline_left(deadline);
        struct timeval wait = { left / 1000, left % 1000 * 1000 };
        if (left == 0)
            return WFP_TIMEOUT;
        if (setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait)) != 0)
            return WFP_SERVER_UNAVAILABLE;
        if (connect(fd, (const struct sockaddr *)address, sizeof(*address)) == 0)
            break;
        if (errno != EINTR)
            return status_of_errno();
    }
    return setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &forever, sizeof(forever)) == 0 ? WFP_OK : WFP_SERVER_UNAVAILABLE;
}

static enum wfp_status judge(const struct frame_reader *r, uint32_t *longest_request)
{
    struct bytes body = buffer_bytes(&r->body);
    if (r->kind == FRAME_REFUSAL)
        return r->number == FRAME_REFUSED_ACCESS ? WFP_ACCESS_DENIED : WFP_SERVER_UNAVAILABLE;
    if (r->number != FRAME_VERSION)
        return WFP_UNSUPPORTED;
    return bytes_u32_le(&body, longest_request) ? WFP_OK : WFP_BAD_DATA;
}

/* Reads no byte past the greeting: those belong to the reader thread. */
static enum wfp_status read_greeting(int fd, struct frame_reader *r, const struct timespec *deadline)
{
    bool whole = false;
    while (!whole) {
        uint8_t chunk[FRAME_HEAD_SIZE];
        size_t  want = frame_begun(r) && r->head_size == FRAME_HEAD_SIZE ? r->length - r->body.size
                                                                         : FRAME_HEAD_SIZE - r->head_size;
        ssize_t n = recv(fd, chunk, want < sizeof(chunk) ? want : sizeof(chunk), MSG_DONTWAIT);
        if (n > 0) {
            struct bytes from = bytes_of(chunk, (size_t)n);
            RETURN_IF(frame_feed(r, &from, &whole) == WFP_OK ? WFP_OK : WFP_BAD_DATA);
            continue;
        }
        if (n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR))
            return WFP_SERVER_UNAVAILABLE;
        struct pollfd p = { .fd = fd, .events = POLLIN };
        if (poll(&p, 1, deadline_left(deadline)) == 0)
            return WFP_TIMEOUT;
    }
    return WFP_OK;
}

static enum wfp_status be_greeted(int fd, const struct timespec *deadline, uint32_t *longest_request)
{
    struct frame_reader r;
    frame_reader_init(&r, 1u << FRAME_GREETING | 1u << FRAME_REFUSAL, FRAME_GREETING_SIZE);
    enum wfp_status status = read_greeting(fd, &r, deadline);
    if (status == WFP_OK)
        status = judge(&r, longest_request);
    frame_reader_fini(&r);
    return status;
}

enum wfp_status dial(const char *path, unsigned timeout_ms, struct dialled *out)
{
    struct timespec    deadline = deadline_in(timeout_ms);
    struct sockaddr_un address;
    uint32_t           longest_request;
    RETURN_IF(unix_address(&address, path_of(path)));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return status_of_errno();
    enum wfp_status status = connect_to(fd, &address, &deadline);
    if (status == WFP_OK)
        status = be_greeted(fd, &deadline, &longest_request);
    if (status != WFP_OK) {
        close(fd);
        return status;
    }
    *out = (struct dialled){ fd, longest_request };
    return WFP_OK;
}
