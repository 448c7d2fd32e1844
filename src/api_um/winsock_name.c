/* Names and addresses as text. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api_um/error_text.h"
#include "api_um/winsock_address.h"

#include <ws2tcpip.h>

/* --- addresses ------------------------------------------------------------------------------------------------------------------- */

enum { ADDRESS_TEXT = 65 };

static bool has_text(INT family)
{
    return family == WS_AF_INET || family == WS_AF_INET6 || ws_refuse(WSAEAFNOSUPPORT);
}

INT owfp_inet_pton(INT family, PCSTR text, PVOID address)
{
    if (!text || !address)
        return ws_fail(WSAEFAULT);
    return has_text(family) ? host_parse_address(ws_family(family), text, address) : SOCKET_ERROR;
}

INT InetPtonW(INT family, PCWSTR text, PVOID address)
{
    char *narrow = um_narrow(text);
    INT   result = owfp_inet_pton(family, narrow, address);
    free(narrow);
    return result;
}

PCSTR owfp_inet_ntop(INT family, const VOID *address, PSTR text, SIZE_T size)
{
    char  whole[ADDRESS_TEXT];
    DWORD room = size > ADDRESS_TEXT ? ADDRESS_TEXT : (DWORD)size;
    if (!has_text(family) || !host_format_address(ws_family(family), address, whole, sizeof(whole)))
        return NULL;
    if (um_give_narrow(whole, text, &room))
        return text;
    ws_fail(WSA_INVALID_PARAMETER);
    return NULL;
}

PCWSTR InetNtopW(INT family, const VOID *address, PWSTR text, SIZE_T size)
{
    char  whole[ADDRESS_TEXT];
    DWORD room = size > ADDRESS_TEXT ? ADDRESS_TEXT : (DWORD)size;
    if (!owfp_inet_ntop(family, address, whole, sizeof(whole)))
        return NULL;
    if (um_give_wide(whole, text, &room))
        return text;
    ws_fail(WSA_INVALID_PARAMETER);
    return NULL;
}

/* One number of an old address: decimal, 0 octal, 0x hexadecimal. */
static bool old_number(const char **text, ULONG *out)
{
    char *end;
    if (**text < '0' || **text > '9')
        return false;
    unsigned long n = strtoul(*text, &end, 0);
    *text = end;
    *out = (ULONG)n;
    return n <= 0xFFFFFFFF;
}

/* One to four numbers; the last fills what is left. A blank ends it. */
ULONG owfp_inet_addr(const char *text)
{
    ULONG parts[4], value = 0;
    int   n = 0;
    if (!text)
        return INADDR_NONE;
    do
        if (n == 4 || !old_number(&text, &parts[n++]))
            return INADDR_NONE;
    while (*text == '.' && text++);
    if (*text && *text != ' ')
        return INADDR_NONE;
    for (int i = 0; i < n - 1; i++) {
        if (parts[i] > 0xFF)
            return INADDR_NONE;
        value |= parts[i] << (24 - 8 * i);
    }
    if (n > 1 && parts[n - 1] >> (32 - 8 * (n - 1)))
        return INADDR_NONE;
    return htonl(value | parts[n - 1]);
}

/* One result a thread, as on Windows. */
char *owfp_inet_ntoa(IN_ADDR address)
{
    static _Thread_local char text[16];
    host_format_address(HOST_INET, &address, text, sizeof(text));
    return text;
}

int owfp_gethostname(char *name, int size)
{
    char text[256];
    if (!name || size < 1)
        return ws_fail(WSAEFAULT);
    if (gethostname(text, sizeof(text)))
        return ws_fail_errno();
    text[sizeof(text) - 1] = 0;
    if (strlen(text) >= (size_t)size)
        return ws_fail(WSAEFAULT);
    strcpy(name, text);
    return 0;
}

/* --- names ------------------------------------------------------------------------------------------------------------------------ */

static INT resolve_error(enum host_resolve_error error)
{
    static const INT errors[] = { [HOST_RESOLVED] = 0,           [HOST_BAD_FLAGS] = WSAEINVAL,     [HOST_BAD_FAMILY] = WSAEAFNOSUPPORT,
                                  [HOST_BAD_TYPE] = WSAESOCKTNOSUPPORT, [HOST_BAD_SERVICE] = EAI_SERVICE, [HOST_NO_NAME] = WSAHOST_NOT_FOUND,
                                  [HOST_TRY_AGAIN] = WSATRY_AGAIN, [HOST_NO_MEMORY] = WSA_NOT_ENOUGH_MEMORY, [HOST_FAILED] = WSANO_RECOVERY };
    SetLastError((DWORD)errors[error]);
    return errors[error];
}

