# Every classify of every capture against the second opinion (tests/naive).
file(GLOB naive_replay_inputs CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.json ${CMAKE_SOURCE_DIR}/examples/*.json
  ${CMAKE_SOURCE_DIR}/examples/*.pcap* ${CMAKE_SOURCE_DIR}/tests/captures/*.pcap* ${CMAKE_SOURCE_DIR}/tests/captures/bad/*.pcap*)
add_executable(naive_replay ${CMAKE_CURRENT_LIST_DIR}/naive_replay.c ${naive_dir}/engine_side.c)
target_link_libraries(naive_replay PRIVATE naive_generator)
add_test(NAME scenario/naive_replay COMMAND naive_replay ${naive_replay_inputs})
