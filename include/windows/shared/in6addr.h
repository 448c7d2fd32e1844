/* IN6_ADDR. */
#include "openwfp_base.h"
