/* memcpy and its kin. */
#include <string.h>
