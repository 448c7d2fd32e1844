# The program that tests/modules/module_test.py loads its drivers into.
add_executable(module_host ${CMAKE_CURRENT_LIST_DIR}/module_host.c)
openwfp_hosts_modules(module_host)
