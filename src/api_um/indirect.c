#include "api_um/indirect.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fwpmu.h>

#include "api_um/border.h"
#include "base/arena.h"
#include "base/utf16.h"
#include "record/record.h"

enum { FILE_MAX = 128, LOCALE_MAX = 32, LINE_MAX_SIZE = 4096 };

/* --- what is asked for ---------------------------------------------------------------------------------------------------- */

struct indirect {
    char          file[FILE_MAX]; /* without folders, lower case */
    unsigned long id;
};

/* The name's last component becomes a file name here, so it has letters, digits, dots, dashes and underscores only. */
static bool take_file(const char *from, size_t size, char out[FILE_MAX])
{
    size_t start = size;
    while (start > 0 && from[start - 1] != '/' && from[start - 1] != '\\')
        start--;
    from += start;
    size -= start;
    if (size == 0 || size >= FILE_MAX || from[0] == '.')
        return false;
    for (size_t i = 0; i < size; i++) {
        if (!isascii((unsigned char)from[i]) || (!isalnum((unsigned char)from[i]) && !strchr("._-", from[i])))
            return false;
        out[i] = (char)tolower((unsigned char)from[i]);
    }
    out[size] = '\0';
    return true;
}

/* @FILE,-ID, and what may follow a semicolon. */
static bool parse(const char *text, struct indirect *out)
{
    const char *comma = strrchr(text, ',');
    char       *end;
    if (!comma || comma[1] != '-' || !isdigit((unsigned char)comma[2]))
        return false;
    out->id = strtoul(comma + 2, &end, 10);
    return (*end == '\0' || *end == ';') && take_file(text + 1, (size_t)(comma - text) - 1, out->file);
}

/* --- tables --------------------------------------------------------------------------------------------------------------- */

/* "de_AT" of "de_AT.UTF-8"; empty for "C". */
static void take_locale(char out[LOCALE_MAX])
{
    static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    const char              *said = NULL;
    for (unsigned i = 0; (!said || !*said) && i < COUNT_OF(variables); i++)
        said = getenv(variables[i]);
    size_t n = said ? strcspn(said, ".@") : 0;
    bool   plain = n == 0 || n >= LOCALE_MAX || (n == 1 && *said == 'C') || (n == 5 && memcmp(said, "POSIX", n) == 0);
    for (size_t i = 0; !plain && i < n; i++)
        plain = !isalnum((unsigned char)said[i]) && said[i] != '_' && said[i] != '-';
    n = plain ? 0 : n;
    memcpy(out, said ? said : "", n);
    out[n] = '\0';
}

static char *text_of_line(char *line, unsigned long id)
{
    char *end;
    if (!isdigit((unsigned char)line[0]) || strtoul(line, &end, 10) != id || (*end != ' ' && *end != '\t'))
        return NULL;
    end += strspn(end, " \t");
    end[strcspn(end, "\r\n")] = '\0';
    return end;
}

/* A copy from malloc, or NULL. */
static char *find_in(const char *folder, const struct indirect *what, const char *locale)
{
    char path[512], line[LINE_MAX_SIZE], *found = NULL;
    int  n = snprintf(path, sizeof(path), "%s/%s%s%s.txt", folder, what->file, *locale ? "." : "", locale);
    FILE *f = n > 0 && (size_t)n < sizeof(path) ? fopen(path, "re") : NULL;
    bool  ends = false;
    if (!f)
        return NULL;
    for (bool begins = true; !found && fgets(line, sizeof(line), f); begins = ends) {
        ends = strchr(line, '\n') != NULL;
        const char *text = begins ? text_of_line(line, what->id) : NULL;
        found = text ? strdup(text) : NULL;
    }
    fclose(f);
    return found;
}

