#include "pkt/checksum.h"

uint16_t ip_checksum(struct bytes header)
{
    uint64_t sum = 0; /* of 32-bit words: folded, it is the sum of their halves */
    uint32_t word;
    uint16_t half;
    uint8_t  last;
    while (bytes_u32(&header, &word))
        sum += word;
    if (bytes_u16(&header, &half))
        sum += half;
    if (bytes_u8(&header, &last))
        sum += (uint32_t)last << 8;
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}
