/* Frames of IEEE 802.11 as the air has them, and the Ethernet frames that an adapter makes of those that carry data. Reads captures, and
 * so anything; fuzz/wifi_fuzz.c. No state. */
#ifndef WFP_PKT_WIFI_H
#define WFP_PKT_WIFI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

enum wifi_kind {
    WIFI_DATA,       /* goes on as an Ethernet frame */
    WIFI_NO_DATA,    /* management, control, or data without a payload: the adapter's own business */
    WIFI_PROTECTED,  /* nobody has the key */
    WIFI_IN_PIECES,  /* a fragment: the adapter joins them */
    WIFI_AGGREGATE,  /* an A-MSDU, several frames in one: not taken apart */
    WIFI_BROKEN,     /* ends inside its headers, or of another version */
    WIFI_KIND_COUNT
};

/* What the two DS bits say of its way. */
enum wifi_way { WIFI_AD_HOC, WIFI_TO_AP, WIFI_FROM_AP, WIFI_BETWEEN_APS };

struct wifi_frame {
    enum wifi_kind kind;
    enum wifi_way  way;         /* of data */
    struct bytes   native;      /* from its MAC header on, without what the capture put around it */
    uint32_t       header_size; /* of the MAC header; 0: broken */
    struct bytes   payload;     /* behind LLC/SNAP where there is one; WIFI_DATA */
    uint16_t       ether_type;  /* or the length of an 802.3 frame, host order */
    bool           has_dst, has_src;
    uint8_t        dst[6], src[6];
};

/* `radiotap`: a radiotap header stands before it, which also says whether the frame check sequence is behind it, where the capture kept
 * the frame `whole`. */
void wifi_read(bool radiotap, bool whole, struct bytes frame, struct wifi_frame *out);

/* Bytes around the payload in Ethernet, which the native form never has fewer of. */
#define WIFI_ETHERNET_HEADER 14u
/* WIFI_DATA as an Ethernet frame; its size. `room` is as big as the frame that was read. */
size_t wifi_to_ethernet(const struct wifi_frame *f, uint8_t *room, size_t size);

/* One clause for people. Static storage. */
const char *wifi_kind_text(enum wifi_kind kind);

#endif
