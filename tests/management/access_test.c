/* Security descriptors and what they grant (docs/behaviour A.10); which call needs which right is rights_test.c. */
#include <grp.h>
#include <unistd.h>

#include "rights.h"

#define LIST DACL_SECURITY_INFORMATION

static void need_users(void)
{
    if (!kit_may_change_user())
        skip();
}

/* --- what is there at first ---------------------------------------------------------------------------------------------------------- */

/* proves: A-152 */
static void the_engines_list_is_the_documented_one(void **state)
{
    static const struct {
        const char *name;
        DWORD       mask;
    } wanted[] = {
        { "Administrators", FWPM_GENERIC_ALL },
        { "Network Configuration Operators", FWPM_GENERIC_READ | FWPM_GENERIC_WRITE | FWPM_GENERIC_EXECUTE },
        { "MpsSvc", FWPM_GENERIC_READ | FWPM_GENERIC_WRITE | FWPM_GENERIC_EXECUTE },
        { "NapAgent", FWPM_GENERIC_READ | FWPM_GENERIC_WRITE | FWPM_GENERIC_EXECUTE },
        { "PolicyAgent", FWPM_GENERIC_READ | FWPM_GENERIC_WRITE | FWPM_GENERIC_EXECUTE },
        { "RpcSs", FWPM_GENERIC_READ | FWPM_GENERIC_WRITE | FWPM_GENERIC_EXECUTE },
        { "WdiServiceHost", FWPM_GENERIC_READ | FWPM_GENERIC_WRITE | FWPM_GENERIC_EXECUTE },
        { "Everyone", FWPM_ACTRL_OPEN | FWPM_ACTRL_CLASSIFY },
    };
    HANDLE               h = kit_open(0);
    PSECURITY_DESCRIPTOR sd = NULL;
    PACL                 dacl = NULL;
    (void)state;
    assert_done(FwpmEngineGetSecurityInfo0(h, LIST, NULL, NULL, &dacl, NULL, &sd));
    assert_non_null(dacl);
    assert_int_equal(dacl->AceCount, KIT_COUNT(wanted));
    for (unsigned i = 0; i < KIT_COUNT(wanted); i++) {
        ACCESS_ALLOWED_ACE *ace = NULL;
        WCHAR               name[256], domain[256];
        char                narrow[256] = "";
        DWORD               name_size = 256, domain_size = 256;
        SID_NAME_USE        use;
        assert_true(GetAce(dacl, i, (void **)&ace));
        assert_int_equal(ace->Header.AceType, ACCESS_ALLOWED_ACE_TYPE);
        assert_true(LookupAccountSidW(NULL, &ace->SidStart, name, &name_size, domain, &domain_size, &use));
        for (unsigned k = 0; k < name_size; k++)
            narrow[k] = (char)name[k];
        assert_string_equal(narrow, wanted[i].name);
        assert_int_equal(ace->Mask, wanted[i].mask);
    }
    FwpmFreeMemory0((void **)&sd);
}

/* proves: A-154 */
static void a_zero_key_names_the_container(void **state)
{
    HANDLE h = kit_open(0);
    (void)state;
    for (int k = 0; k < KIND_COUNT; k++) {
        struct place none = place_container(k), zero = { .kind = k, .within = true }, object = place_object(k, 1);
        assert_done(kinds[k].add(h, 1, NULL));
        assert_string_equal(security_text(h, &none, LIST), security_text(h, &zero, LIST));
        set_list(h, &zero, "D:(A;OICI;0xf07ff;;;BA)(A;;0x80;;;" PLAIN_SID ")");
        assert_non_null(strstr(security_text(h, &none, LIST), PLAIN_SID));
        assert_null(strstr(security_text(h, &object, LIST), PLAIN_SID)); /* that entry is not for what is inside */
    }
    struct place missing = place_object(KIND_FILTER, 9);
    PSECURITY_DESCRIPTOR sd = NULL;
    assert_code(get_security(h, &missing, LIST, &sd), FWP_E_FILTER_NOT_FOUND);
}

/* --- what is inherited ---------------------------------------------------------------------------------------------------------------- */

