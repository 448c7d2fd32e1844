"""Emits the management functions of both borders: each hands its arguments to the row that describes it (src/record/call.h)."""

import emit_calls
from emit_model import HEAD
from signature import parse

# Written by hand: they are no call on an engine, or do more than that.
LOCAL = {"FwpmEngineOpen0", "FwpmEngineClose0", "FwpmFreeMemory0", "FwpmGetAppIdFromFileName0", "FwpmDynamicKeywordSubscribe0",
         "FwpmDynamicKeywordUnsubscribe0", "FwpmBfeStateGet0", "FwpmBfeStateSubscribeChanges0", "FwpmBfeStateUnsubscribeChanges0",
         "FwpmSystemPortsGet0", "FwpmSystemPortsSubscribe0", "FwpmSystemPortsUnsubscribe0", "IPsecKeyManagerAddAndRegister0"}
NUMBERS = {"ENGINE", "NUMBER", "HANDLE", "COUNT"}


def function(call, row, prefix):
    sig = parse(row)
    parameters = ", ".join(f"{p.type} {p.stars}{p.name}" for p in sig.parameters)
    kinds = {p.kind for p in call.parameters}
    arguments = []
    for p in call.parameters:
        if p.kind in NUMBERS:
            arguments.append(f"{{ .number = (UINT64){'(uintptr_t)' if p.kind in ('ENGINE', 'HANDLE') else ''}{p.name} }}")
        elif p.kind == "CALLBACK":
            arguments.append(f"{{ .out = (void *)(uintptr_t){p.name} }}")
        elif p.kind.startswith("OUT_") or p.kind == "CONTEXT":
            arguments.append(f"{{ .out = {p.name} }}")
        else:
            arguments.append(f"{{ .in = {p.name} }}")
    helper = "subscribe" if "CALLBACK" in kinds else "unsubscribe" if "Unsubscribe" in call.name else "call"
    convention = "WINAPI" if prefix == "um" else "NTAPI"
    text = f"{sig.result} {convention} {call.name}({parameters})\n{{\n"
    text += "    const union call_argument arguments[] = {\n" + "".join(f"        {a},\n" for a in arguments) + "    };\n"
    return text + f"    return {prefix}_fwpm_{helper}({call.parameters[0].name}, &call_{call.name}, arguments);\n}}\n\n"


def functions(s, headers, prefix, includes):
    cs = emit_calls.calls(s)
    out = HEAD + includes
    for f in sorted(s.functions, key=lambda f: f["name"]):
        call = cs.calls.get(f["name"])
        if f["header"] in headers and f["kind"] in ("user", "kernel") and call and f["name"] not in LOCAL:
            out += function(call, f, prefix)
    return out.rstrip() + "\n"


def user_c(s):
    return functions(s, ("fwpmu.h", "fwpsu.h"), "um",
                     '#include "api_um/fwpm_link.h"\n\n#include <windows.h>\n#include <fwpmu.h>\n#include <fwpsu.h>\n\n')


def kernel_c(s):
    return functions(s, ("fwpmk.h", "fwpsk.h"), "km",
                     '#include "api_km/fwpm_session.h"\n\n#include <ntddk.h>\n#include <fwpmk.h>\n#include <fwpsk.h>\n\n')
