/* The processes of the machine from /proc: tlhelp32.h and psapi.h. A kernel thread has no program; its name is shown. */
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api_um/process.h"
#include "crt/crt.h"

#include <psapi.h>
#include <tlhelp32.h>

struct row {
    DWORD pid, parent, threads;
    char  name[64];
};

struct snapshot {
    struct um_object base;
    struct row      *rows; /* immutable after publish */
    size_t           count;
    size_t           next; /* one thread walks it at a time, as on Windows */
};

static void destroy(struct um_object *o)
{
    free(((struct snapshot *)o)->rows);
    free(o);
}

static const struct um_kind snapshot_kind = { .name = "snapshot", .destroy = destroy };

/* "PID (NAME) STATE PARENT ...", field 20 is the number of threads. The name may hold anything, parentheses too. */
static bool parse_stat(char *text, struct row *row)
{
    char *open = strchr(text, '('), *close = strrchr(text, ')');
    if (!open || !close || close < open)
        return false;
    *close = 0;
    snprintf(row->name, sizeof(row->name), "%s", open + 1);
    return sscanf(close + 1, " %*c %u %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %u", &row->parent,
                  &row->threads) == 2;
}

static bool read_process(const char *number, struct row *row)
{
    char  path[64], text[1024];
    FILE *file;
    snprintf(path, sizeof(path), "/proc/%.20s/stat", number);
    if (!(file = fopen(path, "r")))
        return false;
    size_t n = fread(text, 1, sizeof(text) - 1, file);
    fclose(file);
    text[n] = 0;
    row->pid = (DWORD)strtoul(number, NULL, 10);
    return parse_stat(text, row);
}

/* The program's file name where it can be seen: the kernel's short name is cut at 15 characters. */
static void image_name(struct row *row)
{
    char path[PATH_MAX], *slash;
    if (um_process_image((pid_t)row->pid, path) && (slash = strrchr(path, '/')))
        snprintf(row->name, sizeof(row->name), "%.63s", slash + 1);
}

static bool add_row(struct snapshot *s, const struct row *row)
{
    struct row *more = s->count % 64 ? s->rows : realloc(s->rows, (s->count + 64) * sizeof(*more));
    if (!more)
        return false;
    s->rows = more;
    s->rows[s->count++] = *row;
    return true;
}

static bool read_all(struct snapshot *s)
{
    DIR *proc = opendir("/proc");
    bool good = proc;
    for (struct dirent *e; good && (e = readdir(proc));) {
        struct row row = { 0 };
        if (!isdigit((unsigned char)e->d_name[0]) || !read_process(e->d_name, &row))
            continue; /* gone meanwhile */
        image_name(&row);
        good = add_row(s, &row);
    }
    if (proc)
        closedir(proc);
    return good;
}

HANDLE CreateToolhelp32Snapshot(DWORD flags, DWORD id)
{
    (void)id;
    struct snapshot *s = calloc(1, sizeof(*s));
    if (!s) {
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return INVALID_HANDLE_VALUE;
    }
    s->base = (struct um_object){ &snapshot_kind, 1 };
    if ((flags & TH32CS_SNAPPROCESS) && !read_all(s)) {
        um_object_put(&s->base);
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return INVALID_HANDLE_VALUE;
    }
    HANDLE handle = um_handle_new(&s->base);
    return handle ? handle : INVALID_HANDLE_VALUE;
}

static bool next_row(HANDLE snapshot, bool first, struct row *out)
{
    struct um_object *o = um_object_get(snapshot, &snapshot_kind);
    if (!o)
        return false;
    struct snapshot *s = (struct snapshot *)o;
    s->next = first ? 0 : s->next;
    bool good = s->next < s->count;
    if (good)
        *out = s->rows[s->next++];
    um_object_put(o);
    return good ? true : um_fail(ERROR_NO_MORE_FILES);
}

static BOOL give_wide(HANDLE snapshot, bool first, LPPROCESSENTRY32W entry)
{
    struct row row;
    if (entry->dwSize < sizeof(*entry))
        return um_fail(ERROR_BAD_LENGTH);
    if (!next_row(snapshot, first, &row))
        return FALSE;
    *entry = (PROCESSENTRY32W){ .dwSize = sizeof(*entry), .th32ProcessID = row.pid, .cntThreads = row.threads,
                                .th32ParentProcessID = row.parent, .pcPriClassBase = 8 };
    owfp_mbstowcs(entry->szExeFile, row.name, MAX_PATH);
    return TRUE;
}

BOOL Process32FirstW(HANDLE snapshot, LPPROCESSENTRY32W entry)
{
    return give_wide(snapshot, true, entry);
}

BOOL Process32NextW(HANDLE snapshot, LPPROCESSENTRY32W entry)
{
    return give_wide(snapshot, false, entry);
}

static BOOL give_narrow(HANDLE snapshot, bool first, LPPROCESSENTRY32 entry)
{
    struct row row;
    if (entry->dwSize < sizeof(*entry))
        return um_fail(ERROR_BAD_LENGTH);
    if (!next_row(snapshot, first, &row))
        return FALSE;
    *entry = (PROCESSENTRY32){ .dwSize = sizeof(*entry), .th32ProcessID = row.pid, .cntThreads = row.threads,
                               .th32ParentProcessID = row.parent, .pcPriClassBase = 8 };
    snprintf(entry->szExeFile, sizeof(entry->szExeFile), "%s", row.name);
    return TRUE;
}

BOOL Process32First(HANDLE snapshot, LPPROCESSENTRY32 entry)
{
    return give_narrow(snapshot, true, entry);
}

BOOL Process32Next(HANDLE snapshot, LPPROCESSENTRY32 entry)
{
    return give_narrow(snapshot, false, entry);
}

/* --- psapi -------------------------------------------------------------------------------------------------------------------- */

BOOL EnumProcesses(DWORD *ids, DWORD size, LPDWORD needed)
{
    struct snapshot s = { 0 };
    bool            good = read_all(&s);
    *needed = 0;
    for (size_t i = 0; good && i < s.count && *needed + sizeof(*ids) <= size; i++, *needed += sizeof(*ids))
        ids[i] = s.rows[i].pid;
    free(s.rows);
    return good ? TRUE : um_fail(ERROR_NOT_ENOUGH_MEMORY);
}

static bool image(HANDLE process, char path[PATH_MAX])
{
    pid_t pid;
    return um_process_id(process, &pid) && um_process_image(pid, path);
}

/* These answer 0 when the name does not fit. */
static DWORD fits(DWORD n, DWORD size)
{
    return n < size ? n : 0;
}

DWORD GetProcessImageFileNameW(HANDLE process, LPWSTR name, DWORD size)
{
    char path[PATH_MAX];
    return image(process, path) ? fits(um_return_wide(path, name, size), size) : 0;
}

DWORD GetProcessImageFileNameA(HANDLE process, LPSTR name, DWORD size)
{
    char path[PATH_MAX];
    return image(process, path) ? fits(um_return_narrow(path, name, size), size) : 0;
}

DWORD GetModuleFileNameExW(HANDLE process, HMODULE module, LPWSTR name, DWORD size)
{
    (void)module;
    return GetProcessImageFileNameW(process, name, size);
}

DWORD GetModuleBaseNameW(HANDLE process, HMODULE module, LPWSTR name, DWORD size)
{
    char path[PATH_MAX];
    (void)module;
    if (!image(process, path))
        return 0;
    char *slash = strrchr(path, '/');
    return fits(um_return_wide(slash ? slash + 1 : path, name, size), size);
}
