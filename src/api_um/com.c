/* COM without classes: initialising works, creating does not; strings and variants of automation. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "api_um/border.h"
#include "crt/crt.h"

#include <ole2.h>

static _Thread_local struct {
    unsigned count;
    DWORD    model;
} apartment;

HRESULT CoInitializeEx(LPVOID reserved, DWORD model)
{
    DWORD threading = model & COINIT_APARTMENTTHREADED;
    if (reserved)
        return E_INVALIDARG;
    if (apartment.count && apartment.model != threading)
        return RPC_E_CHANGED_MODE;
    apartment.model = threading;
    return apartment.count++ ? S_FALSE : S_OK;
}

HRESULT CoInitialize(LPVOID reserved)
{
    return CoInitializeEx(reserved, COINIT_APARTMENTTHREADED);
}

VOID CoUninitialize(VOID)
{
    if (apartment.count)
        apartment.count--;
}

HRESULT CoInitializeSecurity(PSECURITY_DESCRIPTOR descriptor, LONG count, PVOID services, PVOID reserved, DWORD level,
                             DWORD impersonation, PVOID list, DWORD capabilities, PVOID reserved3)
{
    (void)descriptor, (void)count, (void)services, (void)reserved, (void)level, (void)impersonation;
    (void)list, (void)capabilities, (void)reserved3;
    return apartment.count ? S_OK : CO_E_NOTINITIALIZED;
}

HRESULT CoCreateInstance(REFCLSID id, LPUNKNOWN outer, DWORD context, REFIID interface_id, LPVOID *object)
{
    (void)id, (void)outer, (void)context, (void)interface_id;
    if (!object)
        return E_POINTER;
    *object = NULL;
    return apartment.count ? REGDB_E_CLASSNOTREG : CO_E_NOTINITIALIZED;
}

LPVOID CoTaskMemAlloc(SIZE_T size)
{
    return malloc(size ? size : 1);
}

VOID CoTaskMemFree(LPVOID block)
{
    free(block);
}

/* --- BSTR: a length of bytes stands before the text --------------------------------------------------------------------------------- */

struct bstr {
    uint64_t bytes; /* eight of them, so that the text is aligned as on Windows */
    OLECHAR  text[];
};

static struct bstr *bstr_of(BSTR text)
{
    return (struct bstr *)((char *)text - offsetof(struct bstr, text));
}

BSTR SysAllocStringLen(const OLECHAR *text, UINT units)
{
    struct bstr *b = calloc(1, sizeof(*b) + ((size_t)units + 1) * sizeof(OLECHAR));
    if (!b)
        return NULL;
    b->bytes = (uint64_t)units * sizeof(OLECHAR);
    if (text)
        memcpy(b->text, text, b->bytes);
    return b->text;
}

BSTR SysAllocString(const OLECHAR *text)
{
    return text ? SysAllocStringLen(text, (UINT)owfp_wcslen(text)) : NULL;
}

VOID SysFreeString(BSTR text)
{
    if (text)
        free(bstr_of(text));
}

UINT SysStringByteLen(BSTR text)
{
    return text ? (UINT)bstr_of(text)->bytes : 0;
}

UINT SysStringLen(BSTR text)
{
    return SysStringByteLen(text) / sizeof(OLECHAR);
}

VOID VariantInit(VARIANTARG *v)
{
    memset(v, 0, sizeof(*v));
}

/* Interfaces have no implementation, so that none is ever held. */
HRESULT VariantClear(VARIANTARG *v)
{
    if (v->vt == VT_BSTR)
        SysFreeString(v->bstrVal);
    VariantInit(v);
    return S_OK;
}
