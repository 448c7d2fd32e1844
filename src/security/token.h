/* Tokens: who a caller is, as the SIDs of the user and of the groups. Sessions keep one for as long as they live, so it
 * owns its memory; it never changes after it was made and may be read by any thread. */
#ifndef WFP_SECURITY_TOKEN_H
#define WFP_SECURITY_TOKEN_H

#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "model/value.h"

/* A copy of the SIDs: the user's own first, then the primary group's, then all others; at least one. Each is a valid binary
 * SID. WFP_INVALID_PARAMETER when there is none, WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status token_new(const uint8_t *const *sids, uint32_t count, struct token **out);
MUST_CHECK enum wfp_status token_copy(const struct token *token, struct token **out);
/* The same in an arena; NULL for NULL. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status token_copy_arena(const struct token *token, struct arena *arena, const struct token **out);
/* Takes NULL too. */
void token_free(struct token *take);

static inline bool sid_equal(const uint8_t *a, const uint8_t *b)
{
    return a[1] == b[1] && memcmp(a, b, sid_size(a)) == 0;
}

bool token_has(const struct token *token, const uint8_t *sid);
bool token_is_administrator(const struct token *token);

/* Owner and group of what the token creates. As on Windows, what an administrator creates belongs to Administrators. Borrowed:
 * from the token, or static. */
const uint8_t *token_owner(const struct token *token);
const uint8_t *token_group(const struct token *token);

#endif
