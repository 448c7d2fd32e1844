/* Windows' partitions of the API; all of it is here. */
#ifndef OPENWFP_WINAPIFAMILY_H
#define OPENWFP_WINAPIFAMILY_H

#define WINAPI_PARTITION_DESKTOP 1
#define WINAPI_PARTITION_APP     1
#define WINAPI_PARTITION_SYSTEM  1
#define WINAPI_FAMILY_PARTITION(partition) (partition)

#endif
