/* malloc and free. */
#include <stdlib.h>
