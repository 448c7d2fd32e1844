# The program that tests/modules/module_test.py loads its drivers into.
add_executable(module_host ${CMAKE_CURRENT_LIST_DIR}/module_host.c)
openwfp_hosts_modules(module_host)
# The same with the client library in one process, which has a file of its own: Windows' headers and the house's do not meet.
add_library(device_asker OBJECT ${CMAKE_CURRENT_LIST_DIR}/device_asker.c)
target_compile_options(device_asker PRIVATE -fshort-wchar)
target_compile_definitions(device_asker PRIVATE NOMINMAX OPENWFP_INTERIOR)
target_include_directories(device_asker SYSTEM PRIVATE ${CMAKE_SOURCE_DIR}/include/windows/um ${CMAKE_SOURCE_DIR}/include/windows/shared)
add_executable(device_host ${CMAKE_CURRENT_LIST_DIR}/device_host.c $<TARGET_OBJECTS:device_asker>)
openwfp_hosts_modules(device_host)
# The program that tests/modules/vswitch_test.py loads its driver into.
add_executable(switch_host ${CMAKE_CURRENT_LIST_DIR}/switch_host.c)
target_include_directories(switch_host PRIVATE ${CMAKE_SOURCE_DIR}/tests)
openwfp_hosts_modules(switch_host)
# The program that tests/modules/switch_event_test.py loads its drivers into.
add_executable(switch_event_host ${CMAKE_CURRENT_LIST_DIR}/switch_event_host.c)
target_include_directories(switch_event_host PRIVATE ${CMAKE_SOURCE_DIR}/tests)
openwfp_hosts_modules(switch_event_host)
