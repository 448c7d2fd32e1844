/* What the files of this module share. Private to it. */
#ifndef WFP_MANAGE_LINK_H
#define WFP_MANAGE_LINK_H

#include <windows.h>
#include <fwpmu.h>

#include "manage/manage.h"
#include "record/call.h"

struct manage {
    HANDLE engine;
    bool   has_txn;
};

/* The interior's status of what a public function returned. */
enum wfp_status manage_status(DWORD code);
/* A public call by its row, with the arguments as its prototype has them. */
MUST_CHECK enum wfp_status manage_call(struct manage *m, const struct call_row *row, const union call_argument *arguments);

/* The public calls of a kind of object. */
struct kind_calls {
    const struct call_row *add, *remove, *get, *enum_open, *enum_next, *enum_close, *subscribe, *unsubscribe, *security,
        *set_security;
    uint32_t               id_size; /* of the id that adding gives; 0: none */
};
extern const struct kind_calls manage_calls[OBJECT_KIND_COUNT];

/* Everything that an enumeration gives, page by page: `page` gets an array of `count` structures that it does not own.
 * `template` may be NULL. */
typedef enum wfp_status (*manage_page_fn)(void *context, void **entries, uint32_t count);
MUST_CHECK enum wfp_status manage_enumerate(struct manage *m, const struct call_row *open, const struct call_row *next,
                                            const struct call_row *close, const void *template, manage_page_fn page,
                                            void *context);

#endif
