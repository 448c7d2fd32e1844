#include "host/elf.h"

#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"

struct reader {
    struct bytes     file;
    struct arena    *arena;
    struct elf_view *out;
    Elf64_Ehdr       header;
};

const char *elf_fault_text(enum elf_fault fault)
{
    static const char *const texts[] = {
        [ELF_OK] = "is a module",
        [ELF_NOT_ELF] = "is not an ELF file",
        [ELF_OTHER_MACHINE] = "is made for another machine",
        [ELF_NOT_SHARED] = "is not a shared object",
        [ELF_DAMAGED] = "is a damaged ELF file",
        [ELF_NO_MEMORY] = "is too large for the memory there is",
    };
    return texts[fault];
}

/* --- places in the file ------------------------------------------------------------------------------------------- */

static bool part(const struct reader *r, uint64_t offset, uint64_t size, struct bytes *out)
{
    struct bytes b = r->file;
    return bytes_skip(&b, offset) && bytes_sub(&b, size, out);
}

static bool entry(struct bytes table, uint64_t size, uint64_t index, void *out, size_t out_size)
{
    return size >= out_size && index <= bytes_left(&table) / size && bytes_skip(&table, index * size) &&
           bytes_copy(&table, out, out_size);
}

static bool section(const struct reader *r, unsigned index, Elf64_Shdr *out)
{
    struct bytes table;
    return index < r->header.e_shnum &&
           part(r, r->header.e_shoff, (uint64_t)r->header.e_shnum * r->header.e_shentsize, &table) &&
           entry(table, r->header.e_shentsize, index, out, sizeof(*out));
}

