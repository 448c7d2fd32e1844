/* For tests of the management calls of drivers: an engine handle on a BFE of the test's own. */
#ifndef WFP_TESTS_FWPMK_KIT_H
#define WFP_TESTS_FWPMK_KIT_H

#include "km_kit.h"

#include <uchar.h>

#include <fwpmk.h>

#include "bfe/store.h"

#define AUTHN_WINNT 10u
#define DONE(call)  assert_int_equal(call, STATUS_SUCCESS)

static struct km_kit      k;
static HANDLE             h;
static FWPM_DISPLAY_DATA0 shown = { (WCHAR *)u"name", (WCHAR *)u"description" };

/* After km_kit_init(), and km_kit_system() where there is one. */
static inline void fwpmk_open(void)
{
    struct bfe_config config = { .callouts = k.callouts };
    assert_int_equal(bfe_new(&config, &k.km.bfe), WFP_OK);
    DONE(FwpmEngineOpen0(NULL, AUTHN_WINNT, NULL, NULL, &h));
}

static inline void fwpmk_close(void)
{
    DONE(FwpmEngineClose0(h));
    bfe_free(k.km.bfe);
}

static inline GUID guid_of(const struct guid *g)
{
    GUID out;
    memcpy(&out, g, sizeof(out));
    return out;
}

#endif