static void persist_filter(HANDLE h, unsigned n)
{
    FWPM_FILTER0 f = kit_filter(n);
    f.flags = FWPM_FILTER_FLAG_PERSISTENT;
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
}

/* Has it the entry of the plain user, marked as inherited? */
static bool inherits(HANDLE h, struct place p)
{
    const char *at = strstr(security_text(h, &p, LIST), PLAIN_SID);
    while (at && *at != '(')
        at--;
    return at && strstr(at, "ID;") && strstr(at, "ID;") < strstr(at, PLAIN_SID);
}

/* proves: A-153 */
static void what_the_engine_gives_reaches_all_there_is(void **state)
{
    HANDLE       h = kit_open(0);
    struct place engine = place_engine();
    (void)state;
    for (int k = 0; k < KIND_COUNT; k++)
        assert_done(kinds[k].add(h, 1, NULL));
    persist_filter(h, 2);
    for (int k = 0; k < KIND_COUNT; k++)
        assert_false(inherits(h, place_container(k)) || inherits(h, place_object(k, 1)));
    set_list(h, &engine, "D:(A;OICI;0xf07ff;;;BA)(A;OICI;0x5;;;" PLAIN_SID ")");
    for (int k = 0; k < KIND_COUNT; k++) {
        assert_true(inherits(h, place_container(k)));
        assert_true(inherits(h, place_object(k, 1)));
        assert_done(kinds[k].add(h, 3, NULL));
        assert_true(inherits(h, place_object(k, 3)));
    }
    GUID layer = FWPM_LAYER_ALE_AUTH_CONNECT_V4;
    assert_true(inherits(h, place_layer(&layer)) && inherits(h, place_container(PLACE_NET_EVENTS)));
    kit_restart();
    h = kit_open(0);
    assert_true(inherits(h, place_container(KIND_FILTER)) && inherits(h, place_object(KIND_FILTER, 2)));
}

static void a_container_that_was_kept_takes_what_the_engine_gives_now(void **state)
{
    HANDLE       h = kit_open(0);
    struct place engine = place_engine(), filters = place_container(KIND_FILTER);
    (void)state;
    persist_filter(h, 1);
    assert_done(set_security(h, &filters, LIST, "D:(A;OICI;0x20;;;S-1-22-1-4712)"));
    set_list(h, &engine, "D:(A;OICI;0xf07ff;;;BA)(A;OICI;0x5;;;" PLAIN_SID ")");
    assert_true(inherits(h, filters) && inherits(h, place_object(KIND_FILTER, 1)));
    kit_restart();
    h = kit_open(0);
    assert_true(inherits(h, filters) && inherits(h, place_object(KIND_FILTER, 1)));
    assert_non_null(strstr(security_text(h, &filters, LIST), "S-1-22-1-4712"));
}

/* proves: A-163 */
static void a_new_object_may_bring_its_own_list(void **state)
{
    HANDLE               h = kit_open(0);
    PSECURITY_DESCRIPTOR open_sd = descriptor_of("D:(A;;0x80;;;" PLAIN_SID ")");
    PSECURITY_DESCRIPTOR protected_sd = descriptor_of("D:P(A;;0xf07ff;;;BA)(A;;0x80;;;" PLAIN_SID ")");
    (void)state;
    for (int k = 0; k < KIND_COUNT; k++) {
        struct place merged = place_object(k, 1), alone = place_object(k, 2);
        assert_done(kinds[k].add(h, 1, open_sd));
        assert_done(kinds[k].add(h, 2, protected_sd));
        const char *text = security_text(h, &merged, LIST);
        assert_non_null(strstr(text, ";;;" PLAIN_SID ")"));
        assert_non_null(strstr(text, "ID;"));
        text = security_text(h, &alone, LIST);
        assert_int_equal(strncmp(text, "D:P", 3), 0);
        assert_null(strstr(text, "ID;"));
    }
    LocalFree(open_sd);
    LocalFree(protected_sd);
}

