/* Wide classes are in wchar.h. */
#include <wchar.h>
