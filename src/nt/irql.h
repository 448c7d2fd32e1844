/* The interrupt request level of the calling thread: real state, raised by spin locks and DPCs, checked by
 * everything that may wait. */
#ifndef WFP_NT_IRQL_H
#define WFP_NT_IRQL_H

#include <stdbool.h>
#include <stdint.h>

struct nt_system;

enum { IRQL_PASSIVE = 0, IRQL_APC = 1, IRQL_DISPATCH = 2, IRQL_HIGH = 15 };

uint8_t irql_current(void);
/* What it was. Reported, and done, when `level` is lower. */
uint8_t irql_raise(struct nt_system *nt, uint8_t level);
/* Reported, and done, when `level` is higher. */
void irql_lower(struct nt_system *nt, uint8_t level);
/* Without a word: whoever reports has done so. */
void irql_reset(uint8_t level);
/* False, with a report that names the function, above `most`. */
bool irql_require(struct nt_system *nt, const char *function, uint8_t most);
const char *irql_name(uint8_t level);

#endif
