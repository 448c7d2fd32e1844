/* Formatted output, and the streams of a program. */
#ifndef OPENWFP_CRT_STDIO_H
#define OPENWFP_CRT_STDIO_H

#include <stddef.h>
#include <vadefs.h>
#include <stdarg.h>

/* The system's own; modules only pass it on. */
typedef struct _IO_FILE FILE;
#define EOF (-1)
#define _TRUNCATE ((size_t)-1)

#ifdef __cplusplus
extern "C" {
#endif

/* Ours under the standard names: 16-bit wide characters, 32-bit long, Microsoft's formats. */
#define _vsnprintf    owfp__vsnprintf
#define _vsnwprintf   owfp__vsnwprintf
#define _snprintf     owfp__snprintf
#define _snwprintf    owfp__snwprintf
#define vsnprintf     owfp_vsnprintf
#define snprintf      owfp_snprintf
#define vsprintf      owfp_vsprintf
#define sprintf       owfp_sprintf
#define vswprintf     owfp_vswprintf
#define swprintf      owfp_swprintf
#define vsprintf_s    owfp_vsprintf_s
#define sprintf_s     owfp_sprintf_s
#define vswprintf_s   owfp_vswprintf_s
#define swprintf_s    owfp_swprintf_s
#define _vsnprintf_s  owfp__vsnprintf_s
#define _snprintf_s   owfp__snprintf_s
#define _vsnwprintf_s owfp__vsnwprintf_s
#define _snwprintf_s  owfp__snwprintf_s
#define vfprintf      owfp_vfprintf
#define fprintf       owfp_fprintf
#define vprintf       owfp_vprintf
#define printf        owfp_printf
#define vfwprintf     owfp_vfwprintf
#define fwprintf      owfp_fwprintf
#define vwprintf      owfp_vwprintf
#define wprintf       owfp_wprintf
#define fputws        owfp_fputws
#define _putws        owfp__putws
#define fputwc        owfp_fputwc
#define putwchar      owfp_putwchar
#define fgetws        owfp_fgetws
#define fopen_s       owfp_fopen_s
#define _wfopen       owfp__wfopen
#define _wfopen_s     owfp__wfopen_s

int owfp__vsnprintf(char *out, size_t size, const char *format, va_list args);
int owfp__vsnwprintf(wchar_t *out, size_t size, const wchar_t *format, va_list args);
int owfp__snprintf(char *out, size_t size, const char *format, ...);
int owfp__snwprintf(wchar_t *out, size_t size, const wchar_t *format, ...);
int owfp_vsnprintf(char *out, size_t size, const char *format, va_list args);
int owfp_snprintf(char *out, size_t size, const char *format, ...);
int owfp_vsprintf(char *out, const char *format, va_list args);
int owfp_sprintf(char *out, const char *format, ...);
int owfp_vswprintf(wchar_t *out, size_t size, const wchar_t *format, va_list args);
int owfp_swprintf(wchar_t *out, size_t size, const wchar_t *format, ...);
int owfp_vsprintf_s(char *out, size_t size, const char *format, va_list args);
int owfp_sprintf_s(char *out, size_t size, const char *format, ...);
int owfp_vswprintf_s(wchar_t *out, size_t size, const wchar_t *format, va_list args);
int owfp_swprintf_s(wchar_t *out, size_t size, const wchar_t *format, ...);
int owfp__vsnprintf_s(char *out, size_t size, size_t count, const char *format, va_list args);
int owfp__snprintf_s(char *out, size_t size, size_t count, const char *format, ...);
int owfp__vsnwprintf_s(wchar_t *out, size_t size, size_t count, const wchar_t *format, va_list args);
int owfp__snwprintf_s(wchar_t *out, size_t size, size_t count, const wchar_t *format, ...);
int owfp_vfprintf(FILE *out, const char *format, va_list args);
int owfp_fprintf(FILE *out, const char *format, ...);
int owfp_vprintf(const char *format, va_list args);
int owfp_printf(const char *format, ...);
int owfp_vfwprintf(FILE *out, const wchar_t *format, va_list args);
int owfp_fwprintf(FILE *out, const wchar_t *format, ...);
int owfp_vwprintf(const wchar_t *format, va_list args);
int owfp_wprintf(const wchar_t *format, ...);

int owfp_fputws(const wchar_t *text, FILE *file);
int owfp__putws(const wchar_t *text);
unsigned short owfp_fputwc(wchar_t c, FILE *file);
unsigned short owfp_putwchar(wchar_t c);
wchar_t *owfp_fgetws(wchar_t *out, int size, FILE *file);
int owfp_fopen_s(FILE **out, const char *path, const char *mode);
FILE *owfp__wfopen(const wchar_t *path, const wchar_t *mode);
int owfp__wfopen_s(FILE **out, const wchar_t *path, const wchar_t *mode);

extern FILE *stdin, *stdout, *stderr;
FILE  *fopen(const char *path, const char *mode);
int    fclose(FILE *file);
int    fflush(FILE *file);
size_t fread(void *out, size_t size, size_t n, FILE *file);
size_t fwrite(const void *bytes, size_t size, size_t n, FILE *file);
char  *fgets(char *out, int size, FILE *file);
int    fputs(const char *text, FILE *file);
int    fputc(int c, FILE *file);
int    fgetc(FILE *file);
int    feof(FILE *file);
int    ferror(FILE *file);
int    puts(const char *text);
int    putchar(int c);
int    getchar(void);
int    ungetc(int c, FILE *file);
int    remove(const char *path);
int    setvbuf(FILE *file, char *buffer, int mode, size_t size);
int    fileno(FILE *file);
void   perror(const char *text);
#define _fileno fileno
#define getc    fgetc
#define putc    fputc
#define _IOFBF  0
#define _IOLBF  1
#define _IONBF  2

#ifdef __cplusplus
}
#endif

#endif
