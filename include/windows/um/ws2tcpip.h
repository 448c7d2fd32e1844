/* What winsock2.h has; names and addresses of ws2ipdef.h. */
#include "winsock2.h"
