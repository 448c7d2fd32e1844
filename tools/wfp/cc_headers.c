/* Forwarding headers for spellings that only Windows resolves. */
#include "cc_headers.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cc_source.h"

/* "../" in a spelling climbs out of the folder; this many levels stay inside the scratch folder. */
#define DEEP "/a/a/a/a/a/a/a/a"

struct file_walk {
    struct headers_scan *scan;
    const char          *folder; /* of the including file */
};

static void read_file(struct headers_scan *h, const char *path);

static bool is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static char *join(const char *folder, const char *name)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

/* The entry of the folder whose name is this component in any letter case; the exact one first. */
static char *entry_any_case(const char *folder, const char *component)
{
    char *exact = join(folder, component);
    if (!exact || access(exact, F_OK) == 0)
        return exact;
    free(exact);
    DIR *dir = opendir(folder);
    if (!dir)
        return NULL;
    char *found = NULL;
    for (struct dirent *e = readdir(dir); e && !found; e = readdir(dir))
        if (strcasecmp(e->d_name, component) == 0)
            found = join(folder, e->d_name);
    closedir(dir);
    return found;
}

char *find_any_case(const char *folder, const char *name)
{
    char *path = strdup(*name == '/' ? "/" : folder), *rest = strdup(name), *state = NULL;
    for (char *part = rest ? strtok_r(rest, "/\\", &state) : NULL; part && path; part = strtok_r(NULL, "/\\", &state)) {
        char *deeper = entry_any_case(path, part);
        free(path);
        path = deeper;
    }
    free(rest);
    if (path && is_file(path))
        return path;
    free(path);
    return NULL;
}

static bool ends_with(const char *name, const char *tail)
{
    size_t n = strlen(name), t = strlen(tail);
    return n >= t && strcasecmp(name + n - t, tail) == 0;
}

static bool push(char ***list, size_t *count, size_t *room, char *take)
{
    if (*count == *room) {
        size_t bigger = *room ? 2 * *room : 64;
        char **more = realloc(*list, bigger * sizeof(*more));
        if (!more) {
            free(take);
            return false;
        }
        *list = more;
        *room = bigger;
    }
    (*list)[(*count)++] = take;
    return take;
}

/* The folder of the including file for a quoted name, then the search folders; *ours when it lies in
 * include/windows. */
static char *resolve(const struct file_walk *w, const char *name, bool quoted, bool *ours)
{
    *ours = false;
    char *path = quoted ? find_any_case(w->folder, name) : NULL;
    for (size_t i = 0; !path && w->scan->folders[i]; i++) {
        path = find_any_case(w->scan->folders[i], name);
        *ours = path && i >= w->scan->own;
    }
    if (!path && ends_with(name, ".tmh")) {
        path = find_any_case(w->scan->folders[w->scan->own], "openwfp_tmh.h");
        *ours = true;
    }
    return path;
}

/* Would the compiler find it without our help? */
static bool is_plain(const struct file_walk *w, const char *name, bool quoted)
{
    char *path = quoted ? join(w->folder, name) : NULL;
    bool  found = path && is_file(path);
    free(path);
    for (size_t i = 0; !found && w->scan->folders[i]; i++) {
        path = join(w->scan->folders[i], name);
        found = path && is_file(path);
        free(path);
    }
    return found;
}

static bool make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        bool made = mkdir(path, 0700) == 0 || errno == EEXIST;
        *slash = '/';
        if (!made)
            return false;
    }
    return true;
}

void headers_folder(const struct headers_scan *h, char *out, size_t size)
{
    snprintf(out, size, "%s/h%04u" DEEP, h->scratch, h->source);
}

static bool is_trace_header(const char *name)
{
    return ends_with(name, ".tmh");
}

static void write_forward(struct headers_scan *h, const char *name, const char *target)
{
    char folder[512];
    headers_folder(h, folder, sizeof(folder));
    char *path = join(folder, name);
    FILE *out = path && make_folders(path) ? fopen(path, "w") : NULL;
    if (!out || fprintf(out, "#include \"%s\"\n", target) < 0 ||
        (is_trace_header(name) && fprintf(out, "#include \"%s/trace%04u.h\"\n", h->scratch, h->source) < 0) || fclose(out)) {
        fprintf(stderr, "wfp cc: cannot write %s: %s\n", path ? path : name, strerror(errno));
        h->errors++;
    }
    free(path);
}

