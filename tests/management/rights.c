#include "rights.h"

#include <aclapi.h>
#include <sddl.h>

/* Places without keys, from PLACE_ENGINE. */
static const struct {
    DWORD (*get)(HANDLE h, SECURITY_INFORMATION which, PSID *owner, PSID *group, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *sd);
    DWORD (*set)(HANDLE h, SECURITY_INFORMATION which, const SID *owner, const SID *group, const ACL *dacl, const ACL *sacl);
} singles[] = {
    { FwpmEngineGetSecurityInfo0, FwpmEngineSetSecurityInfo0 },
    { FwpmNetEventsGetSecurityInfo0, FwpmNetEventsSetSecurityInfo0 },
    { FwpmConnectionGetSecurityInfo0, FwpmConnectionSetSecurityInfo0 },
    { FwpmvSwitchEventsGetSecurityInfo0, FwpmvSwitchEventsSetSecurityInfo0 },
    { IPsecSaDbGetSecurityInfo0, IPsecSaDbSetSecurityInfo0 },
    { IkeextSaDbGetSecurityInfo0, IkeextSaDbSetSecurityInfo0 },
    { IPsecDospGetSecurityInfo0, IPsecDospSetSecurityInfo0 },
};

struct place place_engine(void)
{
    return (struct place){ .kind = PLACE_ENGINE };
}

struct place place_container(int kind)
{
    return (struct place){ .kind = kind };
}

struct place place_object(int kind, unsigned n)
{
    return (struct place){ .kind = kind, .within = true, .key = kit_key(n) };
}

struct place place_layer(const GUID *key)
{
    return (struct place){ .kind = PLACE_LAYERS, .within = true, .key = *key };
}

DWORD get_security(HANDLE h, const struct place *p, SECURITY_INFORMATION which, PSECURITY_DESCRIPTOR *sd)
{
    const GUID *key = p->within ? &p->key : NULL;
    PSID        owner, group;
    PACL        dacl, sacl;
    if (p->kind >= PLACE_ENGINE && p->kind < PLACE_LAYERS)
        return singles[p->kind - PLACE_ENGINE].get(h, which, &owner, &group, &dacl, &sacl, sd);
    if (p->kind == PLACE_LAYERS)
        return FwpmLayerGetSecurityInfoByKey0(h, key, which, &owner, &group, &dacl, &sacl, sd);
    return kinds[p->kind].get_security(h, key, which, &owner, &group, &dacl, &sacl, sd);
}

PSECURITY_DESCRIPTOR descriptor_of(const char *text)
{
    PSECURITY_DESCRIPTOR sd = NULL;
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorA(text, SDDL_REVISION_1, &sd, NULL))
        fail_msg("%s is no descriptor", text);
    return sd;
}

DWORD set_security(HANDLE h, const struct place *p, SECURITY_INFORMATION which, const char *text)
{
    PSECURITY_DESCRIPTOR sd = descriptor_of(text);
    const GUID          *key = p->within ? &p->key : NULL;
    PSID                 owner = NULL, group = NULL;
    PACL                 dacl = NULL;
    BOOL                 present, defaulted;
    DWORD                code;
    assert_true(GetSecurityDescriptorOwner(sd, &owner, &defaulted) && GetSecurityDescriptorGroup(sd, &group, &defaulted) &&
                GetSecurityDescriptorDacl(sd, &present, &dacl, &defaulted));
    if (p->kind >= PLACE_ENGINE && p->kind < PLACE_LAYERS)
        code = singles[p->kind - PLACE_ENGINE].set(h, which, owner, group, dacl, NULL);
    else if (p->kind == PLACE_LAYERS)
        code = FwpmLayerSetSecurityInfoByKey0(h, key, which, owner, group, dacl, NULL);
    else
        code = kinds[p->kind].set_security(h, key, which, owner, group, dacl, NULL);
    LocalFree(sd);
    return code;
}

void set_list(HANDLE h, const struct place *p, const char *text)
{
    assert_done(set_security(h, p, DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION, text));
}

void inherit_list(HANDLE h, const struct place *p)
{
    assert_done(set_security(h, p, DACL_SECURITY_INFORMATION | UNPROTECTED_DACL_SECURITY_INFORMATION, "D:"));
}

const char *security_text(HANDLE h, const struct place *p, SECURITY_INFORMATION which)
{
    static char          texts[4][2048];
    static unsigned      at;
    char                *out = texts[at++ % KIT_COUNT(texts)];
    PSECURITY_DESCRIPTOR sd = NULL;
    WCHAR               *wide = NULL;
    size_t               i = 0;
    assert_done(get_security(h, p, which, &sd));
    assert_true(ConvertSecurityDescriptorToStringSecurityDescriptorW(sd, SDDL_REVISION_1, which, &wide, NULL));
    for (; wide[i] && i < sizeof(texts[0]) - 1; i++)
        out[i] = (char)wide[i];
    out[i] = '\0';
    LocalFree(wide);
    FwpmFreeMemory0((void **)&sd);
    return out;
}