/* The text at `offset` of the string table, copied; NULL when it does not end inside. */
static const char *text_at(const struct reader *r, struct bytes strings, uint64_t offset)
{
    if (!bytes_skip(&strings, offset))
        return NULL;
    const void *end = memchr(strings.at, 0, bytes_left(&strings));
    return end ? arena_string(r->arena, (const char *)strings.at) : NULL;
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static bool table_of(const struct reader *r, const Elf64_Shdr *s, struct bytes *entries, struct bytes *strings)
{
    Elf64_Shdr names;
    return s->sh_entsize > 0 && part(r, s->sh_offset, s->sh_size, entries) && section(r, s->sh_link, &names) &&
           part(r, names.sh_offset, names.sh_size, strings);
}

static enum elf_fault read_dynamic_symbols(struct reader *r, const Elf64_Shdr *s)
{
    struct bytes entries, strings;
    Elf64_Sym    sym;
    if (!table_of(r, s, &entries, &strings))
        return ELF_DAMAGED;
    uint64_t count = s->sh_size / s->sh_entsize;
    r->out->undefined = arena_array(r->arena, count, sizeof(*r->out->undefined));
    if (!r->out->undefined)
        return ELF_NO_MEMORY;
    for (uint64_t i = 1; i < count; i++) { /* the first means nothing */
        if (!entry(entries, s->sh_entsize, i, &sym, sizeof(sym)))
            return ELF_DAMAGED;
        const char *name = text_at(r, strings, sym.st_name);
        if (!name)
            return ELF_DAMAGED;
        if (sym.st_shndx == SHN_UNDEF && ELF64_ST_BIND(sym.st_info) == STB_GLOBAL)
            r->out->undefined[r->out->undefined_count++] = name;
        else if (sym.st_shndx != SHN_UNDEF && strcmp(name, "DriverEntry") == 0)
            r->out->has_entry = true;
    }
    return ELF_OK;
}

static int by_address(const void *a, const void *b)
{
    const struct elf_function *x = a, *y = b;
    return x->address < y->address ? -1 : x->address > y->address;
}

static enum elf_fault read_functions(struct reader *r, const Elf64_Shdr *s)
{
    struct bytes entries, strings;
    Elf64_Sym    sym;
    if (!table_of(r, s, &entries, &strings))
        return ELF_DAMAGED;
    uint64_t count = s->sh_size / s->sh_entsize;
    r->out->functions = arena_array(r->arena, count, sizeof(*r->out->functions));
    if (!r->out->functions)
        return ELF_NO_MEMORY;
    for (uint64_t i = 0; i < count; i++) {
        if (!entry(entries, s->sh_entsize, i, &sym, sizeof(sym)))
            return ELF_DAMAGED;
        const char *name = ELF64_ST_TYPE(sym.st_info) == STT_FUNC && sym.st_value ? text_at(r, strings, sym.st_name) : NULL;
        if (name)
            r->out->functions[r->out->function_count++] = (struct elf_function){ sym.st_value, name };
    }
    if (r->out->function_count)
        qsort(r->out->functions, r->out->function_count, sizeof(*r->out->functions), by_address);
    return ELF_OK;
}

static enum elf_fault read_needed(struct reader *r, const Elf64_Shdr *s)
{
    struct bytes entries, strings;
    Elf64_Dyn    dyn;
    if (!table_of(r, s, &entries, &strings))
        return ELF_DAMAGED;
    uint64_t count = s->sh_size / s->sh_entsize;
    r->out->needed = arena_array(r->arena, count, sizeof(*r->out->needed));
    if (!r->out->needed)
        return ELF_NO_MEMORY;
    for (uint64_t i = 0; i < count && entry(entries, s->sh_entsize, i, &dyn, sizeof(dyn)) && dyn.d_tag != DT_NULL; i++) {
        const char *name = dyn.d_tag == DT_NEEDED ? text_at(r, strings, dyn.d_un.d_val) : NULL;
        if (name)
            r->out->needed[r->out->needed_count++] = name;
    }
    return ELF_OK;
}

static enum elf_fault read_sections(struct reader *r)
{
    Elf64_Shdr     s;
    enum elf_fault fault = ELF_OK;
    for (unsigned i = 0; i < r->header.e_shnum && fault == ELF_OK; i++) {
        if (!section(r, i, &s))
            return ELF_DAMAGED;
        if (s.sh_type == SHT_DYNSYM && !r->out->undefined)
            fault = read_dynamic_symbols(r, &s);
        else if (s.sh_type == SHT_SYMTAB && !r->out->functions)
            fault = read_functions(r, &s);
        else if (s.sh_type == SHT_DYNAMIC && !r->out->needed)
            fault = read_needed(r, &s);
    }
    return fault;
}

static enum elf_fault read_image(struct reader *r)
{
    struct bytes table;
    Elf64_Phdr   p;
    if (!part(r, r->header.e_phoff, (uint64_t)r->header.e_phnum * r->header.e_phentsize, &table))
        return ELF_DAMAGED;
    r->out->low = UINT64_MAX;
    for (unsigned i = 0; i < r->header.e_phnum; i++) {
        if (!entry(table, r->header.e_phentsize, i, &p, sizeof(p)))
            return ELF_DAMAGED;
        if (p.p_type != PT_LOAD || p.p_memsz > UINT64_MAX - p.p_vaddr)
            continue;
        r->out->low = p.p_vaddr < r->out->low ? p.p_vaddr : r->out->low;
        r->out->high = p.p_vaddr + p.p_memsz > r->out->high ? p.p_vaddr + p.p_memsz : r->out->high;
    }
    return r->out->low < r->out->high ? ELF_OK : ELF_DAMAGED;
}

enum elf_fault elf_read(struct bytes file, struct arena *arena, struct elf_view *out)
{
    struct reader r = { .file = file, .arena = arena, .out = out };
    struct bytes  b = file;
    *out = (struct elf_view){ 0 };
    if (bytes_left(&b) < SELFMAG || memcmp(b.at, ELFMAG, SELFMAG) != 0)
        return ELF_NOT_ELF;
    if (!bytes_copy(&b, &r.header, sizeof(r.header)))
        return ELF_DAMAGED;
    if (r.header.e_ident[EI_CLASS] != ELFCLASS64 || r.header.e_ident[EI_DATA] != ELFDATA2LSB || r.header.e_machine != EM_X86_64)
        return ELF_OTHER_MACHINE;
    if (r.header.e_type != ET_DYN)
        return ELF_NOT_SHARED;
    enum elf_fault fault = read_image(&r);
    return fault == ELF_OK ? read_sections(&r) : fault;
}
