#include "port/ingress_drop.h"

#include <errno.h>
#include <linux/bpf.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TCX_INGRESS 46 /* BPF_TCX_INGRESS: Debian 12's headers are older than it */
#define TCX_DROP    2

/* struct bpf_link_create_attr as of Linux 6.6: link_create with `tcx`. */
struct link_create {
    uint32_t program, target_index, attach_type, flags, relative_fd, unused;
    uint64_t expected_revision;
};

static int bpf(int command, void *attributes, unsigned size)
{
    return (int)syscall(SYS_bpf, command, attributes, size);
}

static int load(void)
{
    static const struct bpf_insn drop[] = {
        { .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = TCX_DROP },
        { .code = BPF_JMP | BPF_EXIT },
    };
    union bpf_attr a;
    memset(&a, 0, sizeof(a));
    a.prog_type = BPF_PROG_TYPE_SCHED_CLS;
    a.insns = (uintptr_t)drop;
    a.insn_cnt = sizeof(drop) / sizeof(drop[0]);
    a.license = (uintptr_t)"MIT";
    return bpf(BPF_PROG_LOAD, &a, sizeof(a));
}

int ingress_drop_attach(uint32_t index)
{
    int program = load();
    if (program < 0)
        return -1;
    struct link_create a = { (uint32_t)program, index, TCX_INGRESS, 0, 0, 0, 0 };
    int                link = bpf(BPF_LINK_CREATE, &a, sizeof(a));
    int                err = errno;
    close(program);
    errno = err;
    return link;
}
