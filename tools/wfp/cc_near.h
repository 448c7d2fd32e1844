/* Folders that belong to this project: beside the program in a build, or where it is installed. */
#ifndef WFP_TOOLS_CC_NEAR_H
#define WFP_TOOLS_CC_NEAR_H

#include <limits.h>
#include <stdbool.h>

struct near_folder {
    const char *what, *file;     /* for people; a file that it has */
    const char *variable;        /* of the environment, which names another one */
    const char *const *places;   /* as seen from the program; NULL-terminated */
};

/* Its real path; false with one line on stderr. */
bool near_find(const struct near_folder *n, char out[PATH_MAX]);

#endif
