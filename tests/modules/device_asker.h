/* What device_host.c knows of the programs that ask. */
#ifndef WFP_TESTS_MODULES_DEVICE_ASKER_H
#define WFP_TESTS_MODULES_DEVICE_ASKER_H

enum { ASKER_THREADS_MAX = 8 };

/* So many threads ask until each is done; what failed, whatever it is. OPENWFP_SOCKET says where. */
unsigned asker_run(unsigned threads);

#endif
