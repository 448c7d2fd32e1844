/* What an IPsec engine would do. There is none here: its databases are empty, its counters zero, and what would need one to be true is
 * refused. Who may ask is checked all the same, so that a program is told what it would be told elsewhere. */
#include "api_fwpm/operations.h"
#include "api_fwpm/take.h"
#include "bfe/setting.h"
#include "model/schema.h"
#include "security/access.h"

enum { RESULT = 1 };

/* Of what has to be there, and is not. */
static enum wfp_status nothing(struct fwpm_call *c, enum container container, uint32_t right)
{
    RETURN_IF(bfe_check(c->session, container, right));
    return WFP_NOT_FOUND;
}

enum wfp_status op_nothing_get(struct fwpm_call *c, int container)
{
    return nothing(c, (enum container)container, ACTRL_READ);
}

enum wfp_status op_nothing_delete(struct fwpm_call *c, int container)
{
    return nothing(c, (enum container)container, RIGHT_DELETE);
}

enum wfp_status op_nothing_change(struct fwpm_call *c, int container)
{
    return nothing(c, (enum container)container, ACTRL_WRITE);
}

/* While they are monitored there are none. */
enum wfp_status op_connection_get(struct fwpm_call *c, int kind)
{
    bool on = bfe_option(c->client->config.bfe, OPTION_MONITOR_IPSEC_CONNECTIONS);
    (void)kind;
    RETURN_IF(bfe_check(c->session, CONTAINER_CONNECTIONS, ACTRL_READ));
    return on ? WFP_NOT_FOUND : WFP_CONNECTIONS_DISABLED;
}

/* A context that nothing encrypts by would be a promise that is not kept. */
enum wfp_status op_sa_create(struct fwpm_call *c, int kind)
{
    const IPSEC_TRAFFIC1 *traffic = c->in[ARG_IPSEC_SA_CONTEXT_CREATE_OUTBOUND_TRAFFIC].in;
    (void)kind;
    RETURN_IF(bfe_check(c->session, CONTAINER_IPSEC_SA_DB, ACTRL_ADD));
    if ((uint32_t)traffic->trafficType >= IPSEC_TRAFFIC_TYPE_MAX)
        return WFP_INVALID_ENUMERATOR;
    return traffic->ipVersion == FWP_IP_VERSION_V4 || traffic->ipVersion == FWP_IP_VERSION_V6 ? WFP_UNSUPPORTED : WFP_INVALID_ENUMERATOR;
}

/* The newest version of what the call fills. */
static enum wfp_status zeros(struct fwpm_call *c, enum container container, size_t size)
{
    RETURN_IF(bfe_check(c->session, container, ACTRL_READ_STATS));
    c->out[RESULT].in = arena_alloc(c->arena, size);
    return c->out[RESULT].in ? WFP_OK : WFP_NO_MEMORY;
}

enum wfp_status op_ipsec_statistics(struct fwpm_call *c, int kind)
{
    (void)kind;
    return zeros(c, CONTAINER_IPSEC_SA_DB, sizeof(IPSEC_STATISTICS1));
}

enum wfp_status op_dosp_statistics(struct fwpm_call *c, int kind)
{
    (void)kind;
    return zeros(c, CONTAINER_IPSEC_DOSP, sizeof(IPSEC_DOSP_STATISTICS0));
}

enum wfp_status op_ike_statistics(struct fwpm_call *c, int kind)
{
    (void)kind;
    return zeros(c, CONTAINER_IKE_SA_DB, sizeof(IKEEXT_STATISTICS1));
}

/* On Windows the ports that services of the system listen at, by service. None of these services is known here, and policy that is written
 * for their ports finds none. */
enum wfp_status op_system_ports(struct fwpm_call *c, int kind)
{
    FWPM_SYSTEM_PORTS_BY_TYPE0 *types = arena_array(c->arena, FWPM_SYSTEM_PORT_TYPE_MAX, sizeof(*types));
    FWPM_SYSTEM_PORTS0          ports = { FWPM_SYSTEM_PORT_TYPE_MAX, types };
    (void)kind;
    for (unsigned i = 0; types && i < FWPM_SYSTEM_PORT_TYPE_MAX; i++)
        types[i].type = (FWPM_SYSTEM_PORT_TYPE)i;
    c->out[RESULT].in = types ? arena_copy(c->arena, &ports, sizeof(ports)) : NULL;
    return c->out[RESULT].in ? WFP_OK : WFP_NO_MEMORY;
}
