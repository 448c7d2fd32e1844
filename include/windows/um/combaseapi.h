/* COM, as far as a program without COM servers gets: threads may initialise it, and no class is registered. */
#ifndef OPENWFP_COMBASEAPI_H
#define OPENWFP_COMBASEAPI_H

#include "winerror.h"
#include "winnt.h"
#include "minwinbase.h"

#define STDAPI            EXTERN_C HRESULT WINAPI
#define STDMETHODCALLTYPE WINAPI
#ifndef OPENWFP_INTERIOR
#define interface         struct
#endif

#ifndef REGDB_E_CLASSNOTREG
#define REGDB_E_CLASSNOTREG ((HRESULT)0x80040154L)
#endif
#define CO_E_NOTINITIALIZED ((HRESULT)0x800401F0L)
#define CO_E_CLASSSTRING    ((HRESULT)0x800401F3L)
#define RPC_E_CHANGED_MODE  ((HRESULT)0x80010106L)

#define CLSCTX_INPROC_SERVER  0x1
#define CLSCTX_INPROC_HANDLER 0x2
#define CLSCTX_LOCAL_SERVER   0x4
#define CLSCTX_ALL            0x17
#define COINIT_APARTMENTTHREADED 0x2
#define COINIT_MULTITHREADED     0x0
#define COINIT_DISABLE_OLE1DDE   0x4
#define COINIT_SPEED_OVER_MEMORY 0x8

typedef WCHAR  OLECHAR, *LPOLESTR;
typedef const OLECHAR *LPCOLESTR;

#ifdef __cplusplus
extern "C++" {
/* __uuidof needs the compiler of Microsoft; interfaces here carry their id as a member instead. */
struct IUnknown {
    virtual HRESULT WINAPI QueryInterface(REFIID id, void **object) = 0;
    virtual ULONG WINAPI   AddRef() = 0;
    virtual ULONG WINAPI   Release() = 0;
};
}
#else
typedef struct IUnknown IUnknown;
typedef struct IUnknownVtbl {
    HRESULT (WINAPI *QueryInterface)(IUnknown *self, REFIID id, void **object);
    ULONG (WINAPI *AddRef)(IUnknown *self);
    ULONG (WINAPI *Release)(IUnknown *self);
} IUnknownVtbl;
struct IUnknown {
    IUnknownVtbl *lpVtbl;
};
#endif
typedef IUnknown *LPUNKNOWN;

EXTERN_C_START

HRESULT WINAPI CoInitialize(LPVOID reserved);
HRESULT WINAPI CoInitializeEx(LPVOID reserved, DWORD model);
VOID WINAPI    CoUninitialize(VOID);
/* REGDB_E_CLASSNOTREG, or CO_E_NOTINITIALIZED. */
HRESULT WINAPI CoCreateInstance(REFCLSID id, LPUNKNOWN outer, DWORD context, REFIID interface_id, LPVOID *object);
HRESULT WINAPI CoInitializeSecurity(PSECURITY_DESCRIPTOR descriptor, LONG count, PVOID services, PVOID reserved, DWORD level,
                                    DWORD impersonation, PVOID list, DWORD capabilities, PVOID reserved3);
HRESULT WINAPI CoCreateGuid(GUID *id);
LPVOID WINAPI  CoTaskMemAlloc(SIZE_T size);
VOID WINAPI    CoTaskMemFree(LPVOID block);
/* "{xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}", 39 with the NUL; 0 when it does not fit. */
int WINAPI     StringFromGUID2(REFGUID id, LPOLESTR text, int size);
HRESULT WINAPI StringFromCLSID(REFCLSID id, LPOLESTR *text);
HRESULT WINAPI StringFromIID(REFIID id, LPOLESTR *text);
HRESULT WINAPI CLSIDFromString(LPCOLESTR text, CLSID *id);
HRESULT WINAPI IIDFromString(LPCOLESTR text, IID *id);

EXTERN_C_END

#endif