/* proves: A-155 */
static void audit_lists_are_ignored(void **state)
{
    HANDLE       h = kit_open(0);
    struct place engine = place_engine();
    PSID         owner = NULL, group = NULL;
    PACL         dacl = NULL, sacl = (PACL)(uintptr_t)1;
    ACL          empty;
    char         before[2048];
    PSECURITY_DESCRIPTOR sd = NULL;
    (void)state;
    snprintf(before, sizeof(before), "%s", security_text(h, &engine, LIST));
    assert_true(InitializeAcl(&empty, sizeof(empty), ACL_REVISION));
    assert_done(FwpmEngineSetSecurityInfo0(h, SACL_SECURITY_INFORMATION, NULL, NULL, NULL, &empty));
    assert_string_equal(security_text(h, &engine, LIST), before);
    assert_done(FwpmEngineGetSecurityInfo0(h, SACL_SECURITY_INFORMATION | LIST | OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION,
                                           &owner, &group, &dacl, &sacl, &sd));
    assert_null(sacl);
    assert_true(dacl && owner && group);
    FwpmFreeMemory0((void **)&sd);
}

/* proves: A-161 */
static void generic_rights_are_those_of_the_platform(void **state)
{
    static const struct {
        const char *generic;
        DWORD       mask;
    } rows[] = {
        { "GR", 0x00020000 | FWPM_ACTRL_BEGIN_READ_TXN | FWPM_ACTRL_CLASSIFY | FWPM_ACTRL_OPEN | FWPM_ACTRL_READ | FWPM_ACTRL_READ_STATS },
        { "GW", 0x00020000 | DELETE | FWPM_ACTRL_ADD | FWPM_ACTRL_ADD_LINK | FWPM_ACTRL_BEGIN_WRITE_TXN | FWPM_ACTRL_WRITE },
        { "GX", 0x00020000 | FWPM_ACTRL_ENUM | FWPM_ACTRL_SUBSCRIBE },
        { "GA", FWPM_GENERIC_ALL },
    };
    HANDLE       h = kit_open(0);
    struct place place = place_object(KIND_FILTER, 1);
    (void)state;
    assert_done(kinds[KIND_FILTER].add(h, 1, NULL));
    for (unsigned i = 0; i < KIT_COUNT(rows); i++) {
        char                 text[128];
        PSECURITY_DESCRIPTOR sd = NULL;
        PACL                 dacl = NULL;
        ACCESS_ALLOWED_ACE  *ace = NULL;
        snprintf(text, sizeof(text), "D:(A;;%s;;;" PLAIN_SID ")(A;;GA;;;BA)", rows[i].generic);
        set_list(h, &place, text);
        assert_done(FwpmFilterGetSecurityInfoByKey0(h, &place.key, LIST, NULL, NULL, &dacl, NULL, &sd));
        assert_true(GetAce(dacl, 0, (void **)&ace));
        assert_int_equal(ace->Mask, rows[i].mask);
        FwpmFreeMemory0((void **)&sd);
    }
}

/* --- users ----------------------------------------------------------------------------------------------------------------------------- */

/* proves: A-141 */
static void a_plain_user_may_open_and_no_more(void **state)
{
    HANDLE h, e, admin = kit_open(0);
    (void)state;
    need_users();
    assert_done(kinds[KIND_FILTER].add(admin, 1, NULL));
    h = kit_open_as(PLAIN_UID);
    assert_code(FwpmSessionCreateEnumHandle0(h, NULL, &e), ERROR_ACCESS_DENIED);
    assert_code(kinds[KIND_FILTER].open(h, &e), ERROR_ACCESS_DENIED);
    assert_code(kinds[KIND_FILTER].get(h, 1), ERROR_ACCESS_DENIED);
    assert_code(kinds[KIND_FILTER].add(h, 2, NULL), ERROR_ACCESS_DENIED);
    assert_code(kinds[KIND_FILTER].remove(h, 1), ERROR_ACCESS_DENIED);
    assert_code(FwpmTransactionBegin0(h, FWPM_TXN_READ_ONLY), ERROR_ACCESS_DENIED);
    assert_done(FwpmSessionCreateEnumHandle0(admin, NULL, &e));
    assert_done(FwpmSessionDestroyEnumHandle0(admin, e));
}

