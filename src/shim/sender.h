/* Who sends a list that enters at the transport layer, and the IP headers that the stack makes for it. */
#ifndef WFP_SHIM_SENDER_H
#define WFP_SHIM_SENDER_H

struct injection;
struct shim;

enum sender_result {
    SENDER_FINE,
    SENDER_NO_ENDPOINT, /* it is closed, or was never there (D-063) */
    SENDER_NO_MEMORY,
    SENDER_TOO_BIG,     /* no IP packet can be so big */
};

/* Puts an IP header before each packet of the list; injection.undo takes them back. A list that has its header already stays as
 * it is: one without parameters (D-065), and a raw socket's that brings headers of its own (D-075). */
enum sender_result sender_put_headers(struct shim *s, struct injection *i);

#endif
