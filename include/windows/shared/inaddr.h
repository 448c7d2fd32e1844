/* IN_ADDR. */
#include "openwfp_base.h"
