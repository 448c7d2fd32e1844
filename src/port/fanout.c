/* PACKET_FANOUT with a hash of our own, of both ends' addresses and ports: the kernel's takes the whole frame apart, in the sender's
 * time. The ports of a datagram in fragments are not looked at, for only the first has them; neither are those behind extension
 * headers. PACKET_FANOUT_FLAG_DEFRAG, the kernel's answer to that, makes frames that no interface can send again. */
#include "port/fanout.h"

#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/status.h"

#ifndef PACKET_FANOUT_CBPF
#define PACKET_FANOUT_CBPF 6
#define PACKET_FANOUT_DATA 22
#endif
#ifndef PACKET_FANOUT_FLAG_UNIQUEID
#define PACKET_FANOUT_FLAG_UNIQUEID 0x2000
#endif
#ifndef PACKET_FANOUT_FLAG_IGNORE_OUTGOING
#define PACKET_FANOUT_FLAG_IGNORE_OUTGOING 0x4000
#endif

#define GOLDEN        0x9e3779b1u /* 2 ** 32 over the golden ratio: neighbouring sums come far from each other */
#define IS_FRAGMENT   0x3fffu     /* more fragments, or an offset */
#define PROTOCOL      ((uint32_t)(SKF_AD_OFF + SKF_AD_PROTOCOL))
#define SUM           0 /* cells of the program's memory */
#define PORT          1

#define LD(size, mode, at) BPF_STMT(BPF_LD | (size) | (mode), at)
#define ADD_X              BPF_STMT(BPF_ALU | BPF_ADD | BPF_X, 0)
#define TO_X               BPF_STMT(BPF_MISC | BPF_TAX, 0)
#define SUM_UP(at)         LD(BPF_W, BPF_ABS, at), ADD_X, TO_X
#define GO(here, there)    BPF_STMT(BPF_JMP | BPF_JA, (there) - (here) - 1)
#define IF(here, test, value, there, not) \
    BPF_JUMP(BPF_JMP | (test) | BPF_K, value, (there) - (here) - 1, (not) - (here) - 1)

enum { V4 = 4, V4_PORTS = 15, V6 = 17, V6_PORTS = 44, PORTS = 45, PLAIN = 53, MIX = 54 };

/* Offsets begin with the IP header. A load behind the end of the packet ends the program with 0: the first queue. */
static struct sock_filter flow_hash[] = {
    /*  0 */ LD(BPF_W, BPF_ABS, PROTOCOL),
    /*  1 */ IF(1, BPF_JEQ, ETH_P_IP, V4, 2),
    /*  2 */ IF(2, BPF_JEQ, ETH_P_IPV6, V6, 3),
    /*  3 */ BPF_STMT(BPF_RET | BPF_K, 0),
    /*  4 */ LD(BPF_W, BPF_ABS, 12), TO_X, SUM_UP(16),
    /*  9 */ BPF_STMT(BPF_STX, SUM),
    /* 10 */ LD(BPF_H, BPF_ABS, 6),
    /* 11 */ IF(11, BPF_JSET, IS_FRAGMENT, PLAIN, 12),
    /* 12 */ LD(BPF_B, BPF_ABS, 9),
    /* 13 */ IF(13, BPF_JEQ, IPPROTO_TCP, V4_PORTS, 14),
    /* 14 */ IF(14, BPF_JEQ, IPPROTO_UDP, V4_PORTS, PLAIN),
    /* 15 */ BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 0),
    /* 16 */ GO(16, PORTS),
    /* 17 */ LD(BPF_W, BPF_ABS, 8), TO_X, SUM_UP(12), SUM_UP(16), SUM_UP(20), SUM_UP(24), SUM_UP(28), SUM_UP(32), SUM_UP(36),
    /* 40 */ BPF_STMT(BPF_STX, SUM),
    /* 41 */ LD(BPF_B, BPF_ABS, 6),
    /* 42 */ IF(42, BPF_JEQ, IPPROTO_TCP, V6_PORTS, 43),
    /* 43 */ IF(43, BPF_JEQ, IPPROTO_UDP, V6_PORTS, PLAIN),
    /* 44 */ BPF_STMT(BPF_LDX | BPF_W | BPF_IMM, 40),
    /* 45 */ LD(BPF_H, BPF_IND, 0),
    /* 46 */ BPF_STMT(BPF_ST, PORT),
    /* 47 */ LD(BPF_H, BPF_IND, 2),
    /* 48 */ BPF_STMT(BPF_LDX | BPF_W | BPF_MEM, PORT),
    /* 49 */ ADD_X,
    /* 50 */ BPF_STMT(BPF_LDX | BPF_W | BPF_MEM, SUM),
    /* 51 */ ADD_X,
    /* 52 */ GO(52, MIX),
    /* 53 */ LD(BPF_W, BPF_MEM, SUM),
    /* 54 */ BPF_STMT(BPF_ALU | BPF_MUL | BPF_K, GOLDEN),
    /* 55 */ BPF_STMT(BPF_ALU | BPF_RSH | BPF_K, 16),
    /* 56 */ BPF_STMT(BPF_RET | BPF_A, 0),
};

static bool set(int fd, int option, const void *value, socklen_t size)
{
    return setsockopt(fd, SOL_PACKET, option, value, size) == 0;
}

bool fanout_deafen(int fd)
{
    struct sock_filter nothing = BPF_STMT(BPF_RET | BPF_K, 0);
    struct sock_fprog  program = { 1, &nothing };
    return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program)) == 0;
}

static bool hear(int fd)
{
    int unused = 0;
    return setsockopt(fd, SOL_SOCKET, SO_DETACH_FILTER, &unused, sizeof(unused)) == 0;
}

static bool join(int fd, int flags, int group)
{
    int type = (int)((unsigned)(PACKET_FANOUT_CBPF | flags) << 16 | (unsigned)group);
    return set(fd, PACKET_FANOUT, &type, sizeof(type));
}

/* The kernel chooses the number of a group that nobody has. That the sockets ignore what they send themselves is a property of the
 * group, whatever PACKET_IGNORE_OUTGOING says of each; a kernel before 5.16 shows it to them. */
static bool begin(int fd, int *group)
{
    struct sock_fprog program = { COUNT_OF(flow_hash), flow_hash };
    int               flags = PACKET_FANOUT_FLAG_UNIQUEID, made;
    socklen_t         size = sizeof(made);
    if (!join(fd, flags | PACKET_FANOUT_FLAG_IGNORE_OUTGOING, 0) && !join(fd, flags, 0))
        return false;
    if (getsockopt(fd, SOL_PACKET, PACKET_FANOUT, &made, &size) < 0 || !set(fd, PACKET_FANOUT_DATA, &program, sizeof(program)))
        return false;
    *group = made & (0xffff | PACKET_FANOUT_FLAG_IGNORE_OUTGOING << 16);
    return true;
}

bool fanout_join(int fd, unsigned queue, int *group)
{
    return queue == 0 ? begin(fd, group) : join(fd, *group >> 16, *group & 0xffff) && hear(fd);
}
