/* BSTR and VARIANT. */
#ifndef OPENWFP_OLEAUTO_H
#define OPENWFP_OLEAUTO_H

#include "combaseapi.h"

EXTERN_C_START

typedef USHORT VARTYPE;
typedef short  VARIANT_BOOL;
typedef LONG   DISPID;
#define VARIANT_TRUE  ((VARIANT_BOOL)-1)
#define VARIANT_FALSE ((VARIANT_BOOL)0)
enum VARENUM {
    VT_EMPTY = 0,
    VT_NULL = 1,
    VT_I2 = 2,
    VT_I4 = 3,
    VT_BSTR = 8,
    VT_DISPATCH = 9,
    VT_ERROR = 10,
    VT_BOOL = 11,
    VT_VARIANT = 12,
    VT_UNKNOWN = 13,
    VT_UI4 = 19,
    VT_I8 = 20,
    VT_UI8 = 21,
    VT_ARRAY = 0x2000,
    VT_BYREF = 0x4000
};

typedef struct tagVARIANT {
    VARTYPE vt;
    WORD    wReserved1, wReserved2, wReserved3;
    __extension__ union {
        LONGLONG     llVal;
        LONG         lVal;
        ULONG        ulVal;
        SHORT        iVal;
        VARIANT_BOOL boolVal;
        BSTR         bstrVal;
        IUnknown    *punkVal;
        PVOID        byref;
        struct {
            PVOID pvRecord;
            PVOID pRecInfo;
        } openwfp_record; /* the longest member */
    };
} VARIANT, VARIANTARG, *LPVARIANT;
#define V_VT(v)      ((v)->vt)
#define V_BSTR(v)    ((v)->bstrVal)
#define V_I4(v)      ((v)->lVal)
#define V_BOOL(v)    ((v)->boolVal)
#define V_UNKNOWN(v) ((v)->punkVal)
#define V_DISPATCH(v) ((v)->punkVal)

BSTR WINAPI    SysAllocString(const OLECHAR *text);
BSTR WINAPI    SysAllocStringLen(const OLECHAR *text, UINT units);
VOID WINAPI    SysFreeString(BSTR text);
UINT WINAPI    SysStringLen(BSTR text);
UINT WINAPI    SysStringByteLen(BSTR text);
VOID WINAPI    VariantInit(VARIANTARG *v);
HRESULT WINAPI VariantClear(VARIANTARG *v);

EXTERN_C_END

#endif
