# Fault tests: tests/fault/NAME_fault.c is one program whose allocations go through tests/fault/allocations.c, which counts
# them and fails the one it is told to.
file(GLOB fault_tests CONFIGURE_DEPENDS fault/*_fault.c)
foreach(source ${fault_tests})
  get_filename_component(name ${source} NAME_WE)
  add_executable(${name} ${source} fault/allocations.c)
  target_link_libraries(${name} PRIVATE openwfp PkgConfig::CMOCKA)
  target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_options(${name} PRIVATE -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc)
  if(name MATCHES "^fwpm")
    openwfp_sees_programs(${name})
  endif()
  add_test(NAME fault/${name} COMMAND ${name})
endforeach()
