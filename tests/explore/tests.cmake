# Drivers over many seeds of the seeded scheduler; tests/explore/explore_test.py runs it with 200, `make explore` with 10,000.
add_executable(explore ${CMAKE_CURRENT_LIST_DIR}/explore.c)
openwfp_hosts_modules(explore)