static unsigned resolve_flags(int flags)
{
    return (flags & AI_PASSIVE ? HOST_PASSIVE : 0) | (flags & AI_CANONNAME ? HOST_CANONICAL : 0) |
           (flags & AI_NUMERICHOST ? HOST_NUMERIC_HOST : 0) | (flags & AI_NUMERICSERV ? HOST_NUMERIC_SERVICE : 0);
}

/* Both widths have the same layout but for the type of the name. */
_Static_assert(sizeof(ADDRINFOA) == sizeof(ADDRINFOW) && offsetof(ADDRINFOA, ai_canonname) == offsetof(ADDRINFOW, ai_canonname),
               "one list for both");

/* One element in one block with its address. */
static ADDRINFOA *new_element(const struct host_result *r, int flags)
{
    ADDRINFOA *a = calloc(1, sizeof(*a) + sizeof(r->address.bytes));
    int        size = sizeof(r->address.bytes);
    if (!a)
        return NULL;
    a->ai_flags = flags;
    a->ai_family = ws_family_number(r->address.family);
    a->ai_socktype = r->type;
    a->ai_protocol = r->protocol;
    a->ai_addr = (SOCKADDR *)(a + 1);
    ws_from_host(&r->address, a->ai_addr, &size);
    a->ai_addrlen = (SIZE_T)size;
    return a;
}

VOID owfp_freeaddrinfo(PADDRINFOA list)
{
    for (ADDRINFOA *next; list; list = next) {
        next = list->ai_next;
        free(list->ai_canonname);
        free(list);
    }
}

VOID FreeAddrInfoW(PADDRINFOW list)
{
    owfp_freeaddrinfo((PADDRINFOA)list);
}

static INT new_list(const struct host_result *results, size_t count, int flags, ADDRINFOA **out)
{
    ADDRINFOA *list = NULL, **end = &list;
    for (size_t i = 0; i < count; i++, end = &(*end)->ai_next)
        if (!(*end = new_element(&results[i], flags))) {
            owfp_freeaddrinfo(list);
            return resolve_error(HOST_NO_MEMORY);
        }
    *out = list;
    return 0;
}

INT owfp_getaddrinfo(PCSTR name, PCSTR service, const ADDRINFOA *hints, PADDRINFOA *out)
{
    struct host_result ask = { 0 }, *results = NULL;
    size_t             count = 0;
    char              *canonical = NULL;
    int                flags = hints ? hints->ai_flags : 0;
    if (hints) {
        ask.address.family = ws_family(hints->ai_family);
        ask.type = hints->ai_socktype;
        ask.protocol = hints->ai_protocol;
    }
    INT error = resolve_error(host_resolve(name, service, &ask, resolve_flags(flags), &results, &count, &canonical));
    if (!error)
        error = new_list(results, count, flags, out);
    if (!error && *out)
        (*out)->ai_canonname = canonical;
    else
        free(canonical);
    free(results);
    return error;
}

INT GetAddrInfoW(PCWSTR name, PCWSTR service, const ADDRINFOW *hints, PADDRINFOW *out)
{
    char      *narrow_name = um_narrow(name), *narrow_service = um_narrow(service);
    ADDRINFOA *list = NULL;
    INT        error = owfp_getaddrinfo(narrow_name, narrow_service, (const ADDRINFOA *)hints, &list);
    free(narrow_name);
    free(narrow_service);
    if (error)
        return error;
    if (list && list->ai_canonname) {
        char *canonical = list->ai_canonname;
        list->ai_canonname = (char *)um_wide(canonical);
        free(canonical);
    }
    *out = (PADDRINFOW)list;
    return 0;
}

INT owfp_getnameinfo(const SOCKADDR *address, int size, PCHAR name, DWORD name_size, PCHAR service, DWORD service_size, INT flags)
{
    struct host_address a;
    if (!ws_to_host(address, size, &a))
        return WSAGetLastError();
    unsigned how = (flags & NI_NAMEREQD ? HOST_NAME_REQUIRED : 0) | (flags & NI_NUMERICHOST ? HOST_NUMERIC_NAME : 0) |
                   (flags & NI_NUMERICSERV ? HOST_NUMERIC_PORT : 0) | (flags & NI_DGRAM ? HOST_DATAGRAM : 0);
    return resolve_error(host_reverse(&a, name, name_size, service, service_size, how));
}

char *gai_strerrorA(int error)
{
    const char *text = um_error_text((DWORD)error);
    return (char *)(text ? text : "There is no text for this error.");
}
