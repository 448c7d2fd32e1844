/* Structured exceptions over setjmp: __try, __except, __finally, __leave. What runs an __except or unwinds a __finally is an
 * exception that software raises (ExRaiseStatus and its kin); a bad pointer still crashes the module, with a report.
 *
 * __try is a loop that runs once, so that its frame leaves the thread's chain on every way out of the block; `wfp cc` refuses
 * what the loop would catch wrongly (break and continue out of the block, return out of a block with __finally) and compiles
 * files with __try without optimisation, because setjmp and variables in registers do not go together.
 *
 * The functions are in the host (src/crt/seh.c). */
#ifndef OPENWFP_SEH_H
#define OPENWFP_SEH_H

#ifdef __cplusplus
extern "C" {
#endif

enum owfp_seh_state { OWFP_SEH_FRESH, OWFP_SEH_RUNNING, OWFP_SEH_DONE };

/* A __try block that runs; lives in its function. */
struct owfp_seh {
    struct owfp_seh    *outer;
    enum owfp_seh_state state;
    int                 status; /* of the exception */
    unsigned char       raised, left;
    unsigned long long  registers[64] __attribute__((aligned(16)));
};

/* The handler or __finally block behind it. */
struct owfp_seh_after {
    int           status;
    unsigned char raised, left, once;
};

/* The C library's, under a name of ours because <setjmp.h> declares it with another type. */
int  owfp_setjmp(unsigned long long *registers) __asm__("_setjmp") __attribute__((returns_twice));
void owfp_seh_enter(struct owfp_seh *frame);
void owfp_seh_exit(struct owfp_seh *frame);
void owfp_seh_leave(struct owfp_seh *frame) __attribute__((noreturn));
/* The exception that ended the thread's last block, kept until the next block ends. */
int           owfp_seh_status(void);
int           owfp_seh_abnormal(void);
/* Runs after the filter: 1 for the handler; otherwise the search goes on outside. */
int           owfp_seh_filter(int disposition);
int           owfp_seh_caught(void);
struct owfp_seh_after owfp_seh_finally(void);
void          owfp_seh_resume(struct owfp_seh_after *after);
/* Raises; without a __try around it the host reports an unhandled exception. */
void          owfp_seh_raise(int status) __attribute__((noreturn));

#ifdef __cplusplus
}
#endif

#undef __try
#undef __except
#undef __finally
#undef __leave
#undef _try
#undef _except
#undef _finally
#undef _leave
/* The compiler's setjmp must stand in the function itself. */
#define __try                                                                                         \
    for (struct owfp_seh owfp_frame __attribute__((cleanup(owfp_seh_exit))) = { 0 };                   \
         owfp_frame.state != OWFP_SEH_DONE &&                                                          \
         (owfp_seh_enter(&owfp_frame), owfp_setjmp(owfp_frame.registers) == 0);                            \
         owfp_frame.state = OWFP_SEH_DONE)
#define __except(filter) if (owfp_seh_caught() && owfp_seh_filter(filter))
#define __finally                                                                                     \
    for (struct owfp_seh_after owfp_after __attribute__((cleanup(owfp_seh_resume))) = owfp_seh_finally(); \
         owfp_after.once; owfp_after.once = 0)
#define __leave owfp_seh_leave(&owfp_frame)
#define _try     __try
#define _except  __except
#define _finally __finally
#define _leave   __leave

#define EXCEPTION_EXECUTE_HANDLER    1
#define EXCEPTION_CONTINUE_SEARCH    0
#define EXCEPTION_CONTINUE_EXECUTION (-1)

#define GetExceptionCode()    owfp_seh_status()
#define _exception_code()     owfp_seh_status()
#define exception_code()      owfp_seh_status()
#define AbnormalTermination() owfp_seh_abnormal()

#endif