/* A connection of a user with one more group. */
static HANDLE open_as_member(gid_t group)
{
    gid_t  before[64];
    int    count = getgroups(64, before);
    HANDLE h = NULL;
    assert_true(count >= 0);
    assert_int_equal(setgroups(1, &group), 0);
    assert_true(setegid(PLAIN_UID) == 0 && seteuid(PLAIN_UID) == 0);
    DWORD code = FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, NULL, &h);
    assert_true(seteuid(0) == 0 && setegid(0) == 0);
    assert_int_equal(setgroups((size_t)count, before), 0);
    assert_done(code);
    return h;
}

static void groups_count(void **state)
{
    HANDLE       admin = kit_open(0), member, other;
    struct place engine = place_engine();
    (void)state;
    need_users();
    set_list(admin, &engine, "D:(A;OICI;GA;;;BA)(A;OICI;GA;;;S-1-22-2-4242)(D;OICI;0x1;;;S-1-22-2-4343)(A;OICI;0x40;;;WD)");
    member = open_as_member(4242);
    assert_done(kinds[KIND_FILTER].add(member, 1, NULL));
    other = open_as_member(4343);
    assert_code(kinds[KIND_FILTER].add(other, 2, NULL), ERROR_ACCESS_DENIED);
    kit_close(member);
    kit_close(other);
    struct group *operators = getgrnam("netdev"); /* whose members are Network Configuration Operators, where it exists */
    if (!operators)
        return;
    set_list(admin, &engine, "D:(A;OICI;GA;;;BA)(A;OICI;GRGWGX;;;NO)");
    member = open_as_member(operators->gr_gid);
    assert_done(kinds[KIND_FILTER].add(member, 3, NULL));
    kit_close(member);
}

/* proves: A-162 */
static void reading_is_not_enumerating(void **state)
{
    HANDLE       admin = kit_open(0), h, e;
    struct place engine = place_engine();
    (void)state;
    need_users();
    for (int k = 0; k < KIND_COUNT; k++)
        assert_done(kinds[k].add(admin, 1, NULL));
    set_list(admin, &engine, "D:(A;OICI;GA;;;BA)(A;OICI;GR;;;" PLAIN_SID ")");
    h = kit_open_as(PLAIN_UID);
    for (int k = 0; k < KIND_COUNT; k++) {
        assert_done(kinds[k].get(h, 1));
        assert_code(kinds[k].open(h, &e), ERROR_ACCESS_DENIED);
    }
}

/* proves: A-130 */
static void what_may_not_be_read_is_not_enumerated(void **state)
{
    HANDLE       admin = kit_open(0), h, e;
    struct place engine = place_engine();
    unsigned     numbers[4096];
    UINT32       count;
    (void)state;
    need_users();
    set_list(admin, &engine, "D:(A;OICI;GA;;;BA)(A;OICI;GA;;;" PLAIN_SID ")");
    h = kit_open_as(PLAIN_UID);
    for (int k = 0; k < KIND_COUNT; k++) {
        struct place hidden = place_object(k, 1), container = place_container(k);
        bool         seen[3] = { false };
        assert_done(kinds[k].add(admin, 1, NULL));
        assert_done(kinds[k].add(admin, 2, NULL));
        set_list(admin, &hidden, "D:(A;;GA;;;BA)(A;;0xf077f;;;" PLAIN_SID ")"); /* all but READ */
        assert_done(kinds[k].open(h, &e));
        assert_done(kinds[k].next(h, e, KIT_COUNT(numbers), numbers, &count));
        for (UINT32 i = 0; i < count; i++)
            if (numbers[i] < 3)
                seen[numbers[i]] = true;
        assert_true(seen[2] && !seen[1]);
        assert_done(kinds[k].close(h, e));
        set_list(admin, &container, "D:(A;OICI;GA;;;BA)(A;OICI;0xf07df;;;" PLAIN_SID ")"); /* all but ENUM */
        assert_code(kinds[k].open(h, &e), ERROR_ACCESS_DENIED);
    }
}

