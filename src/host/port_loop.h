/* One worker between ports: frames come in, are handed over one by one, and what drivers ask for is served in between. */
#ifndef WFP_HOST_PORT_LOOP_H
#define WFP_HOST_PORT_LOOP_H

#include "host/kernel.h"
#include "port/port.h"

#define PORT_LOOP_MAX 16

struct port_loop_config {
    struct port   *ports[PORT_LOOP_MAX]; /* borrowed; queue 0 of each belongs to the loop's thread */
    unsigned       count;
    struct kernel *kernel; /* its work wakes the loop */
    int            news;   /* another descriptor to look at; -1: none */
    int            stop;   /* readable when the loop is to end */
    void          *context;
    /* All that came in at once, before each of it by itself; may be NULL. */
    void (*together)(void *context, unsigned port, const struct frame *frames, unsigned count);
    void (*frame)(void *context, unsigned port, struct bytes frame);
    bool (*serve)(void *context); /* drivers; true: there may be more */
    void (*leave)(void *context); /* frames that wait until those that came together are walked; may be NULL */
    void (*tick)(void *context);  /* some times a second; may be NULL */
    void (*read_news)(void *context);
    void (*say)(void *context, const char *line);
};

/* Until config->stop is readable, or every port is gone. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status port_loop(const struct port_loop_config *config);

#endif
