/* A circular list with a head, laid out as LIST_ENTRY, so that queues can run through structures that drivers own. */
#ifndef WFP_NT_LIST_H
#define WFP_NT_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct nt_list {
    struct nt_list *next;
    struct nt_list *prev;
};

#define nt_container(pointer, type, member) ((type *)((char *)(pointer) - offsetof(type, member)))

static inline void nt_list_init(struct nt_list *head)
{
    head->next = head;
    head->prev = head;
}

static inline bool nt_list_empty(const struct nt_list *head)
{
    return head->next == head;
}

/* At the front. */
static inline void nt_list_insert(struct nt_list *head, struct nt_list *entry)
{
    entry->next = head->next;
    entry->prev = head;
    head->next->prev = entry;
    head->next = entry;
}

static inline void nt_list_append(struct nt_list *head, struct nt_list *entry)
{
    entry->next = head;
    entry->prev = head->prev;
    head->prev->next = entry;
    head->prev = entry;
}

static inline void nt_list_remove(struct nt_list *entry)
{
    entry->prev->next = entry->next;
    entry->next->prev = entry->prev;
    entry->next = NULL;
    entry->prev = NULL;
}

/* NULL when empty. */
static inline struct nt_list *nt_list_pop(struct nt_list *head)
{
    struct nt_list *first = head->next;
    if (first == head)
        return NULL;
    nt_list_remove(first);
    return first;
}

#endif
