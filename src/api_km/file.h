/* Files that programs have open on drivers' devices: opened, asked, cancelled, closed. Called by the host, which knows no
 * Windows type; any thread, at PASSIVE_LEVEL. */
#ifndef WFP_API_KM_FILE_H
#define WFP_API_KM_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "api_km/context.h"
#include "base/status.h"

struct km_file;

enum km_access { KM_READS = 1, KM_WRITES = 2 };

/* What is to be opened: found, and kept from vanishing, until it was opened or left. */
struct km_device {
    void    *object;
    unsigned others; /* who have it open */
    char     rest[260];
    char    *sddl;   /* who may open it, with memory of malloc(); NULL: everybody may */
};

/* "\\??\\NAME" and what may follow. The NTSTATUS. */
uint32_t km_device_find(const struct km_context *context, const char *name, struct km_device *out);
void     km_device_leave(const struct km_context *context, struct km_device *take);

struct km_opening {
    uint64_t process; /* who asks */
    unsigned access;  /* enum km_access */
    uint32_t share;   /* FILE_SHARE_ */
    bool     waits;   /* not overlapped: one request after the other */
};

/* IRP_MJ_CREATE. Takes the device, whatever comes of it. The driver's NTSTATUS. */
uint32_t km_file_open(const struct km_context *context, struct km_device *take, const struct km_opening *how, struct km_file **out);

enum km_kind { KM_READ = 3, KM_WRITE = 4, KM_CONTROL = 14 }; /* as Windows numbers major functions */

/* The caller's memory, buffers too, until done() was called. */
struct km_request {
    enum km_kind kind;
    uint32_t     code;   /* KM_CONTROL */
    uint64_t     offset; /* the others */
    void        *in;     /* input of a control, bytes of a write */
    uint32_t     in_size;
    void        *out;    /* holds what it held in the program; what a read, or a control, gives */
    uint32_t     out_size;
    /* Once, from any thread, up to DISPATCH_LEVEL, also before km_file_submit() returns: status and information are set. */
    void (*done)(struct km_request *r);
    uint32_t status; /* NTSTATUS */
    uint64_t information;
    /* The file's. */
    struct km_file    *file;
    struct km_request *next;
    void              *irp;
};

void km_file_submit(struct km_file *f, struct km_request *r);
/* False: it is not there any more, or cannot be cancelled now. NULL: all. */
bool km_file_cancel(struct km_file *f, const struct km_request *r);
/* IRP_MJ_CLEANUP, an end of all requests, IRP_MJ_CLOSE. A driver that keeps a request for ever is reported, and keeps the
 * file: its done() never comes. False then. */
bool km_file_close(struct km_file *take);

#endif
