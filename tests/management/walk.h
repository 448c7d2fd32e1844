/* Packets past the engine of a test: a capture through the offline host, judged by the policy that BFE has at the time. No Windows here. */
#ifndef WFP_TESTS_MANAGEMENT_WALK_H
#define WFP_TESTS_MANAGEMENT_WALK_H

#include <stdbool.h>

/* From now on sessions are with an engine that walks: the kit's own, or with `socket` that of a daemon in this process, whose socket is in
 * FOLDER. Sessions are closed before walk_end(). */
void walk_begin(const char *folder, bool socket);
void walk_end(void);
/* Every packet of tests/captures/NAME, as the host with the address `local` sees them; NULL: the one that the capture shows most. */
void walk_capture_at(const char *name, const char *local);
static inline void walk_capture(const char *name)
{
    walk_capture_at(name, 0);
}

#endif
