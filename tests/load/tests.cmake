# Load tests: tests/load/NAME.c is one program that takes the seconds it shall run. The suite runs a short version, `make load`
# the long one.
add_executable(rpc_load ${CMAKE_CURRENT_LIST_DIR}/rpc_load.c)
target_link_libraries(rpc_load PRIVATE openwfp PkgConfig::CMOCKA)
target_include_directories(rpc_load PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME load/rpc COMMAND rpc_load 2)

add_executable(bfe_load ${CMAKE_CURRENT_LIST_DIR}/bfe_load.c)
calls_wfpd(bfe_load)
add_test(NAME load/bfe COMMAND bfe_load 3)
add_executable(bfe_abuse ${CMAKE_CURRENT_LIST_DIR}/bfe_abuse.c)
calls_wfpd(bfe_abuse)
add_test(NAME load/bfe_abuse COMMAND bfe_abuse 2)
set_tests_properties(load/bfe_abuse PROPERTIES SKIP_RETURN_CODE 77)
