// What <string> needs of locales: nothing. Streams of the C++ library, which need more, are not for programs here.
#ifndef OPENWFP_CXX_LOCALE
#define OPENWFP_CXX_LOCALE
namespace std {
typedef void *__c_locale;
}
#endif
