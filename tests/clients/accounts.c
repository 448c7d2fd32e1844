/* Who runs this program, SIDs, lists and descriptors. */
#include <windows.h>
#include <aclapi.h>
#include <sddl.h>
#include <stdio.h>
#include <stdlib.h>

static void show_sid(const wchar_t *what, PSID sid)
{
    LPWSTR text = NULL;
    if (ConvertSidToStringSidW(sid, &text))
        wprintf(L"%ls: %ls\n", what, text);
    LocalFree(text);
}

static void sids(void)
{
    SID_IDENTIFIER_AUTHORITY nt = SECURITY_NT_AUTHORITY;
    BYTE  room[SECURITY_MAX_SID_SIZE];
    DWORD size = sizeof(room), small = 4;
    PSID  admins = NULL, parsed = NULL;
    AllocateAndInitializeSid(&nt, 2, SECURITY_BUILTIN_DOMAIN_RID, DOMAIN_ALIAS_RID_ADMINS, 0, 0, 0, 0, 0, 0, &admins);
    show_sid(L"administrators", admins);
    CreateWellKnownSid(WinBuiltinAdministratorsSid, NULL, room, &size);
    wprintf(L"the same: %d, %lu bytes, %u parts, last %lu\n", EqualSid(admins, room), GetLengthSid(room),
            *GetSidSubAuthorityCount(room), *GetSidSubAuthority(room, 1));
    wprintf(L"small: %d", CreateWellKnownSid(WinWorldSid, NULL, room, &small));
    wprintf(L" %lu, needs %lu\n", GetLastError(), small);
    wprintf(L"read: %d, bad: %d\n", ConvertStringSidToSidW(L"S-1-5-18", &parsed) && IsWellKnownSid(parsed, WinLocalSystemSid),
            ConvertStringSidToSidW(L"S-1-x", &parsed));
    wprintf(L"error: %lu\n", GetLastError());
    LocalFree(parsed);
    FreeSid(admins);
}

static void *token_part(HANDLE token, TOKEN_INFORMATION_CLASS kind)
{
    DWORD size = 0;
    void *part;
    GetTokenInformation(token, kind, NULL, 0, &size);
    part = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, size);
    if (!GetTokenInformation(token, kind, part, size, &size))
        wprintf(L"token: %lu\n", GetLastError());
    return part;
}

static void token(void)
{
    HANDLE           own = NULL, none = NULL;
    TOKEN_ELEVATION  elevation = { 0 };
    TOKEN_PRIVILEGES wanted = { 1, { { { 0, 0 }, SE_PRIVILEGE_ENABLED } } };
    DWORD            size;
    BOOL             good;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY | TOKEN_ADJUST_PRIVILEGES, &own))
        return;
    TOKEN_USER   *user = (TOKEN_USER *)token_part(own, TokenUser);
    TOKEN_GROUPS *groups = (TOKEN_GROUPS *)token_part(own, TokenGroups);
    BYTE          everyone[SECURITY_MAX_SID_SIZE];
    DWORD         room = sizeof(everyone), found = 0;
    CreateWellKnownSid(WinWorldSid, NULL, everyone, &room);
    for (DWORD i = 0; i < groups->GroupCount; i++)
        found += EqualSid(groups->Groups[i].Sid, everyone) ? 1 : 0;
    wprintf(L"user is valid: %d, everyone among the groups: %lu\n", IsValidSid(user->User.Sid), found);
    GetTokenInformation(own, TokenElevation, &elevation, sizeof(elevation), &size);
    LookupPrivilegeValueW(NULL, L"SeDebugPrivilege", &wanted.Privileges[0].Luid);
    good = AdjustTokenPrivileges(own, FALSE, &wanted, sizeof(wanted), NULL, NULL);
    wprintf(L"privilege %lu: %d, held like elevation: %d\n", wanted.Privileges[0].Luid.LowPart, good,
            (GetLastError() == ERROR_SUCCESS) == (elevation.TokenIsElevated != 0));
    wprintf(L"thread: %d", OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE, &none));
    wprintf(L" %lu\n", GetLastError());
    HeapFree(GetProcessHeap(), 0, user);
    HeapFree(GetProcessHeap(), 0, groups);
    CloseHandle(own);
}

static void lists(void)
{
    EXPLICIT_ACCESSW     entries[3];
    PACL                 first = NULL, second = NULL;
    SECURITY_DESCRIPTOR  descriptor;
    PSECURITY_DESCRIPTOR parsed = NULL;
    LPWSTR               text = NULL;
    ULONG                size = 0;
    BuildExplicitAccessWithNameW(&entries[0], (LPWSTR)L"Everyone", 0x3, GRANT_ACCESS, NO_INHERITANCE);
    BuildExplicitAccessWithNameW(&entries[1], (LPWSTR)L"BUILTIN\\Administrators", GENERIC_ALL, SET_ACCESS, SUB_CONTAINERS_AND_OBJECTS_INHERIT);
    BuildExplicitAccessWithNameW(&entries[2], (LPWSTR)L"Everyone", 0x10, DENY_ACCESS, NO_INHERITANCE);
    wprintf(L"made: %lu\n", SetEntriesInAclW(3, entries, NULL, &first));
    BuildExplicitAccessWithNameW(&entries[0], (LPWSTR)L"Everyone", 0x4, SET_ACCESS, NO_INHERITANCE);
    wprintf(L"changed: %lu, nobody: ", SetEntriesInAclW(1, entries, first, &second));
    BuildExplicitAccessWithNameW(&entries[0], (LPWSTR)L"nobody of this name", 0x4, SET_ACCESS, NO_INHERITANCE);
    wprintf(L"%lu\n", SetEntriesInAclW(1, entries, first, &second));
    InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
    SetSecurityDescriptorDacl(&descriptor, TRUE, first, FALSE);
    ConvertSecurityDescriptorToStringSecurityDescriptorW(&descriptor, SDDL_REVISION_1, DACL_SECURITY_INFORMATION, &text, NULL);
    wprintf(L"first: %ls\n", text);
    LocalFree(text);
    SetSecurityDescriptorDacl(&descriptor, TRUE, second, FALSE);
    ConvertSecurityDescriptorToStringSecurityDescriptorW(&descriptor, SDDL_REVISION_1, DACL_SECURITY_INFORMATION, &text, NULL);
    wprintf(L"second: %ls\n", text);
    wprintf(L"parsed: %d", ConvertStringSecurityDescriptorToSecurityDescriptorW(text, SDDL_REVISION_1, &parsed, &size));
    wprintf(L" %d, valid: %d\n", size == GetSecurityDescriptorLength(parsed), IsValidSecurityDescriptor(parsed));
    LocalFree(text);
    LocalFree(parsed);
    LocalFree(first);
    LocalFree(second);
}

int wmain(void)
{
    sids();
    token();
    lists();
    return 0;
}
