/* Header names as Windows resolves them: any letter case, backslashes, and the *.tmh files that WPP would have
 * generated. For every spelling that this file system does not know, a forwarding header is written into a folder that
 * the compiler searches last. Sources and headers of the driver are read here and checked on the way, each once. */
#ifndef WFP_TOOLS_CC_HEADERS_H
#define WFP_TOOLS_CC_HEADERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct headers_scan {
    const char        *scratch;  /* a folder of ours */
    const char *const *folders;  /* searched in order, NULL-terminated: the user's, then those of include/windows */
    size_t             own;      /* the first folder of include/windows: what lies there is not read */
    char             **seen;     /* paths */
    size_t             seen_count, seen_room;
    char             **checked;  /* the same over all sources: each is warned about once */
    size_t             checked_count, checked_room;
    char             **forwards; /* spelling, target, spelling, target ... */
    size_t             forward_count, forward_room;
    FILE              *trace;    /* macros of the source's own trace functions, included by its *.tmh */
    bool               uses_seh; /* the source read last, or a header of it, has __try */
    unsigned           errors;
    bool               quiet;    /* no warnings about long */
    unsigned           source;   /* number of the source read last; each has forwarding headers of its own */
};

/* Reads one source and all it includes. False when a file cannot be read; errors are counted. */
bool headers_scan(struct headers_scan *h, const char *path);
/* The folder with the source's forwarding headers, for -I. Always the same length. */
void headers_folder(const struct headers_scan *h, char *out, size_t size);
void headers_scan_free(struct headers_scan *h);

/* The path of `name` below `folder` in any letter case, with / or \; malloc, or NULL. */
char *find_any_case(const char *folder, const char *name);

#endif