/* proves: A-149 */
static void what_may_not_be_read_is_not_told(void **state)
{
    HANDLE               admin = kit_open(0), h;
    struct place         engine = place_engine();
    PSECURITY_DESCRIPTOR hidden = descriptor_of("D:P(A;;GA;;;BA)(A;;0xf077f;;;" PLAIN_SID ")");
    (void)state;
    need_users();
    set_list(admin, &engine, "D:(A;OICI;GA;;;BA)(A;OICI;GA;;;" PLAIN_SID ")");
    h = kit_open_as(PLAIN_UID);
    for (int k = 0; k < KIND_COUNT; k++) {
        struct ear   ear = EAR_INIT;
        struct place container = place_container(k);
        HANDLE       s = NULL;
        assert_done(kinds[k].subscribe(h, FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD | FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE, &ear, &s));
        assert_done(kinds[k].add(admin, 1, hidden));
        assert_done(kinds[k].remove(admin, 1));
        assert_done(kinds[k].add(admin, 2, NULL));
        assert_true(ear_await(&ear, 1));
        assert_int_equal(ear.all[0].number, 2);
        assert_done(kinds[k].unsubscribe(h, s));
        assert_int_equal(ear.count, 1);
        set_list(admin, &container, "D:(A;OICI;GA;;;BA)(A;OICI;0xf05ff;;;" PLAIN_SID ")"); /* all but SUBSCRIBE */
        assert_code(kinds[k].subscribe(h, FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD, &ear, &s), ERROR_ACCESS_DENIED);
    }
    LocalFree(hidden);
}

/* proves: A-164 */
static void a_denial_leaves_the_transaction_as_it_was(void **state)
{
    HANDLE       admin = kit_open(0), h;
    struct place engine = place_engine(), sublayers = place_container(KIND_SUBLAYER);
    (void)state;
    need_users();
    set_list(admin, &engine, "D:(A;OICI;GA;;;BA)(A;OICI;GA;;;" PLAIN_SID ")");
    set_list(admin, &sublayers, "D:(A;OICI;GA;;;BA)");
    h = kit_open_as(PLAIN_UID);
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_done(kinds[KIND_FILTER].add(h, 1, NULL));
    assert_code(kinds[KIND_SUBLAYER].add(h, 1, NULL), ERROR_ACCESS_DENIED);
    assert_done(kinds[KIND_FILTER].add(h, 2, NULL));
    assert_done(FwpmTransactionCommit0(h));
    assert_done(kinds[KIND_FILTER].get(admin, 1));
    assert_done(kinds[KIND_FILTER].get(admin, 2));
    assert_code(kinds[KIND_SUBLAYER].get(admin, 1), FWP_E_SUBLAYER_NOT_FOUND);
}

/* proves: A-157 */
static void nobody_can_lock_everybody_out(void **state)
{
    HANDLE               h = kit_open(0), again, plain = NULL;
    struct place         engine = place_engine(), filter = place_object(KIND_FILTER, 1);
    PSECURITY_DESCRIPTOR nothing = descriptor_of("D:P"), whole = descriptor_of("D:P(A;OICI;GA;;;BA)");
    (void)state;
    need_users(); /* an administrator is root */
    set_list(h, &engine, "D:");
    assert_code(kit_try_open_as(PLAIN_UID, NULL, &plain), ERROR_ACCESS_DENIED);
    again = kit_open(0);
    assert_code(kinds[KIND_FILTER].add(again, 1, NULL), ERROR_ACCESS_DENIED);
    assert_code(set_security(again, &engine, LIST, "D:(A;OICI;GA;;;BA)"), ERROR_ACCESS_DENIED);
    assert_done(set_security(again, &engine, OWNER_SECURITY_INFORMATION, "O:BA"));
    set_list(again, &engine, "D:(A;OICI;GA;;;BA)(A;OICI;0xf;;;" PLAIN_SID ")(A;;0x40;;;WD)");
    assert_done(kinds[KIND_FILTER].add(h, 7, NULL));
    plain = kit_open_as(PLAIN_UID); /* the owner of what it adds, whatever the list says */
    assert_done(kinds[KIND_FILTER].add(plain, 1, nothing));
    assert_code(kinds[KIND_FILTER].remove(plain, 1), ERROR_ACCESS_DENIED);
    assert_done(set_security(plain, &filter, LIST | PROTECTED_DACL_SECURITY_INFORMATION, "D:P(A;;SD;;;" PLAIN_SID ")"));
    assert_done(kinds[KIND_FILTER].remove(plain, 1));
    LocalFree(nothing);
    LocalFree(whole);
}

