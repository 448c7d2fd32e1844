/* FWPS_TRANSPORT_SEND_PARAMS by meaning. What its pointers name lives until completion (D-066): it is read when the injection
 * begins, and looked at again when the packet is walked. The structure itself may be gone: Microsoft's samples have it on the
 * stack. */
#ifndef WFP_CALLOUT_SEND_PARAMS_H
#define WFP_CALLOUT_SEND_PARAMS_H

#include <stdbool.h>
#include <stdint.h>

struct send_params {
    bool           given;         /* false: sendArgs was NULL (D-065) */
    uint8_t        remote[16];    /* network order, v4 in the first four bytes; unset: all zero */
    bool           has_remote;
    uint32_t       remote_scope_id;
    const void    *control_data;  /* ancillary data (WSACMSGHDR) */
    uint32_t       control_size;
    const void    *include_header; /* version 1: the IP header of a raw send (D-078); NULL: none */
    uint32_t       include_header_size;
    /* Where all that lies with the driver, and what it was like; nothing else reads it. */
    const void    *remote_at;
    uint32_t       remote_size;
    uint64_t       print;
};

/* The other members are filled in: notes what the driver's memory holds. */
void send_params_note(struct send_params *p);
/* Whether it still holds that. Meant to read memory that is gone: a stack, most often. */
bool send_params_are_kept(const struct send_params *p);

#endif
