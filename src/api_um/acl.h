/* Access control lists and descriptors of the program, for the files that read them. Any thread. */
#ifndef WFP_API_UM_ACL_H
#define WFP_API_UM_ACL_H

#include "api_um/border.h"

/* Behind the last entry; NULL when an entry is malformed. */
ACE_HEADER *um_acl_end(PACL acl);
/* FALSE with the last error. */
BOOL um_acl_add(PACL acl, BYTE type, DWORD flags, DWORD mask, PSID sid);

/* A descriptor of either form, taken apart; pointers into it. */
struct um_descriptor {
    WORD control;
    PSID owner, group;
    PACL dacl, sacl;
};

struct um_descriptor um_descriptor_open(PSECURITY_DESCRIPTOR descriptor);
/* The self-relative form: malloc, with its size; NULL with the last error. */
void *um_descriptor_relative(const struct um_descriptor *d, DWORD *size);

#endif
