/* Letter case of UTF-16: one code unit to one, the same on every machine whatever its locale. Code units of surrogate pairs
 * fold to themselves. */
#ifndef WFP_BASE_CASEFOLD_H
#define WFP_BASE_CASEFOLD_H

#include <stdint.h>

uint16_t utf16_fold(uint16_t c);
/* The capital letter that folds to c, or c. */
uint16_t utf16_capital(uint16_t c);

#endif
