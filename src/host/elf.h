/* What a loader wants to know of a shared object before it loads it: the names it needs and does not have, the
 * libraries it asks for, its functions by address. Reads a file that may be anything. */
#ifndef WFP_HOST_ELF_H
#define WFP_HOST_ELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"

enum elf_fault {
    ELF_OK,
    ELF_NOT_ELF,
    ELF_OTHER_MACHINE, /* 32 bits, big-endian, or another processor */
    ELF_NOT_SHARED,    /* an object file or a program */
    ELF_DAMAGED,
    ELF_NO_MEMORY,
};

struct elf_function {
    uint64_t    address; /* in the file's own numbers */
    const char *name;
};

struct elf_view {
    const char          **undefined; /* strong names that others must have */
    size_t                undefined_count;
    const char          **needed; /* libraries */
    size_t                needed_count;
    struct elf_function  *functions; /* by address */
    size_t                function_count;
    bool                  has_entry; /* it shows a DriverEntry */
    uint64_t              low; /* the image in memory, in the file's own numbers */
    uint64_t              high;
};

/* Everything in *out lies in the arena; names borrow nothing of the file. A file without section headers has no
 * names. */
enum elf_fault elf_read(struct bytes file, struct arena *arena, struct elf_view *out);
/* A sentence without its subject: "is not an ELF file". */
const char *elf_fault_text(enum elf_fault fault);

#endif
