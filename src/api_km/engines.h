/* The engine handles that drivers hold. */
#ifndef WFP_API_KM_ENGINES_H
#define WFP_API_KM_ENGINES_H

struct bfe;
struct driver;

/* For the host: ends the sessions of the handles that a driver (NULL: anybody) has left open, before its code goes, or BFE does. How many
 * there were. Afterwards none of their callbacks runs. */
unsigned km_engines_end(struct bfe *bfe, const struct driver *driver);

#endif
