# The store on a disk that loses power: power_cut has its options in its first lines; `make crash` runs the long version.
set(crash_dir ${CMAKE_CURRENT_LIST_DIR})
add_library(crash_disk STATIC ${crash_dir}/disk.c ${crash_dir}/disk_files.c ${crash_dir}/disk_vfs.c ${crash_dir}/script.c
  ${crash_dir}/scenarios.c)
target_link_libraries(crash_disk PUBLIC openwfp)
target_include_directories(crash_disk PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
add_executable(power_cut ${crash_dir}/power_cut.c)
target_link_libraries(power_cut PRIVATE crash_disk)
add_test(NAME crash/power_cut COMMAND power_cut --stride 2)
# A disk that reports syncs it has not done must be found out, by every kind of file.
foreach(lie database wal snapshot directory)
  add_test(NAME crash/lying_${lie} COMMAND power_cut --lie ${lie} --stride 3 --must-fail)
endforeach()
add_executable(io_errors ${crash_dir}/io_errors.c)
target_link_libraries(io_errors PRIVATE crash_disk)
add_test(NAME crash/io_errors COMMAND io_errors 5)
add_executable(kill_test ${crash_dir}/kill_test.c)
target_link_libraries(kill_test PRIVATE crash_disk)
add_test(NAME crash/kill COMMAND kill_test)
