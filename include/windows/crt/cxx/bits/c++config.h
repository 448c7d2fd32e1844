// The settings of the C++ library, but for one: templates of wide characters are compiled into the program, because those that the
// library brings are for 32 bits.
#include_next <bits/c++config.h>
#undef _GLIBCXX_EXTERN_TEMPLATE
#define _GLIBCXX_EXTERN_TEMPLATE 0
