/* Older name of the annotations. */
#include "sal.h"
