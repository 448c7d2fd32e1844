/* Which of several packet sockets gets a frame: all frames of a flow the same one. On the loopback interface of a namespace of its
 * own, so it needs root. */
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "port/fanout.h"

#ifndef PACKET_IGNORE_OUTGOING
#define PACKET_IGNORE_OUTGOING 23
#endif

#define QUEUES 3
#define PEERS  32 /* flows that must not all be one queue's */

static int queue[QUEUES], sender = -1, group;

static int packet_socket(bool joins, unsigned number)
{
    int                one = 1, fd = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_ll a = { .sll_family = AF_PACKET, .sll_protocol = __builtin_bswap16(ETH_P_ALL), .sll_ifindex = 1 };
    assert_true(fd >= 0);
    if (!joins)
        a.sll_protocol = 0; /* it hears nothing */
    assert_int_equal(setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof(one)), 0);
    assert_true(number == 0 || fanout_deafen(fd));
    assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
    assert_true(!joins || fanout_join(fd, number, &group));
    return fd;
}

static bool is_up(void)
{
    struct ifreq r = { .ifr_name = "lo" };
    int          fd = socket(AF_INET, SOCK_DGRAM, 0);
    bool         ok = fd >= 0 && ioctl(fd, SIOCGIFFLAGS, &r) == 0;
    r.ifr_flags |= IFF_UP;
    ok = ok && ioctl(fd, SIOCSIFFLAGS, &r) == 0;
    if (fd >= 0)
        close(fd);
    return ok;
}

static int begin(void **state)
{
    (void)state;
    if (unshare(CLONE_NEWNET) != 0)
        return 0;
    assert_true(is_up());
    for (unsigned i = 0; i < QUEUES; i++)
        queue[i] = packet_socket(true, i);
    sender = packet_socket(false, 0);
    return 0;
}

/* --- frames --------------------------------------------------------------------------------------------------------------- */

struct packet {
    bool     v6, reply;
    uint8_t  protocol, peer;
    uint16_t port;
    uint16_t fragment; /* the field of IPv4 */
};

/* Behind its Ethernet header; the length of all. */
static size_t write_packet(uint8_t frame[128], const struct packet *p)
{
    unsigned at = p->v6 ? 8 : 12, size = p->v6 ? 16 : 4, header = p->v6 ? 40 : 20;
    uint8_t *ip = &frame[ETH_HLEN];
    memset(frame, 0, 128);
    frame[12] = p->v6 ? 0x86 : 0x08;
    frame[13] = p->v6 ? 0xdd : 0x00;
    ip[0] = p->v6 ? 0x60 : 0x45;
    ip[p->v6 ? 6 : 9] = p->protocol;
    if (!p->v6) {
        ip[6] = (uint8_t)(p->fragment >> 8);
        ip[7] = (uint8_t)p->fragment;
    }
    ip[at] = ip[at + size] = p->v6 ? 0x20 : 203; /* nobody's here, who would answer */
    ip[at + (p->reply ? size : 0) + size - 1] = 1;
    ip[at + (p->reply ? 0 : size) + size - 1] = p->peer;
    ip[header + (p->reply ? 0 : 2)] = (uint8_t)(p->port >> 8);
    ip[header + (p->reply ? 0 : 2) + 1] = (uint8_t)p->port;
    ip[header + (p->reply ? 2 : 0) + 1] = 53;
    return ETH_HLEN + header + 8;
}

/* The one queue that gets it. */
static unsigned queue_of(struct packet p)
{
    uint8_t            frame[128], in[128];
    struct sockaddr_ll lo = { .sll_family = AF_PACKET, .sll_ifindex = 1 };
    size_t             size = write_packet(frame, &p);
    unsigned           where = QUEUES;
    assert_int_equal(sendto(sender, frame, size, 0, (struct sockaddr *)&lo, sizeof(lo)), size);
    for (unsigned i = 0; i < QUEUES; i++)
        while (recv(queue[i], in, sizeof(in), 0) >= 0) { /* loopback delivers within the call */
            assert_int_equal(where, QUEUES); /* nobody else, and once */
            assert_memory_equal(in, frame, size);
            where = i;
        }
    assert_true(where < QUEUES);
    return where;
}

/* --- tests ---------------------------------------------------------------------------------------------------------------- */

static void both_directions_of_a_flow_come_to_one_queue(void **state)
{
    static const uint8_t protocols[] = { 6, 17, 58, 132 };
    (void)state;
    if (sender < 0)
        skip();
    for (unsigned i = 0; i < 2 * sizeof(protocols); i++)
        for (uint8_t peer = 2; peer < 2 + PEERS; peer++) {
            struct packet p = { .v6 = i & 1, .protocol = protocols[i / 2], .peer = peer, .port = (uint16_t)(1000 + peer) }, back = p;
            back.reply = true;
            assert_int_equal(queue_of(p), queue_of(back));
        }
}

static void flows_are_spread_by_addresses_and_by_ports(void **state)
{
    (void)state;
    if (sender < 0)
        skip();
    for (unsigned i = 0; i < 4; i++) {
        unsigned seen[QUEUES] = { 0 };
        for (uint8_t n = 0; n < PEERS; n++) {
            struct packet p = { .v6 = i & 1, .protocol = 17, .peer = (uint8_t)(i < 2 ? 2 : 2 + n), .port = (uint16_t)(i < 2 ? 1000 + n : 1) };
            seen[queue_of(p)]++;
        }
        for (unsigned k = 0; k < QUEUES; k++)
            assert_in_range(seen[k], 2, PEERS - 4);
    }
}

static void fragments_of_a_datagram_come_to_one_queue(void **state)
{
    (void)state;
    if (sender < 0)
        skip();
    for (uint16_t port = 1; port < 2 + PEERS; port++) {
        struct packet first = { .protocol = 17, .peer = 2, .port = port, .fragment = 0x2000 }, last = first;
        last.fragment = 100;
        last.port = (uint16_t)(port * 77);
        assert_int_equal(queue_of(first), queue_of(last));
    }
}

static void what_is_no_ip_or_cut_short_comes_to_the_first(void **state)
{
    uint8_t            frame[ETH_HLEN + 6] = { [12] = 0x08, [13] = 0x00, [ETH_HLEN] = 0x45 }, in[128];
    struct sockaddr_ll lo = { .sll_family = AF_PACKET, .sll_ifindex = 1 };
    (void)state;
    if (sender < 0)
        skip();
    assert_int_equal(sendto(sender, frame, sizeof(frame), 0, (struct sockaddr *)&lo, sizeof(lo)), sizeof(frame));
    assert_int_equal(recv(queue[0], in, sizeof(in), 0), sizeof(frame));
    frame[13] = 0x06;
    assert_int_equal(sendto(sender, frame, sizeof(frame), 0, (struct sockaddr *)&lo, sizeof(lo)), sizeof(frame));
    assert_int_equal(recv(queue[0], in, sizeof(in), 0), sizeof(frame));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_directions_of_a_flow_come_to_one_queue),
        cmocka_unit_test(flows_are_spread_by_addresses_and_by_ports),
        cmocka_unit_test(fragments_of_a_datagram_come_to_one_queue),
        cmocka_unit_test(what_is_no_ip_or_cut_short_comes_to_the_first),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
