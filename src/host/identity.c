#include "host/identity.h"

#include <stdio.h>
#include <stdlib.h>

#include "host/app_id.h"
#include "security/token.h"

struct entry {
    uint16_t                 port;
    struct endpoint_identity shown;
    struct name             *app;
    struct token            *token;
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

static enum wfp_status set_app(struct entry *e, const char *path)
{
    struct name *app;
    RETURN_IF(app_id_of_path(path, &app));
    name_put(e->app);
    e->shown.app = e->app = app;
    return WFP_OK;
}

/* WFP_BAD_DATA: it is no SID. */
static enum wfp_status set_user(struct entry *e, const char *text)
{
    uint8_t       user[SID_MAX_SIZE];
    struct token *token;
    if (!sid_parse(text, user))
        return WFP_BAD_DATA;
    RETURN_IF(token_new((const uint8_t *const[]){ user, everyone }, 2, &token));
    token_free(e->token);
    e->shown.user = e->token = token;
    return WFP_OK;
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
        else if (err == WFP_OK && list[k].user && (err = set_user(e, list[k].user)) == WFP_BAD_DATA)
            snprintf(error, CAPTURE_ERROR_SIZE, "%s is not a SID; write it as S-1-5-21-...", list[k].user);
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
    for (unsigned k = 0; k < i->count; k++) {
        name_put(i->entries[k].app);
        token_free(i->entries[k].token);
    }
    free(i);
}

const struct endpoint_identity *identities_find(const struct identities *i, uint16_t port)
{
    for (unsigned k = 0; k < i->count; k++)
        if (i->entries[k].port == port)
            return &i->entries[k].shown;
    return NULL;
}
