/* NET_BUFFER: one packet over a chain of MDLs, of which the first DataOffset bytes are not part of the data. CurrentMdl and
 * CurrentMdlOffset always name the MDL that holds the first byte of data (the end of the chain's last bytes when no data are
 * left); every function here keeps that true. Headers may lie across MDLs (D-015), so bytes are read with nb_data(). */
#ifndef WFP_PKT_NB_H
#define WFP_PKT_NB_H

#include <stdbool.h>

#include "base/bytes.h"
#include "pkt/nbl_layout.h"

/* Data are `length` bytes from `offset` on; both must lie inside the chain. Borrows the chain. */
void nb_init(NET_BUFFER *nb, MDL *chain, uint32_t offset, uint32_t length);

static inline uint32_t nb_length(const NET_BUFFER *nb)
{
    return nb->DataLength;
}

/* Moves the start of the data n bytes on. False, and nothing changed, when there are fewer. */
bool nb_advance(NET_BUFFER *nb, uint32_t n);

/* Moves the start of the data n bytes back over what lies before it. False, and nothing changed, when that is less. */
bool nb_retreat(NET_BUFFER *nb, uint32_t n);

/* The first n bytes of data as one run: where they lie when they are in one MDL, else copied to `storage` (n bytes). NULL when
 * there are fewer than n, or they are in several MDLs and storage is NULL. */
const void *nb_data(const NET_BUFFER *nb, uint32_t n, void *storage);

/* Writes over the data from `at` on. False, and nothing written, when they end before. */
bool nb_write(NET_BUFFER *nb, uint32_t at, struct bytes what);

/* Exchanges the chain: data are `length` bytes from `offset` on. The rest of the NET_BUFFER stays. */
void nb_set_chain(NET_BUFFER *nb, MDL *chain, uint32_t offset, uint32_t length);

/* The data as the runs that the MDLs make of them. */
struct nb_runs {
    const MDL *mdl;
    size_t     skip; /* bytes of `mdl` before the next run */
    size_t     left; /* bytes of data; when the runs are at an end: those that no MDL has */
};

static inline struct nb_runs nb_runs(const NET_BUFFER *nb)
{
    return (struct nb_runs){ nb->CurrentMdl, nb->CurrentMdlOffset, nb->DataLength };
}

/* Goes `n` bytes on. False: there are fewer. */
bool nb_skip_runs(struct nb_runs *runs, uint32_t n);
/* False: there are no more. Never gives an empty run. */
bool nb_next_run(struct nb_runs *runs, struct bytes *out);

#endif
