/* Security descriptors for the tests of access control: places that have one, lists as text (SDDL). */
#ifndef WFP_TESTS_MANAGEMENT_RIGHTS_H
#define WFP_TESTS_MANAGEMENT_RIGHTS_H

#include "kinds.h"

#define ALL_RIGHTS (FWPM_GENERIC_ALL)
/* A plain user of no group that means anything, whose rights a test gives and takes. */
#define PLAIN_UID 4711
#define PLAIN_SID "S-1-22-1-4711"

/* What has a descriptor. */
struct place {
    int  kind;   /* KIND_*, PLACE_* */
    bool within; /* an object or layer, not the container */
    GUID key;
};
enum {
    PLACE_ENGINE = KIND_COUNT,
    PLACE_NET_EVENTS,
    PLACE_CONNECTIONS,
    PLACE_SWITCH_EVENTS,
    PLACE_IPSEC_SAS,
    PLACE_IKE_SAS,
    PLACE_IPSEC_DOSP,
    PLACE_LAYERS,
};

struct place place_engine(void);
struct place place_container(int kind);
struct place place_object(int kind, unsigned n);
struct place place_layer(const GUID *key);

DWORD get_security(HANDLE h, const struct place *p, SECURITY_INFORMATION which, PSECURITY_DESCRIPTOR *sd);
/* `text` is the descriptor that the parts named are taken from. */
DWORD set_security(HANDLE h, const struct place *p, SECURITY_INFORMATION which, const char *text);
/* The same, which must succeed: a protected list, and one that is just inherited. */
void set_list(HANDLE h, const struct place *p, const char *text);
void inherit_list(HANDLE h, const struct place *p);

/* A descriptor as text, in a buffer that the next call but three overwrites. */
const char *security_text(HANDLE h, const struct place *p, SECURITY_INFORMATION which);
/* From text; LocalFree() it. */
PSECURITY_DESCRIPTOR descriptor_of(const char *text);

#endif
