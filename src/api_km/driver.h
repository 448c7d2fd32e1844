/* The border's side of loading a driver: DRIVER_OBJECT, the calls of DriverEntry and unload. Called by the host,
 * which knows no Windows type; functions are passed as addresses. */
#ifndef WFP_API_KM_DRIVER_H
#define WFP_API_KM_DRIVER_H

#include <stdbool.h>
#include <stdint.h>

#include "api_km/context.h"
#include "base/status.h"
#include "nt/system.h"

/* Completes the options of a system whose drivers the border runs: enter, leave, current. */
void km_system_options(struct nt_options *options);

/* Makes the DRIVER_OBJECT of context->driver, whose name is set. */
MUST_CHECK enum wfp_status km_driver_new(const struct km_context *context);
/* Calls DriverEntry; its NTSTATUS. */
uint32_t km_driver_start(const struct km_context *context, void *driver_entry);
/* False: the driver has no unload function, and stays for ever on Windows. */
bool km_driver_can_unload(const struct km_context *context);
void km_driver_unload(const struct km_context *context);
/* After DriverEntry failed: what the framework cleans up by itself. */
void km_driver_abandon(const struct km_context *context);
void km_driver_free(const struct km_context *context);

/* Sends a control request to the device of that name ("\\Device\\x", "\\DosDevices\\x"), between an open and a
 * close, and waits. The device's NTSTATUS; the bytes written to `out` in *written. */
uint32_t km_device_control(const struct km_context *context, const char *name, uint32_t code, const void *in, uint32_t in_size,
                           void *out, uint32_t out_size, uint64_t *written);

/* "STATUS_UNSUCCESSFUL"; NULL for a value without a known name. */
const char *km_status_name(uint32_t status);

#endif
