/* What a case expects of its last packet, or of its policy. Every failure shows what was expected and what was there.
 *
 *   expect    VERDICT [DIRECTION] [by FILTER] [reason MODULE:NAME] [cause N] [flow new|none|of N]
 *   layers    LAYER[:block|:absorb] ...      all that were walked, in order
 *   trace     LAYER[#K] SUBLAYER:FILTER=SAID ... final=ACTION
 *   value     LAYER[#K] FIELD=VALUE ...
 *   metadata  LAYER[#K] NAME=VALUE ...       VALUE absent: its bit is clear
 *   shows     LAYER[#K] PLACE | nothing      the packet from the data offset on
 *   called    CALLOUT ... | nobody           in the order of their calls
 *   saw       CALLOUT NAME=VALUE ...         what the callout found when it was called last
 *   weight    FILTER = N | > FILTER | in LOW..HIGH
 */
#ifndef WFP_BEHAVIOUR_CHECK_H
#define WFP_BEHAVIOUR_CHECK_H

struct run;

void check_expect(struct run *r);
void check_layers(struct run *r);
void check_trace(struct run *r);
void check_value(struct run *r);
void check_metadata(struct run *r);
void check_shows(struct run *r);
void check_called(struct run *r);
void check_saw(struct run *r);
void check_weight(struct run *r);

#endif
