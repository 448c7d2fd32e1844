#include "store/checksum.h"

#define START 0x6f70656e77667021u
#define PRIME 0x9e3779b97f4a7c15u

/* One to one in the sum for a given word, and in the word for a given sum: no single word can change unnoticed. */
static uint64_t mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * PRIME;
    return sum ^ sum >> 29;
}

uint64_t checksum(struct bytes data)
{
    uint64_t sum = mix(START, bytes_left(&data));
    uint32_t high, low;
    uint8_t  byte;
    while (bytes_left(&data) >= 8 && bytes_u32(&data, &high) && bytes_u32(&data, &low))
        sum = mix(sum, (uint64_t)high << 32 | low);
    while (bytes_u8(&data, &byte))
        sum = mix(sum, byte);
    return mix(sum, 0);
}
