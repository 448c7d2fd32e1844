/* What WPP would have generated for a *.tmh: the messages go to the host's log. The flag and level of a message are
 * names that only WPP knows; they are logged as text. Formats keep WPP's %!STATUS! and its kin. Functions that a
 * project configures itself (begin_wpp config) come from `wfp cc`, which reads their FUNC lines. */
#ifndef OPENWFP_TMH_H
#define OPENWFP_TMH_H

#ifdef __cplusplus
extern "C"
#else
extern
#endif
void owfp_trace_at(const char *where, const char *function, unsigned line, const char *format, ...);

#define WPP_INIT_TRACING(...) ((void)0)
#define WPP_CLEANUP(...)      ((void)0)
#define WPP_SYSTEMCONTROL(...)
#define WPP_RECORDER_INIT(...)

#define DoTraceMessage(flags, ...)             owfp_trace_at(#flags, __func__, __LINE__, __VA_ARGS__)
#define DoTraceLevelMessage(level, flags, ...) owfp_trace_at(#level " " #flags, __func__, __LINE__, __VA_ARGS__)
#define TraceEvents(level, flags, ...)         owfp_trace_at(#level " " #flags, __func__, __LINE__, __VA_ARGS__)
#define DoDebugTrace(level, flags, ...)        owfp_trace_at(#level " " #flags, __func__, __LINE__, __VA_ARGS__)

#endif