static void an_owner_is_oneself(void **state)
{
    HANDLE               admin = kit_open(0), h;
    struct place         engine = place_engine(), filter = place_object(KIND_FILTER, 1);
    PSECURITY_DESCRIPTOR theirs = descriptor_of("O:BAD:(A;;GA;;;" PLAIN_SID ")"), own = descriptor_of("O:" PLAIN_SID "D:");
    (void)state;
    need_users();
    set_list(admin, &engine, "D:(A;OICI;GA;;;BA)(A;OICI;GA;;;" PLAIN_SID ")");
    h = kit_open_as(PLAIN_UID);
    assert_code(kinds[KIND_FILTER].add(h, 1, theirs), ERROR_ACCESS_DENIED);
    assert_done(kinds[KIND_FILTER].add(h, 1, own));
    assert_code(set_security(h, &filter, OWNER_SECURITY_INFORMATION, "O:BA"), ERROR_ACCESS_DENIED);
    assert_string_equal(security_text(h, &filter, OWNER_SECURITY_INFORMATION), "O:" PLAIN_SID);
    assert_done(set_security(admin, &filter, OWNER_SECURITY_INFORMATION, "O:BA"));
    assert_string_equal(security_text(h, &filter, OWNER_SECURITY_INFORMATION), "O:BA");
    LocalFree(theirs);
    LocalFree(own);
}

/* A grant is of one descriptor, and not of the next one at its address. */
static void a_grant_is_not_taken_over(void **state)
{
    HANDLE               admin = kit_open(0), h;
    struct place         engine = place_engine();
    PSECURITY_DESCRIPTOR yes = descriptor_of("D:P(A;;GA;;;BA)(A;;0x80;;;" PLAIN_SID ")");
    PSECURITY_DESCRIPTOR no = descriptor_of("D:P(A;;GA;;;BA)(D;;0x80;;;" PLAIN_SID ")");
    (void)state;
    need_users();
    set_list(admin, &engine, "D:(A;OICI;GA;;;BA)(A;;0x40;;;WD)");
    h = kit_open_as(PLAIN_UID);
    for (unsigned i = 0; i < 50; i++) {
        assert_done(kinds[KIND_SUBLAYER].add(admin, 1, yes));
        assert_done(kinds[KIND_SUBLAYER].get(h, 1));
        assert_done(kinds[KIND_SUBLAYER].remove(admin, 1));
        assert_done(kinds[KIND_SUBLAYER].add(admin, 2, no));
        assert_code(kinds[KIND_SUBLAYER].get(h, 2), ERROR_ACCESS_DENIED);
        assert_done(kinds[KIND_SUBLAYER].remove(admin, 2));
    }
    LocalFree(yes);
    LocalFree(no);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(the_engines_list_is_the_documented_one),
        KIT_TEST(a_zero_key_names_the_container),
        KIT_TEST(what_the_engine_gives_reaches_all_there_is),
        KIT_TEST(a_container_that_was_kept_takes_what_the_engine_gives_now),
        KIT_TEST(a_new_object_may_bring_its_own_list),
        KIT_TEST(audit_lists_are_ignored),
        KIT_TEST(generic_rights_are_those_of_the_platform),
        KIT_TEST(a_plain_user_may_open_and_no_more),
        KIT_TEST(groups_count),
        KIT_TEST(reading_is_not_enumerating),
        KIT_TEST(what_may_not_be_read_is_not_enumerated),
        KIT_TEST(what_may_not_be_read_is_not_told),
        KIT_TEST(a_denial_leaves_the_transaction_as_it_was),
        KIT_TEST(nobody_can_lock_everybody_out),
        KIT_TEST(an_owner_is_oneself),
        KIT_TEST(a_grant_is_not_taken_over),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
