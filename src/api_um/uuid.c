/* UUIDs: of rpcdce.h, and as COM writes them. */
#include <stdlib.h>
#include <string.h>
#include <uuid/uuid.h>

#include "api_um/border.h"
#include "base/guid.h"
#include "crt/crt.h"

_Static_assert(sizeof(GUID) == sizeof(struct guid), "the same layout");

static const struct guid *guid_of(const UUID *id)
{
    return (const struct guid *)id;
}

/* Random ones; libuuid gives the bytes as they are printed. */
RPC_STATUS UuidCreate(UUID *id)
{
    char        text[GUID_TEXT_SIZE];
    struct guid made;
    uuid_t      bytes;
    uuid_generate_random(bytes);
    uuid_unparse_lower(bytes, text);
    guid_parse(text, &made);
    memcpy(id, &made, sizeof(made));
    return RPC_S_OK;
}

HRESULT CoCreateGuid(GUID *id)
{
    UuidCreate(id);
    return S_OK;
}

RPC_STATUS UuidCreateNil(UUID *id)
{
    *id = (UUID){ 0 };
    return RPC_S_OK;
}

RPC_STATUS UuidToStringA(const UUID *id, RPC_CSTR *text)
{
    char *out = malloc(GUID_TEXT_SIZE);
    if (!out)
        return ERROR_OUTOFMEMORY;
    *text = (RPC_CSTR)guid_format(guid_of(id), out);
    return RPC_S_OK;
}

RPC_STATUS UuidToStringW(const UUID *id, RPC_WSTR *text)
{
    char   narrow[GUID_TEXT_SIZE];
    WCHAR *out = um_wide(guid_format(guid_of(id), narrow));
    if (!out)
        return ERROR_OUTOFMEMORY;
    *text = (RPC_WSTR)out;
    return RPC_S_OK;
}

/* Without braces, other than COM; no text is the nil UUID. */
RPC_STATUS UuidFromStringA(RPC_CSTR text, UUID *id)
{
    struct guid parsed = { 0 };
    if (text && (*text == '{' || !guid_parse((const char *)text, &parsed)))
        return RPC_S_INVALID_STRING_UUID;
    memcpy(id, &parsed, sizeof(parsed));
    return RPC_S_OK;
}

RPC_STATUS UuidFromStringW(RPC_WSTR text, UUID *id)
{
    char      *narrow = um_narrow((const WCHAR *)text);
    RPC_STATUS status = text && !narrow ? ERROR_OUTOFMEMORY : UuidFromStringA((RPC_CSTR)narrow, id);
    free(narrow);
    return status;
}

RPC_STATUS RpcStringFreeW(RPC_WSTR *text)
{
    free(*text);
    *text = NULL;
    return RPC_S_OK;
}

RPC_STATUS RpcStringFreeA(RPC_CSTR *text)
{
    free(*text);
    *text = NULL;
    return RPC_S_OK;
}

int UuidEqual(UUID *a, UUID *b, RPC_STATUS *status)
{
    *status = RPC_S_OK;
    return guid_equal(guid_of(a), guid_of(b));
}

int UuidCompare(UUID *a, UUID *b, RPC_STATUS *status)
{
    *status = RPC_S_OK;
    int order = guid_compare(guid_of(a), guid_of(b));
    return (order > 0) - (order < 0);
}

int UuidIsNil(UUID *id, RPC_STATUS *status)
{
    *status = RPC_S_OK;
    return guid_is_zero(guid_of(id));
}

/* --- as COM writes them ----------------------------------------------------------------------------------------------------------- */

int StringFromGUID2(REFGUID id, LPOLESTR text, int size)
{
    char  narrow[GUID_TEXT_SIZE];
    char *digit = guid_format(guid_of(id), narrow);
    if (size < GUID_TEXT_SIZE + 2)
        return 0;
    *text++ = '{';
    for (; *digit; digit++) /* COM's hexadecimal digits are capitals */
        *text++ = (WCHAR)(*digit >= 'a' ? *digit - 'a' + 'A' : *digit);
    *text++ = '}';
    *text = 0;
    return GUID_TEXT_SIZE + 2;
}

HRESULT StringFromCLSID(REFCLSID id, LPOLESTR *text)
{
    LPOLESTR out = malloc((GUID_TEXT_SIZE + 2) * sizeof(*out));
    if (!out)
        return E_OUTOFMEMORY;
    StringFromGUID2(id, out, GUID_TEXT_SIZE + 2);
    *text = out;
    return S_OK;
}

HRESULT StringFromIID(REFIID id, LPOLESTR *text)
{
    return StringFromCLSID(id, text);
}

HRESULT CLSIDFromString(LPCOLESTR text, CLSID *id)
{
    char       *narrow = um_narrow(text);
    struct guid parsed = { 0 };
    bool        good = !text || (narrow && *narrow == '{' && guid_parse(narrow, &parsed));
    free(narrow);
    memcpy(id, &parsed, sizeof(parsed));
    return good ? S_OK : CO_E_CLASSSTRING;
}

HRESULT IIDFromString(LPCOLESTR text, IID *id)
{
    return CLSIDFromString(text, id) == S_OK ? S_OK : E_INVALIDARG;
}