/* In the caller's locale, in its language, in none; the person's own folder first. */
static char *find(const struct indirect *what)
{
    const char *const folders[] = { secure_getenv("OPENWFP_STRINGS"), "/etc/openwfp/strings", "/usr/share/openwfp/strings" };
    char              locale[LOCALE_MAX], language[LOCALE_MAX], *found = NULL;
    take_locale(locale);
    memcpy(language, locale, sizeof(language));
    language[strcspn(language, "_-")] = '\0';
    const char *const tried[] = { locale, language, "" };
    for (unsigned l = 0; !found && l < COUNT_OF(tried); l++)
        for (unsigned i = 0; !found && i < COUNT_OF(folders); i++)
            if (folders[i])
                found = find_in(folders[i], what, tried[l]);
    return found;
}

/* --- blocks --------------------------------------------------------------------------------------------------------------- */

/* The text in the arena; NULL when it is not indirect or no table has it. */
static WCHAR *resolved(const WCHAR *text, struct arena *arena)
{
    struct indirect what;
    if (!text || text[0] != '@')
        return NULL;
    char     *narrow = um_narrow(text), *found = narrow && parse(narrow, &what) ? find(&what) : NULL;
    size_t    units = found ? utf16_length(found) : SIZE_MAX;
    uint16_t *out = units == SIZE_MAX ? NULL : arena_alloc(arena, (units + 1) * sizeof(*out));
    if (out)
        utf16_write(found, out);
    free(found);
    free(narrow);
    return (WCHAR *)out;
}

static bool resolve_display(FWPM_DISPLAY_DATA0 *d, struct arena *arena)
{
    WCHAR *name = resolved(d->name, arena), *description = resolved(d->description, arena);
    if (name)
        d->name = name;
    if (description)
        d->description = description;
    return name || description;
}

/* The new block holds what the old one does, with the texts; until it is there the old one has pointers into the arena. */
static void resolve_block(const struct record_type *t, ptrdiff_t at, void **block)
{
    struct arena       arena = { 0 };
    FWPM_DISPLAY_DATA0 *d = (FWPM_DISPLAY_DATA0 *)((char *)*block + at), raw = *d;
    void              *next = NULL;
    if (resolve_display(d, &arena)) {
        if (record_copy(t, *block, &next) == WFP_OK) {
            free(*block);
            *block = next;
        } else {
            *d = raw;
        }
    }
    arena_fini(&arena);
}

static void resolve_array(const struct record_type *t, ptrdiff_t at, uint32_t count, void ***block)
{
    struct arena        arena = { 0 };
    FWPM_DISPLAY_DATA0 *raw = arena_array(&arena, count, sizeof(*raw));
    bool                changed = false;
    void              **next = NULL;
    for (uint32_t i = 0; raw && i < count; i++) {
        FWPM_DISPLAY_DATA0 *d = (FWPM_DISPLAY_DATA0 *)((char *)(*block)[i] + at);
        raw[i] = *d;
        changed |= resolve_display(d, &arena);
    }
    if (changed && record_copy_array(t, (const void *const *)*block, count, &next) == WFP_OK) {
        free(*block);
        *block = next;
    } else {
        for (uint32_t i = 0; changed && i < count; i++)
            *(FWPM_DISPLAY_DATA0 *)((char *)(*block)[i] + at) = raw[i];
    }
    arena_fini(&arena);
}

void indirect_resolve(const struct call_row *row, const union call_argument *arguments)
{
    for (unsigned i = 0; i < row->parameter_count; i++) {
        const struct call_parameter *p = &row->parameters[i];
        void                        *to = arguments[i].out;
        if ((p->kind != PARAM_OUT_BLOCK && p->kind != PARAM_OUT_ARRAY) || !p->type || !to || !*(void **)to)
            continue;
        ptrdiff_t at = record_struct_at(p->type, &record_FWPM_DISPLAY_DATA0);
        if (at < 0)
            continue;
        if (p->kind == PARAM_OUT_BLOCK)
            resolve_block(p->type, at, to);
        else
            resolve_array(p->type, at, *(const UINT32 *)arguments[p->partner].out, to);
    }
}
