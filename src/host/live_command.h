/* What people ask of a live host in words: from the daemon's settings, and from `wfp switch` and `wfp callout` over its socket
 * (api_fwpm/native.h, NATIVE_LIVE).
 *
 *   switch add NAME [PORT]...        switch delete NAME           switch show [NAME]
 *   switch set NAME inspect on|off   switch port-add NAME PORT    switch port-delete NAME DEVICE
 *   gateway add gateway|forward ...  gateway delete gateway|forward  gateway show   (host/gateway_words.h)
 *   callout load FILE                callout unload NAME          callout show
 * and what host/cost_command.h has. */
#ifndef WFP_HOST_LIVE_COMMAND_H
#define WFP_HOST_LIVE_COMMAND_H

#include "base/buffer.h"
#include "host/gateway_set.h"
#include "host/live.h"
#include "host/trust.h"

struct bfe_session; /* bfe/session.h */

struct live_host {
    struct live         *live;   /* NULL: it has no switches, and is told nothing while it runs but what it costs */
    struct kernel       *kernel;
    struct gateway_set  *gateways; /* NULL: it has none, and gets none */
    struct trust_policy  trust;
    pthread_mutex_t      modules; /* loading and unloading are one thread's at a time */
};

/* What needs no engine to be wrong. False: `why` is one line. */
bool live_command_is_sound(const char *const *words, unsigned count, char why[LIVE_ERROR_SIZE]);
/* Does it. `text` gets what is to be shown (JSON), or why it cannot be, one line. */
MUST_CHECK enum wfp_status live_command(struct live_host *h, const char *const *words, unsigned count, struct buffer *text);

/* Whether a request is one of these. */
bool live_command_asks(struct bytes request);
/* Always appends a reply: the Win32 code, then the text. `s` is the asker's session, NULL: none. To show something needs ACTRL_READ of
 * the engine, all else ACTRL_WRITE, and whose process this is (`trusted`): devices and files are opened with its rights. */
void live_command_serve(struct live_host *h, struct bfe_session *s, bool trusted, struct bytes request, struct buffer *reply);

#endif
