/* The first edition of the socket API; here the same as the second. */
#include "winsock2.h"
