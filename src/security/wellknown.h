/* The SIDs that mean the same on every machine: their binary form, the two letters of SDDL, the names people know, and the
 * number by which CreateWellKnownSid() of Windows asks for them. All of it is static. */
#ifndef WFP_SECURITY_WELLKNOWN_H
#define WFP_SECURITY_WELLKNOWN_H

#include "model/value.h"

enum well_known {
    SID_NULL,
    SID_WORLD,
    SID_LOCAL,
    SID_CREATOR_OWNER,
    SID_CREATOR_GROUP,
    SID_OWNER_RIGHTS,
    SID_DIALUP,
    SID_NETWORK,
    SID_BATCH,
    SID_INTERACTIVE,
    SID_SERVICE,
    SID_ANONYMOUS,
    SID_ENTERPRISE_CONTROLLERS,
    SID_SELF,
    SID_AUTHENTICATED_USERS,
    SID_RESTRICTED_CODE,
    SID_TERMINAL_SERVER,
    SID_REMOTE_INTERACTIVE,
    SID_IUSR,
    SID_LOCAL_SYSTEM,
    SID_LOCAL_SERVICE,
    SID_NETWORK_SERVICE,
    SID_WRITE_RESTRICTED_CODE,
    SID_ADMINISTRATORS,
    SID_USERS,
    SID_GUESTS,
    SID_POWER_USERS,
    SID_ACCOUNT_OPERATORS,
    SID_SERVER_OPERATORS,
    SID_PRINT_OPERATORS,
    SID_BACKUP_OPERATORS,
    SID_REPLICATOR,
    SID_PRE_WINDOWS_2000,
    SID_REMOTE_DESKTOP_USERS,
    SID_NETWORK_CONFIGURATION_OPERATORS,
    SID_PERFORMANCE_MONITOR_USERS,
    SID_PERFORMANCE_LOG_USERS,
    SID_DISTRIBUTED_COM_USERS,
    SID_IIS_USERS,
    SID_CRYPTOGRAPHIC_OPERATORS,
    SID_EVENT_LOG_READERS,
    SID_CERTIFICATE_DCOM_ACCESS,
    SID_HYPERV_ADMINISTRATORS,
    SID_ACCESS_CONTROL_ASSISTANCE_OPERATORS,
    SID_REMOTE_MANAGEMENT_USERS,
    SID_ALL_APP_PACKAGES,
    SID_UNTRUSTED_LABEL,
    SID_LOW_LABEL,
    SID_MEDIUM_LABEL,
    SID_MEDIUM_PLUS_LABEL,
    SID_HIGH_LABEL,
    SID_SYSTEM_LABEL,
    SID_SERVICE_MPSSVC, /* a service's SID: S-1-5-80 and the SHA-1 of its name (upper case, UTF-16LE) */
    SID_SERVICE_NAPAGENT,
    SID_SERVICE_POLICYAGENT,
    SID_SERVICE_RPCSS,
    SID_SERVICE_WDISERVICEHOST,
    WELL_KNOWN_COUNT
};

#define WELL_KNOWN_NO_TYPE (-1)
#define WELL_KNOWN_SID_SIZE 32

struct well_known_row {
    char        letters[3]; /* "" when SDDL has none */
    int         type;       /* WELL_KNOWN_SID_TYPE of Windows; WELL_KNOWN_NO_TYPE */
    const char *domain;     /* "BUILTIN"; "" when it has none */
    const char *name;       /* "Administrators" */
    uint8_t     sid[WELL_KNOWN_SID_SIZE];
};

extern const struct well_known_row well_known_rows[WELL_KNOWN_COUNT];

static inline const uint8_t *well_known_sid(enum well_known which)
{
    return well_known_rows[which].sid;
}

/* The row of a SID, of two letters in any case, of a WELL_KNOWN_SID_TYPE; NULL when there is none. */
const struct well_known_row *well_known_find(const uint8_t *sid);
const struct well_known_row *well_known_by_letters(const char *letters, size_t length);
const struct well_known_row *well_known_by_type(int type);

#endif
