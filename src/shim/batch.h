/* Frames that came together, at the MAC layers of one direction. Those that look the same to a layer are asked about at once, as a
 * chain of lists, where every callout of the layer takes batches (D-026); where one does not, each is asked about alone. */
#ifndef WFP_SHIM_BATCH_H
#define WFP_SHIM_BATCH_H

#include <stdbool.h>
#include <stdint.h>

#define SHIM_BATCH 64u /* frames of one call at most */

struct layer_row;
struct rule;
struct ruleset;
struct shim;
struct shim_input;

struct mac_answer {
    uint8_t                 verdict; /* enum verdict: PERMIT, BLOCK, ABSORB */
    const struct layer_row *layer;   /* that decided; NULL with PERMIT */
    const struct rule      *rule;    /* NULL: nobody's */
};

/* The headers of a frame whose `headers` is NULL are read, and stay until the next call; what is permitted goes on with shim_packet()
 * and `mac_asked`, which this sets. */
void shim_mac_batch(struct shim *s, const struct ruleset *rules, bool inbound, struct shim_input *frames, unsigned count,
                    struct mac_answer *answers);

#endif