/* clang turns a backslash into a slash before it looks, gcc does not. */
static void write_both(struct headers_scan *h, const char *name, const char *target)
{
    char *slashes = strdup(name);
    write_forward(h, name, target);
    for (char *c = slashes; c && *c; c++)
        if (*c == '\\')
            *c = '/';
    if (slashes && strcmp(slashes, name) != 0)
        write_forward(h, slashes, target);
    free(slashes);
}

static void forward(struct headers_scan *h, const char *name, const char *target)
{
    for (size_t i = 0; i < h->forward_count; i += 2) {
        if (strcmp(h->forwards[i], name) != 0)
            continue;
        if (strcmp(h->forwards[i + 1], target) != 0) {
            fprintf(stderr, "wfp cc: \"%s\" means %s and %s in one source; write one of them with its exact name\n", name,
                    h->forwards[i + 1], target);
            h->errors++;
        }
        return;
    }
    if (push(&h->forwards, &h->forward_count, &h->forward_room, strdup(name)) &&
        push(&h->forwards, &h->forward_count, &h->forward_room, strdup(target)))
        write_both(h, name, target);
}

static void on_include(void *context, const char *name, bool quoted)
{
    struct file_walk *w = context;
    bool              ours;
    char             *found = resolve(w, name, quoted, &ours);
    char             *path = found ? realpath(found, NULL) : NULL;
    free(found);
    if (!path)
        return; /* the compiler says so, unless an #if hides it */
    if (!is_plain(w, name, quoted))
        forward(w->scan, name, path);
    if (!ours)
        read_file(w->scan, path);
    free(path);
}

static bool known(char *const *list, size_t count, const char *path)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], path) == 0)
            return true;
    return false;
}

static void read_file(struct headers_scan *h, const char *path)
{
    if (known(h->seen, h->seen_count, path))
        return;
    push(&h->seen, &h->seen_count, &h->seen_room, strdup(path));
    struct source s;
    if (!source_read(&s, path)) {
        fprintf(stderr, "wfp cc: %s: %s\n", path, errno ? strerror(errno) : "not ASCII or UTF-8 text; save it as UTF-8");
        h->errors++;
        return;
    }
    if (!known(h->checked, h->checked_count, path)) {
        push(&h->checked, &h->checked_count, &h->checked_room, strdup(path));
        if (!h->quiet)
            source_check_long(&s);
    }
    h->uses_seh |= source_check_seh(&s);
    h->errors += s.errors;
    if (h->trace)
        source_trace_functions(&s, h->trace);
    char *folder = strdup(path), *slash = folder ? strrchr(folder, '/') : NULL;
    if (slash)
        *slash = 0;
    struct file_walk w = { h, slash ? folder : "." };
    source_includes(&s, on_include, &w);
    free(folder);
    source_free(&s);
}

static void free_list(char **list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(list[i]);
}

static void open_trace(struct headers_scan *h)
{
    char name[512];
    snprintf(name, sizeof(name), "%s/trace%04u.h", h->scratch, h->source);
    h->trace = fopen(name, "w");
}

bool headers_scan(struct headers_scan *h, const char *path)
{
    unsigned before = h->errors;
    free_list(h->seen, h->seen_count);
    free_list(h->forwards, h->forward_count);
    h->seen_count = h->forward_count = 0;
    h->uses_seh = false;
    h->source++;
    open_trace(h);
    read_file(h, path);
    if (h->trace)
        fclose(h->trace);
    h->trace = NULL;
    return h->errors == before;
}

void headers_scan_free(struct headers_scan *h)
{
    free_list(h->seen, h->seen_count);
    free_list(h->forwards, h->forward_count);
    free_list(h->checked, h->checked_count);
    free(h->checked);
    free(h->seen);
    free(h->forwards);
}
