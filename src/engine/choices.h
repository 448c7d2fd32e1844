/* What the engine does where documentation is silent or contradicts itself: one named constant a choice, with the id of the
 * open question (docs/behaviour/J-open-questions.md). */
#ifndef WFP_ENGINE_CHOICES_H
#define WFP_ENGINE_CHOICES_H

#include <stdbool.h>

/* J-004: a plain block filter does not defeat a hard permit ... */
#define CHOICE_BLOCK_DEFEATS_HARD_PERMIT false
/* ... but a block filter that carries CLEAR_ACTION_RIGHT does. */
#define CHOICE_CLEARING_BLOCK_DEFEATS_HARD_PERMIT true
/* J-008: a field without value fails every condition but EQUAL EMPTY, the negating ones too. */
#define CHOICE_EMPTY_FAILS_NEGATION true
/* J-009: NOT_EQUAL is allowed on SIDs although they are not sortable. */
#define CHOICE_SID_NOT_EQUAL true
/* J-010: PREFIX and NOT_PREFIX test how a string ends, as the page says, not how it begins. */
#define CHOICE_PREFIX_TESTS_END true
/* J-012: the stand-in block for an unregistered callout is hard, as a filter's own block is. */
#define CHOICE_STAND_IN_BLOCK_IS_HARD true
/* J-013: after a callout's permit or block the engine itself clears the right when the filter carries CLEAR_ACTION_RIGHT. */
#define CHOICE_CLEAR_RIGHT_FOR_CALLOUT true
/* No id: behind CALLOUT_UNKNOWN an answer that is none of PERMIT, BLOCK and CONTINUE is taken as BLOCK, as behind
 * CALLOUT_TERMINATING (B-026). */
#define CHOICE_ODD_ANSWER_BLOCKS true
/* J-026: ABSORB is accepted at IPFORWARD. */
#define CHOICE_ABSORB_AT_IPFORWARD true

#endif
