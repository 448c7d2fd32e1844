/* Counts the allocations of the program and fails one of them. */
#ifndef WFP_TESTS_FAULT_ALLOCATIONS_H
#define WFP_TESTS_FAULT_ALLOCATIONS_H

#include <stdint.h>

/* From now on the n-th allocation fails, counted from 0; ALLOCATIONS_ALL_WORK lets all succeed. Sets the count to 0. */
#define ALLOCATIONS_ALL_WORK UINT64_MAX
void allocations_fail(uint64_t n);
/* Allocations since allocations_fail(). */
uint64_t allocations_count(void);

#endif
