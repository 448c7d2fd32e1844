/* Memory descriptors: one run of bytes each. They borrow the bytes; whoever made the MDL keeps them alive. */
#ifndef WFP_PKT_MDL_H
#define WFP_PKT_MDL_H

#include "base/bytes.h"
#include "pkt/nbl_layout.h"

/* Describes `data`, mapped. The bytes may be constant: a callout that changes an indicated packet in place breaks the rules of
 * classify anyway. */
void mdl_init(MDL *mdl, struct bytes data);

/* The bytes of one MDL, not of its chain. */
struct bytes mdl_bytes(const MDL *mdl);

/* The bytes of the chain. */
size_t mdl_chain_size(const MDL *mdl);

#endif
