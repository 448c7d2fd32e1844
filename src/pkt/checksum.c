#include "pkt/checksum.h"

uint16_t ip_checksum(struct bytes header)
{
    uint32_t sum = 0;
    uint16_t word;
    uint8_t  last;
    while (bytes_u16(&header, &word))
        sum += word;
    if (bytes_u8(&header, &last))
        sum += (uint32_t)last << 8;
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}
