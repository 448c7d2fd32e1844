# The second opinion, for any test that wants it, and the engine against it.
set(naive_dir ${CMAKE_CURRENT_LIST_DIR}) # also for tests/scenario
add_library(naive STATIC ${naive_dir}/naive.c ${naive_dir}/match.c ${naive_dir}/access.c)
target_link_libraries(naive PUBLIC openwfp)
target_include_directories(naive PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
add_library(naive_generator STATIC ${naive_dir}/generator.c ${naive_dir}/values.c ${naive_dir}/twin.c
  ${naive_dir}/shrink.c)
target_link_libraries(naive_generator PUBLIC naive)

add_executable(differential ${naive_dir}/differential.c ${naive_dir}/engine_side.c)
target_link_libraries(differential PRIVATE naive_generator)
add_test(NAME naive/differential COMMAND differential 100000 1)

add_executable(statements ${naive_dir}/statements.c ${naive_dir}/engine_side.c)
target_link_libraries(statements PRIVATE naive_generator)
add_test(NAME naive/statements COMMAND statements)

# Its question is put to the second opinion too.
target_link_libraries(flip_test PRIVATE naive_generator)

# The virtual switch against its naive twin.
add_executable(switch_differential ${naive_dir}/switch_differential.c ${naive_dir}/switch_model.c)
target_link_libraries(switch_differential PRIVATE naive_generator)
add_test(NAME naive/switch COMMAND switch_differential 3000 1)
