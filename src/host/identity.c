#include "host/identity.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf16.h"

struct entry {
    uint16_t                 port;
    struct endpoint_identity shown;
    struct byte_blob         app;
    struct token             token;
    const uint8_t           *sids[2];
    uint8_t                  user[SID_MAX_SIZE];
};

struct identities {
    unsigned     count;
    struct entry entries[];
};

/* Everyone belongs to Everyone. */
static const uint8_t everyone[] = { 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 };

static struct entry *entry_of(struct identities *i, uint16_t port)
{
    for (unsigned k = 0; k < i->count; k++)
        if (i->entries[k].port == port)
            return &i->entries[k];
    i->entries[i->count].port = port;
    return &i->entries[i->count++];
}

/* The application id of a path: UTF-16 with its terminating NUL. */
static enum wfp_status set_app(struct entry *e, const char *path)
{
    size_t units = utf16_length(path);
    if (units == SIZE_MAX)
        return WFP_BAD_DATA;
    uint8_t *bytes = malloc(2 * (units + 1));
    if (!bytes)
        return WFP_NO_MEMORY;
    utf16_write_le(path, bytes);
    free(e->app.data);
    e->app = (struct byte_blob){ (uint32_t)(2 * (units + 1)), bytes };
    e->shown.app = &e->app;
    return WFP_OK;
}

static bool set_user(struct entry *e, const char *sid)
{
    if (!sid_parse(sid, e->user))
        return false;
    e->sids[0] = e->user;
    e->sids[1] = everyone;
    e->token = (struct token){ 2, e->sids };
    e->shown.user = &e->token;
    return true;
}

enum wfp_status identities_new(const struct offline_identity *list, unsigned count, struct identities **out,
                               char error[CAPTURE_ERROR_SIZE])
{
    struct identities *i = calloc(1, sizeof(*i) + count * sizeof(i->entries[0]));
    if (!i)
        return WFP_NO_MEMORY;
    for (unsigned k = 0; k < count; k++) {
        struct entry *e = entry_of(i, list[k].port);
        enum wfp_status err = list[k].app ? set_app(e, list[k].app) : WFP_OK;
        if (err == WFP_BAD_DATA)
            snprintf(error, CAPTURE_ERROR_SIZE, "the path of port %u is not UTF-8", list[k].port);
        if (err == WFP_OK && list[k].user && !set_user(e, list[k].user)) {
            snprintf(error, CAPTURE_ERROR_SIZE, "%s is not a SID; write it as S-1-5-21-...", list[k].user);
            err = WFP_BAD_DATA;
        }
        if (err) {
            identities_free(i);
            return err;
        }
    }
    *out = i;
    return WFP_OK;
}

void identities_free(struct identities *i)
{
    if (!i)
        return;
    for (unsigned k = 0; k < i->count; k++)
        free(i->entries[k].app.data);
    free(i);
}

const struct endpoint_identity *identities_find(const struct identities *i, uint16_t port)
{
    for (unsigned k = 0; k < i->count; k++)
        if (i->entries[k].port == port)
            return &i->entries[k].shown;
    return NULL;
}
