/* elf_read: any file gives an answer; what it accepts has an image, and functions in order. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "host/elf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena    arena;
    struct elf_view view;
    arena_init(&arena);
    enum elf_fault fault = elf_read(bytes_of(data, size), &arena, &view);
    if (fault == ELF_OK && view.low >= view.high)
        abort();
    for (size_t i = 1; fault == ELF_OK && i < view.function_count; i++)
        if (view.functions[i - 1].address > view.functions[i].address)
            abort();
    for (size_t i = 0; fault == ELF_OK && i < view.undefined_count; i++)
        if (strlen(view.undefined[i]) >= size)
            abort();
    if (!*elf_fault_text(fault))
        abort();
    arena_fini(&arena);
    return 0;
}
