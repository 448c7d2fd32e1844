# Load tests: tests/load/NAME.c is one program that takes the seconds it shall run. The suite runs a short version, `make load`
# the long one.
add_executable(rpc_load ${CMAKE_CURRENT_LIST_DIR}/rpc_load.c)
target_link_libraries(rpc_load PRIVATE openwfp PkgConfig::CMOCKA)
target_include_directories(rpc_load PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME load/rpc COMMAND rpc_load 2)

# A program that starts a wfpd and calls the management functions.
function(calls_wfpd target)
  target_link_libraries(${target} PRIVATE openwfp)
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  openwfp_sees_programs(${target})
  target_compile_definitions(${target} PRIVATE WFPD="${CMAKE_BINARY_DIR}/wfpd")
  add_dependencies(${target} wfpd)
endfunction()

add_executable(bfe_load ${CMAKE_CURRENT_LIST_DIR}/bfe_load.c)
calls_wfpd(bfe_load)
add_test(NAME load/bfe COMMAND bfe_load 3)
