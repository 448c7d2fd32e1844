# The index that classifies use against the linear one, on sets that the benchmark's generator draws: a short campaign in the suite,
# `make differential` for the long one.
set(differential_dir ${CMAKE_CURRENT_LIST_DIR})
add_executable(index_differential ${differential_dir}/index_differential.c)
target_link_libraries(index_differential PRIVATE filter_sets)
target_include_directories(index_differential PRIVATE ${CMAKE_SOURCE_DIR}/src)
if(WFP_SANITIZE)
  add_test(NAME differential/index COMMAND index_differential 1000000 1)
else()
  add_test(NAME differential/index COMMAND index_differential 10000000 1)
endif()
