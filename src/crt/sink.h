/* The pieces that format.c builds text from. */
#ifndef WFP_CRT_SINK_H
#define WFP_CRT_SINK_H

#include "crt/format.h"

void     crt_put(struct crt_sink *s, unsigned unit);
void     crt_pad(struct crt_sink *s, unsigned unit, long n);
/* The i-th character as it stands. */
unsigned crt_unit(struct crt_text t, size_t i);
/* n characters of t, converted to the width of the sink. */
void     crt_put_text(struct crt_sink *s, struct crt_text t, size_t n);
/* Up to the NUL, at most `most` unless that is negative. */
size_t   crt_length(struct crt_text t, int most);

#endif
