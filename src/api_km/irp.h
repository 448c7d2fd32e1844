/* Requests as the border keeps them: an IRP, its stack, and who is told when it is completed. For the files that build
 * requests; drivers see the IRP alone. */
#ifndef WFP_API_KM_IRP_H
#define WFP_API_KM_IRP_H

#include "api_km/border.h"
#include "api_km/file.h"

struct km_irp {
    IRP   irp; /* first: an IRP is its km_irp */
    bool  once; /* ends with its completion: not one of IoAllocateIrp() */
    ULONG room; /* bytes at UserBuffer, for what a buffered request returns */
    void (*done)(struct km_irp *i); /* the completion's last step; any thread, up to DISPATCH_LEVEL. NULL: nobody asks */
    void    *owner;                 /* for `done` */
    unsigned references;            /* lock-free */
    bool     completed;             /* lock-free */
    IO_STACK_LOCATION stack[];
};

/* One reference is the caller's; the completion of an IRP that ends with it drops that one. NULL: no memory. A request
 * `for_driver` is that driver's to lose, another the host's. */
struct km_irp *km_irp_new(CCHAR stack, bool for_driver);
void           km_irp_get(struct km_irp *i);
void           km_irp_put(struct km_irp *i);
/* Ends a request that was never sent. */
void km_irp_discard(struct km_irp *i);
/* Was it completed, whether or not its memory is still there? */
bool km_irp_gone(const IRP *irp);

/* The buffers of a control request, as its method says; they stay the caller's until it is completed. The next stack
 * location is filled. */
NTSTATUS km_irp_control(struct km_irp *i, UCHAR major, ULONG code, const void *in, ULONG in_size, void *out, ULONG out_size);
/* The same for a read or write of a device with these flags. */
NTSTATUS km_irp_transfer(struct km_irp *i, UCHAR major, ULONG device_flags, void *buffer, ULONG size, uint64_t offset);

/* Sends it to the device on behalf of nobody in particular, and reports a dispatch routine that breaks the rules of pending.
 * False: it was not completed and will not be. */
bool km_irp_send(struct km_irp *i, PDEVICE_OBJECT device);

/* Who may open the device, from now on. On failure the device is deleted. */
NTSTATUS km_device_protect(PDEVICE_OBJECT device, PCUNICODE_STRING sddl);

/* A file that a driver has opened: cleaned up, and closed when the driver drops its reference. NULL: no memory, and it is
 * closed. */
PFILE_OBJECT km_file_lend(struct km_file *take);
bool         km_file_reference(PVOID object); /* False: it is none */
bool         km_file_return(PVOID object); /* False: it is none */
/* Whose file it is; 0: a driver's. */
uint64_t     km_file_process(const FILE_OBJECT *file);

/* Where memory of the driver object begins; freed with it. */
void **km_driver_extensions(PDRIVER_OBJECT driver);
void   km_driver_extensions_free(void *first);

/* The process whose request the calling thread carries to a driver; 0: none. */
uint64_t km_requestor(void);
uint64_t km_requestor_set(uint64_t process);

#endif
