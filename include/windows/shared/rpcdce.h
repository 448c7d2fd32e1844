/* The authentication services that FwpmEngineOpen takes, of all of RPC. */
#ifndef OPENWFP_RPCDCE_H
#define OPENWFP_RPCDCE_H

#define RPC_C_AUTHN_NONE          0
#define RPC_C_AUTHN_GSS_NEGOTIATE 9
#define RPC_C_AUTHN_WINNT         10
#define RPC_C_AUTHN_DEFAULT       0xFFFFFFFF

#endif
