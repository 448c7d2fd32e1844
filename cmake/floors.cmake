# The floors of the house: which modules a module may include (ARCHITECTURE.md). The build gives every module a view of
# just these, so an upward include does not compile; tests/conformance/floors_test.py compares the real includes with it.
set(WFP_MODULES base model nt engine pkt callout bfe shim policy port host)
set(FLOOR_base    )
set(FLOOR_model   base)
set(FLOOR_nt      base)
set(FLOOR_engine  model base)
set(FLOOR_pkt     nt model base)
set(FLOOR_callout engine pkt nt model base)
set(FLOOR_bfe     engine callout model base)
set(FLOOR_shim    engine callout pkt model base)
set(FLOOR_policy  bfe model base)
set(FLOOR_port    shim pkt model base)
set(FLOOR_host    policy bfe shim port callout engine pkt nt model base)
