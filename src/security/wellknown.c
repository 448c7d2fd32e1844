#include "security/wellknown.h"

#include <string.h>
#include <strings.h>

#include "security/token.h"

#define LE32(n) (uint8_t)(n), (uint8_t)((n) >> 8), (uint8_t)((n) >> 16), (uint8_t)((n) >> 24)
#define PLAIN(authority, n) { 1, 1, 0, 0, 0, 0, 0, authority, LE32(n) }
#define UNDER(authority, domain, n) { 1, 2, 0, 0, 0, 0, 0, authority, LE32(domain), LE32(n) }
#define BUILTIN(n) UNDER(5, 32, n)
#define SERVICE(a, b, c, d, e) { 1, 6, 0, 0, 0, 0, 0, 5, LE32(80), LE32(a), LE32(b), LE32(c), LE32(d), LE32(e) }
#define NO_TYPE WELL_KNOWN_NO_TYPE

const struct well_known_row well_known_rows[WELL_KNOWN_COUNT] = {
    [SID_NULL] = { "", 0, "", "NULL SID", PLAIN(0, 0) },
    [SID_WORLD] = { "WD", 1, "", "Everyone", PLAIN(1, 0) },
    [SID_LOCAL] = { "", 2, "", "LOCAL", PLAIN(2, 0) },
    [SID_CREATOR_OWNER] = { "CO", 3, "", "CREATOR OWNER", PLAIN(3, 0) },
    [SID_CREATOR_GROUP] = { "CG", 4, "", "CREATOR GROUP", PLAIN(3, 1) },
    [SID_OWNER_RIGHTS] = { "OW", 71, "", "OWNER RIGHTS", PLAIN(3, 4) },
    [SID_DIALUP] = { "", 8, "NT AUTHORITY", "DIALUP", PLAIN(5, 1) },
    [SID_NETWORK] = { "NU", 9, "NT AUTHORITY", "NETWORK", PLAIN(5, 2) },
    [SID_BATCH] = { "", 10, "NT AUTHORITY", "BATCH", PLAIN(5, 3) },
    [SID_INTERACTIVE] = { "IU", 11, "NT AUTHORITY", "INTERACTIVE", PLAIN(5, 4) },
    [SID_SERVICE] = { "SU", 12, "NT AUTHORITY", "SERVICE", PLAIN(5, 6) },
    [SID_ANONYMOUS] = { "AN", 13, "NT AUTHORITY", "ANONYMOUS LOGON", PLAIN(5, 7) },
    [SID_ENTERPRISE_CONTROLLERS] = { "ED", 15, "NT AUTHORITY", "ENTERPRISE DOMAIN CONTROLLERS", PLAIN(5, 9) },
    [SID_SELF] = { "PS", 16, "NT AUTHORITY", "SELF", PLAIN(5, 10) },
    [SID_AUTHENTICATED_USERS] = { "AU", 17, "NT AUTHORITY", "Authenticated Users", PLAIN(5, 11) },
    [SID_RESTRICTED_CODE] = { "RC", 18, "NT AUTHORITY", "RESTRICTED", PLAIN(5, 12) },
    [SID_TERMINAL_SERVER] = { "", 19, "NT AUTHORITY", "TERMINAL SERVER USER", PLAIN(5, 13) },
    [SID_REMOTE_INTERACTIVE] = { "", 20, "NT AUTHORITY", "REMOTE INTERACTIVE LOGON", PLAIN(5, 14) },
    [SID_IUSR] = { "", 63, "NT AUTHORITY", "IUSR", PLAIN(5, 17) },
    [SID_LOCAL_SYSTEM] = { "SY", 22, "NT AUTHORITY", "SYSTEM", PLAIN(5, 18) },
    [SID_LOCAL_SERVICE] = { "LS", 23, "NT AUTHORITY", "LOCAL SERVICE", PLAIN(5, 19) },
    [SID_NETWORK_SERVICE] = { "NS", 24, "NT AUTHORITY", "NETWORK SERVICE", PLAIN(5, 20) },
    [SID_WRITE_RESTRICTED_CODE] = { "WR", 70, "NT AUTHORITY", "WRITE RESTRICTED", PLAIN(5, 33) },
    [SID_ADMINISTRATORS] = { "BA", 26, "BUILTIN", "Administrators", BUILTIN(544) },
    [SID_USERS] = { "BU", 27, "BUILTIN", "Users", BUILTIN(545) },
    [SID_GUESTS] = { "BG", 28, "BUILTIN", "Guests", BUILTIN(546) },
    [SID_POWER_USERS] = { "PU", 29, "BUILTIN", "Power Users", BUILTIN(547) },
    [SID_ACCOUNT_OPERATORS] = { "AO", 30, "BUILTIN", "Account Operators", BUILTIN(548) },
    [SID_SERVER_OPERATORS] = { "SO", 31, "BUILTIN", "Server Operators", BUILTIN(549) },
    [SID_PRINT_OPERATORS] = { "PO", 32, "BUILTIN", "Print Operators", BUILTIN(550) },
    [SID_BACKUP_OPERATORS] = { "BO", 33, "BUILTIN", "Backup Operators", BUILTIN(551) },
    [SID_REPLICATOR] = { "RE", 34, "BUILTIN", "Replicator", BUILTIN(552) },
    [SID_PRE_WINDOWS_2000] = { "RU", 35, "BUILTIN", "Pre-Windows 2000 Compatible Access", BUILTIN(554) },
    [SID_REMOTE_DESKTOP_USERS] = { "RD", 36, "BUILTIN", "Remote Desktop Users", BUILTIN(555) },
    [SID_NETWORK_CONFIGURATION_OPERATORS] = { "NO", 37, "BUILTIN", "Network Configuration Operators", BUILTIN(556) },
    [SID_PERFORMANCE_MONITOR_USERS] = { "MU", 57, "BUILTIN", "Performance Monitor Users", BUILTIN(558) },
    [SID_PERFORMANCE_LOG_USERS] = { "LU", 58, "BUILTIN", "Performance Log Users", BUILTIN(559) },
    [SID_DISTRIBUTED_COM_USERS] = { "", 61, "BUILTIN", "Distributed COM Users", BUILTIN(562) },
    [SID_IIS_USERS] = { "IS", 62, "BUILTIN", "IIS_IUSRS", BUILTIN(568) },
    [SID_CRYPTOGRAPHIC_OPERATORS] = { "CY", 64, "BUILTIN", "Cryptographic Operators", BUILTIN(569) },
    [SID_EVENT_LOG_READERS] = { "ER", 76, "BUILTIN", "Event Log Readers", BUILTIN(573) },
    [SID_CERTIFICATE_DCOM_ACCESS] = { "CD", 78, "BUILTIN", "Certificate Service DCOM Access", BUILTIN(574) },
    [SID_HYPERV_ADMINISTRATORS] = { "HA", 99, "BUILTIN", "Hyper-V Administrators", BUILTIN(578) },
    [SID_ACCESS_CONTROL_ASSISTANCE_OPERATORS] = { "AA", 101, "BUILTIN", "Access Control Assistance Operators", BUILTIN(579) },
    [SID_REMOTE_MANAGEMENT_USERS] = { "RM", 102, "BUILTIN", "Remote Management Users", BUILTIN(580) },
    [SID_ALL_APP_PACKAGES] = { "AC", 84, "APPLICATION PACKAGE AUTHORITY", "ALL APPLICATION PACKAGES", UNDER(15, 2, 1) },
    [SID_UNTRUSTED_LABEL] = { "", 65, "Mandatory Label", "Untrusted Mandatory Level", PLAIN(16, 0) },
    [SID_LOW_LABEL] = { "LW", 66, "Mandatory Label", "Low Mandatory Level", PLAIN(16, 4096) },
    [SID_MEDIUM_LABEL] = { "ME", 67, "Mandatory Label", "Medium Mandatory Level", PLAIN(16, 8192) },
    [SID_MEDIUM_PLUS_LABEL] = { "MP", 79, "Mandatory Label", "Medium Plus Mandatory Level", PLAIN(16, 8448) },
    [SID_HIGH_LABEL] = { "HI", 68, "Mandatory Label", "High Mandatory Level", PLAIN(16, 12288) },
    [SID_SYSTEM_LABEL] = { "SI", 69, "Mandatory Label", "System Mandatory Level", PLAIN(16, 16384) },
    /* tests/conformance/service_sids_test.py computes the hashes again. */
    [SID_SERVICE_MPSSVC] = { "", NO_TYPE, "NT SERVICE", "MpsSvc",
                             SERVICE(0xb81041f1, 0x574dfc36, 0x700baea8, 0x42042125, 0x31114f84) },
    [SID_SERVICE_NAPAGENT] = { "", NO_TYPE, "NT SERVICE", "NapAgent",
                               SERVICE(0x779d5949, 0x55e55691, 0x0ee2f4dc, 0xcaeb8ba7, 0x5613427b) },
    [SID_SERVICE_POLICYAGENT] = { "", NO_TYPE, "NT SERVICE", "PolicyAgent",
                                  SERVICE(0xb5780979, 0xd8eda1af, 0xf4325e54, 0x5fc41bff, 0x4ae0d9fd) },
    [SID_SERVICE_RPCSS] = { "", NO_TYPE, "NT SERVICE", "RpcSs",
                            SERVICE(0x3a62d80a, 0x180fc6d9, 0xebb5651b, 0x8b2f6dd6, 0x5c398378) },
    [SID_SERVICE_WDISERVICEHOST] = { "", NO_TYPE, "NT SERVICE", "WdiServiceHost",
                                     SERVICE(0xbb1bbf6e, 0xb1d2ef45, 0xdb453b4a, 0x27435b50, 0x6bd85804) },
};

const struct well_known_row *well_known_find(const uint8_t *sid)
{
    for (size_t i = 0; i < WELL_KNOWN_COUNT; i++)
        if (sid_equal(well_known_rows[i].sid, sid))
            return &well_known_rows[i];
    return NULL;
}

const struct well_known_row *well_known_by_letters(const char *letters, size_t length)
{
    for (size_t i = 0; i < WELL_KNOWN_COUNT && length == 2; i++)
        if (strncasecmp(well_known_rows[i].letters, letters, 2) == 0)
            return &well_known_rows[i];
    return NULL;
}

const struct well_known_row *well_known_by_type(int type)
{
    for (size_t i = 0; i < WELL_KNOWN_COUNT && type >= 0; i++)
        if (well_known_rows[i].type == type)
            return &well_known_rows[i];
    return NULL;
}
