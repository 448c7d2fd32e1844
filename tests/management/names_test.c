/* Texts and names from outside: string tables, files (docs/behaviour A-066, A-112, A-113; docs/string-tables.md). */
#include "kit.h"

#include <sys/stat.h>
#include <unistd.h>

/* A file in the test's folder. */
static const char *file(const char *name, const char *text)
{
    static char path[512];
    snprintf(path, sizeof(path), "%s/%s", kit_folder(), name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
    return path;
}

static void speak(const char *locale)
{
    unsetenv("LC_ALL");
    unsetenv("LC_MESSAGES");
    setenv("LANG", locale, 1);
}

static void install_tables(void)
{
    file("firewall.dll.txt",
         "# a table\n7 seven\n101 The name\r\n102\tThe description\n 103 no number begins this line\n104\n");
    file("firewall.dll.de.txt", "101 Der Name\n");
    file("firewall.dll.de_AT.txt", "102 A Beschreibung mit \xc3\xa4\n");
    file("firewall.dll.fr.txt", "101 Le nom \xff\n"); /* not UTF-8 */
    file("other.txt", "1 other\n");
    setenv("OPENWFP_STRINGS", kit_folder(), 1);
}

static void add_shown(HANDLE h, unsigned n, const WCHAR *name, const WCHAR *description)
{
    FWPM_PROVIDER0 p = kit_provider(n);
    p.displayData = (FWPM_DISPLAY_DATA0){ (WCHAR *)(uintptr_t)name, (WCHAR *)(uintptr_t)description };
    assert_done(FwpmProviderAdd0(h, &p, NULL));
}

static void check_shown(HANDLE h, unsigned n, const WCHAR *name, const WCHAR *description)
{
    FWPM_PROVIDER0 *p;
    GUID            key = kit_key(n);
    assert_done(FwpmProviderGetByKey0(h, &key, &p));
    assert_true(kit_same_text(p->displayData.name, name));
    assert_true(kit_same_text(p->displayData.description, description));
    FwpmFreeMemory0((void **)&p);
    assert_null(p);
}

/* proves: A-066 */
static void an_indirect_name_is_read_in_the_readers_language(void **state)
{
    const WCHAR *const name = KIT_TEXT("@%ProgramFiles%\\Contoso\\Firewall.DLL,-101");
    const WCHAR *const description = KIT_TEXT("@firewall.dll,-102");
    HANDLE             h = kit_open(0);
    (void)state;
    speak("C");
    add_shown(h, 1, name, description);
    check_shown(h, 1, name, description); /* no table is there when it is stored */
    install_tables();
    check_shown(h, 1, KIT_TEXT("The name"), KIT_TEXT("The description"));
    speak("de_DE.UTF-8");
    check_shown(h, 1, KIT_TEXT("Der Name"), KIT_TEXT("The description"));
    speak("de_AT.UTF-8@euro");
    check_shown(h, 1, KIT_TEXT("Der Name"), KIT_TEXT("A Beschreibung mit \u00e4"));
    speak("xx_YY");
    check_shown(h, 1, KIT_TEXT("The name"), KIT_TEXT("The description"));
    speak("fr");
    check_shown(h, 1, name, KIT_TEXT("The description"));
    unsetenv("OPENWFP_STRINGS");
    check_shown(h, 1, name, description); /* the store has what was given */
    speak("C");
}

/* proves: A-066 */
static void what_names_no_text_stays_as_it_is(void **state)
{
    static const WCHAR *const raw[] = {
        KIT_TEXT("@firewall.dll,-103"),
        KIT_TEXT("@firewall.dll,-104"),
        KIT_TEXT("@firewall.dll,-9999"),
        KIT_TEXT("@firewall.dll,101"),
        KIT_TEXT("@firewall.dll,-"),
        KIT_TEXT("@firewall.dll"),
        KIT_TEXT("@"),
        KIT_TEXT("@,-1"),
        KIT_TEXT("@..,-1"),
        KIT_TEXT("@../other,-x"),
        KIT_TEXT("@nobody.dll,-101"),
        KIT_TEXT("firewall.dll,-101"),
        KIT_TEXT("@other\u00e4,-1"),
        KIT_TEXT("@firewall.dll,-1011"),
        KIT_TEXT("@firewall.dll,-101x"),
        KIT_TEXT("name"),
    };
    HANDLE h = kit_open(0);
    (void)state;
    speak("C");
    install_tables();
    for (unsigned i = 0; i < KIT_COUNT(raw); i++) {
        add_shown(h, 1 + i, raw[i], NULL);
        check_shown(h, 1 + i, raw[i], NULL);
    }
    add_shown(h, 50, KIT_TEXT("@C:\\x/y\\OTHER,-1;v2"), NULL); /* folders and what follows a semicolon say nothing */
    check_shown(h, 50, KIT_TEXT("other"), NULL);
    unsetenv("OPENWFP_STRINGS");
}

/* proves: A-066 A-070 */
static void enumerations_are_read_so_too(void **state)
{
    HANDLE           h = kit_open(0), e;
    FWPM_PROVIDER0 **all;
    UINT32           n, found = 0;
    (void)state;
    speak("de_DE");
    install_tables();
    for (unsigned i = 0; i < 5; i++)
        add_shown(h, 1 + i, i % 2 ? KIT_TEXT("plain") : KIT_TEXT("@firewall.dll,-101"), KIT_TEXT("@firewall.dll,-102"));
    assert_done(FwpmProviderCreateEnumHandle0(h, NULL, &e));
    assert_done(FwpmProviderEnum0(h, e, 1000, &all, &n));
    for (UINT32 i = 0; i < n; i++)
        for (unsigned k = 0; k < 5; k++) {
            GUID key = kit_key(1 + k);
            if (!kit_same_key(&all[i]->providerKey, &key))
                continue;
            found++;
            assert_true(kit_same_text(all[i]->displayData.name, k % 2 ? KIT_TEXT("plain") : KIT_TEXT("Der Name")));
            assert_true(kit_same_text(all[i]->displayData.description, KIT_TEXT("The description")));
        }
    assert_int_equal(found, 5);
    FwpmFreeMemory0((void **)&all);
    assert_null(all);
    unsetenv("OPENWFP_STRINGS");
    speak("C");
}

/* --- application ids ------------------------------------------------------------------------------------------------------ */

/* ASCII only. */
static void widen(const char *text, WCHAR *out)
{
    do {
        *out++ = (WCHAR)*text;
    } while (*text++);
}

static void check_app_id(const char *name, const char *real)
{
    WCHAR          wide[512], expected[512];
    FWP_BYTE_BLOB *id;
    widen(name, wide);
    widen(real, expected);
    assert_done(FwpmGetAppIdFromFileName0(wide, &id));
    assert_int_equal(id->size, 2 * (strlen(real) + 1));
    assert_memory_equal(id->data, expected, id->size);
    FwpmFreeMemory0((void **)&id);
    assert_null(id);
}

/* proves: A-112 */
static void an_application_id_is_the_real_path_with_its_nul(void **state)
{
    char  name[512], link[512], back[512];
    char *folder = realpath(kit_folder(), NULL);
    (void)state;
    assert_non_null(folder);
    file("Program", "x");
    snprintf(name, sizeof(name), "%s/Program", folder); /* its case is kept */
    check_app_id(name, name);
    snprintf(back, sizeof(back), "%s/services/../Program", folder);
    check_app_id(back, name);
    snprintf(link, sizeof(link), "%s/link", folder);
    assert_int_equal(symlink(name, link), 0);
    check_app_id(link, name);
    free(folder);
}

/* proves: A-112 */
static void an_application_id_is_a_conditions_value(void **state)
{
    HANDLE                 h = kit_open(0);
    WCHAR                  wide[512];
    FWP_BYTE_BLOB         *id;
    FWPM_FILTER_CONDITION0 c = { FWPM_CONDITION_ALE_APP_ID, FWP_MATCH_EQUAL, { .type = FWP_BYTE_BLOB_TYPE } };
    FWPM_FILTER0           f = kit_filter(1), *back;
    (void)state;
    widen(file("Program", "x"), wide);
    assert_done(FwpmGetAppIdFromFileName0(wide, &id));
    c.conditionValue.byteBlob = id;
    f.numFilterConditions = 1;
    f.filterCondition = &c;
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
    assert_done(FwpmFilterGetByKey0(h, &f.filterKey, &back));
    const FWP_BYTE_BLOB *stored = back->filterCondition[0].conditionValue.byteBlob;
    assert_int_equal(stored->size, id->size);
    assert_memory_equal(stored->data, id->data, id->size);
    FwpmFreeMemory0((void **)&back);
    FwpmFreeMemory0((void **)&id);
}

/* proves: A-113 */
static void the_file_of_an_application_id_is_there(void **state)
{
    WCHAR          wide[512];
    char           name[512];
    FWP_BYTE_BLOB *id = (FWP_BYTE_BLOB *)&wide;
    (void)state;
    snprintf(name, sizeof(name), "%s/nobody", kit_folder());
    widen(name, wide);
    assert_code(FwpmGetAppIdFromFileName0(wide, &id), ERROR_FILE_NOT_FOUND);
    assert_code(FwpmGetAppIdFromFileName0(KIT_TEXT(""), &id), ERROR_FILE_NOT_FOUND);
    file("Program", "x");
    snprintf(name, sizeof(name), "%s/Program/below", kit_folder());
    widen(name, wide);
    assert_code(FwpmGetAppIdFromFileName0(wide, &id), ERROR_PATH_NOT_FOUND);
    assert_ptr_equal(id, &wide);
    assert_code(FwpmGetAppIdFromFileName0(NULL, &id), FWP_E_NULL_POINTER);
    assert_code(FwpmGetAppIdFromFileName0(wide, NULL), FWP_E_NULL_POINTER);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(an_indirect_name_is_read_in_the_readers_language),
        KIT_TEST(what_names_no_text_stays_as_it_is),
        KIT_TEST(enumerations_are_read_so_too),
        KIT_TEST(an_application_id_is_the_real_path_with_its_nul),
        KIT_TEST(an_application_id_is_a_conditions_value),
        KIT_TEST(the_file_of_an_application_id_is_there),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
