/* assert, to the host's report. */
#ifdef __cplusplus
extern "C"
#endif
void __assert_fail(const char *text, const char *file, unsigned line, const char *function) __attribute__((noreturn));
#undef assert
#ifdef NDEBUG
#define assert(e) ((void)0)
#else
#define assert(e) ((e) ? (void)0 : __assert_fail(#e, __FILE__, __LINE__, __func__))
#endif
