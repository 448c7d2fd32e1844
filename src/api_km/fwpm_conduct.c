#include "api_km/fwpm_conduct.h"

#include <stdlib.h>
#include <strings.h>

#include "api_fwpm/fwpm.h"
#include "api_km/border.h"
#include "api_km/context.h"
#include "callout/registry.h"
#include "callout/switch_event.h"
#include "nt/driver.h"
#include "nt/rule.h"

/* --- filters from within switch events ------------------------------------------------------------------------------------- */

static bool deletes_filter(const struct call_row *row)
{
    return row->op == CALL_FILTER_DELETE_BY_ID || row->op == CALL_FILTER_DELETE_BY_KEY;
}

/* F-008. It is done all the same: Windows would deadlock, perhaps. */
static void watch_switch_rule(const struct km_context *km, const struct call_row *row)
{
    if ((row->op != CALL_FILTER_ADD && !deletes_filter(row)) || !km->callouts)
        return;
    enum switch_ban ban = switch_ban_of(km->callouts, km->driver);
    if (ban)
        rule_broken(km->nt, RULE_FILTERS_IN_SWITCH_EVENT, NULL, "%s is called %s", row->name,
                    ban == SWITCH_BAN_CALLBACK ? "from within a callback for switch events"
                                               : "while it holds a switch notification back");
}

/* --- in whose name ---------------------------------------------------------------------------------------------------------- */

static struct guid guid_of(const GUID *g)
{
    struct guid out = { 0 };
    if (g)
        memcpy(&out, g, sizeof(out));
    return out;
}

/* Of an object that is added, the call's second argument; zero: nobody's, or nothing is added. Every version of a provider context
 * begins alike. */
static struct guid provider_of(const struct call_row *row, const union call_argument *arguments)
{
    const void *object = row->parameter_count > 1 ? arguments[1].in : NULL;
    switch (row->op) {
    case CALL_PROVIDER_ADD:
        return guid_of(&((const FWPM_PROVIDER0 *)object)->providerKey);
    case CALL_PROVIDER_CONTEXT_ADD:
        return guid_of(((const FWPM_PROVIDER_CONTEXT0 *)object)->providerKey);
    case CALL_SUBLAYER_ADD:
        return guid_of(((const FWPM_SUBLAYER0 *)object)->providerKey);
    case CALL_CALLOUT_ADD:
        return guid_of(((const FWPM_CALLOUT0 *)object)->providerKey);
    case CALL_FILTER_ADD:
        return guid_of(((const FWPM_FILTER0 *)object)->providerKey);
    default:
        return guid_of(NULL);
    }
}

/* Without memory it is forgotten, and its filters seem to be a stranger's: too much is told rather than nothing. */
static void note_provider(const struct km_context *km, const struct call_row *row, const union call_argument *arguments)
{
    struct guid provider = provider_of(row, arguments);
    if (!guid_is_zero(&provider))
        (void)!driver_act_for(km->driver, &provider);
}

/* --- whose filters are deleted ------------------------------------------------------------------------------------------------ */

static FWPM_FILTER0 *filter_of(struct fwpm_client *client, const struct call_row *row, const union call_argument *arguments)
{
    FWPM_FILTER0             *f = NULL;
    const union call_argument asked[] = { { .number = 0 }, arguments[1], { .out = &f } };
    bool                      by_id = row->op == CALL_FILTER_DELETE_BY_ID;
    enum wfp_status           err = fwpm_invoke(client, by_id ? &call_FwpmFilterGetById0 : &call_FwpmFilterGetByKey0, asked);
    return err ? NULL : f;
}

static bool is_named(const WCHAR *service, const char *name)
{
    char           text[DRIVER_NAME_MAX + 1]; /* a longer one is cut, and no driver's all the same */
    UNICODE_STRING s;
    if (!NT_SUCCESS(RtlInitUnicodeStringEx(&s, service)))
        return false;
    km_utf8(&s, text, sizeof(text));
    return strcasecmp(text, name) == 0;
}

/* The provider says whose it is: its service is the driver. */
static bool is_service(const struct km_context *km, struct fwpm_client *client, const GUID *provider)
{
    FWPM_PROVIDER0           *p = NULL;
    const union call_argument asked[] = { { .number = 0 }, { .in = provider }, { .out = &p } };
    enum wfp_status           err = fwpm_invoke(client, &call_FwpmProviderGetByKey0, asked);
    bool                      its = err == WFP_OK && is_named(p->serviceName, km->driver->name);
    free(p);
    return its;
}

/* A filter that calls the driver's own callout. */
static bool calls(const struct km_context *km, const FWPM_FILTER0 *f)
{
    struct guid           key = guid_of(&f->action.calloutKey);
    struct callout_entry *e = km->callouts && (f->action.type & FWP_ACTION_FLAG_CALLOUT) ? callout_get(km->callouts, &key) : NULL;
    bool                  its = e && callout_owner(e) == km->driver;
    callout_put(e);
    return its;
}

/* D-091. Drivers are not checked for access, so it is done. */
static void watch_deletion(const struct km_context *km, struct fwpm_client *client, const struct call_row *row, const FWPM_FILTER0 *f)
{
    struct guid provider = guid_of(f->providerKey);
    char        text[GUID_TEXT_SIZE];
    if (driver_acts_for(km->driver, &provider) || calls(km, f) || is_service(km, client, f->providerKey))
        return;
    rule_broken(km->nt, RULE_FOREIGN_FILTER_DELETED, NULL, "%s deletes filter %llu of provider %s, in whose name it has added nothing",
                row->name, (unsigned long long)f->filterId, guid_format(&provider, text));
}

/* --- around a call ----------------------------------------------------------------------------------------------------------- */

static bool watches(const struct km_context *km)
{
    return km && km->nt && km->driver;
}

void fwpm_conduct_begin(struct fwpm_conduct *c, const struct km_context *km, struct fwpm_client *client, const struct call_row *row,
                        const union call_argument *arguments)
{
    *c = (struct fwpm_conduct){ .going = NULL };
    if (km && km->nt)
        watch_switch_rule(km, row);
    if (watches(km) && deletes_filter(row))
        c->going = filter_of(client, row, arguments);
}

void fwpm_conduct_end(struct fwpm_conduct *c, const struct km_context *km, struct fwpm_client *client, const struct call_row *row,
                      const union call_argument *arguments, enum wfp_status done)
{
    if (watches(km) && done == WFP_OK)
        note_provider(km, row, arguments);
    if (c->going && c->going->providerKey && done == WFP_OK)
        watch_deletion(km, client, row, c->going);
    free(c->going);
}
