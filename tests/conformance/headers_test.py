#!/usr/bin/env python3
"""The Windows-compatible headers: each compiles alone, and sizes, offsets, constants, GUIDs and prototypes are those of the rows,
with gcc and clang, in C and C++, and on the real Windows ABI with mingw-w64, whose own headers are compared as well."""

import os
import re
import shutil
import subprocess
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
import header_facts as hf

S = hf.Schema()
FACTS = hf.facts(S)
WANTED = "no mingw-w64 compiler (package gcc-mingw-w64-x86-64)"

# What mingw-w64 has wrong or behind; everything else in its headers must agree with ours.
MINGW_IS_WRONG = {
    "FWPM_SUBLAYER0.flags size": "UINT16 there, UINT32 on the page",
    "IPSEC_SA_DETAILS1 size": "holds virtualIfTunnelInfo by pointer",
    "IPSEC_SA_DETAILS1.virtualIfTunnelInfo size": "a pointer there, the structure itself on the page",
    "IPsecSaContextUpdate0": "flags are UINT32 there, UINT64 on the page",
    "FWPM_ENGINE_OPTION_MAX": "older enumeration", "FWPM_NET_EVENT_TYPE_MAX": "older enumeration",
    "FWPM_PROVIDER_CONTEXT_TYPE_MAX": "older enumeration", "FWP_MATCH_TYPE_MAX": "older enumeration",
    "IKEEXT_CIPHER_TYPE_MAX": "older enumeration", "IPSEC_PFS_MAX": "older enumeration",
}
# mingw-w64 as a program includes it, without this project's folders.
MINGW_HEAD = ("#define _WIN32_WINNT 0x0A00\n#define WIN32_NO_STATUS\n#include <winsock2.h>\n#include <windows.h>\n"
              "#undef WIN32_NO_STATUS\n#include <ntstatus.h>\n#include <fwpmu.h>\n")


VIEW = hf.windows_view()
FLAGS = {False: hf.FLAGS, True: [*hf.WARNINGS, f"-I{VIEW}"]}  # for the Windows compiler: True


def tearDownModule():
    shutil.rmtree(VIEW)


def options(compiler, language):
    return [*FLAGS[compiler in hf.MINGW.values()], *hf.LANGUAGES[language], "-fsyntax-only"]


def compilers():
    """(name, compiler, language) of every way to compile."""
    for c in hf.native():
        for language in hf.LANGUAGES:
            yield f"{c} {language}", c, language
    if hf.mingw():
        for language, c in hf.MINGW.items():
            yield f"mingw-w64 {language}", c, language


class Headers(unittest.TestCase):
    def accept(self, compiler, language, text, *more):
        r = hf.run(compiler, [*options(compiler, language), *more], text)
        self.assertEqual(r.returncode, 0, r.stderr[:2000])

    def test_every_header_compiles_alone(self):
        # The Windows compiler in C only: it takes a second a header, and the rows are checked in C++ with all of them together.
        ways = [(h, *way) for h in hf.HEADERS for way in compilers() if way[0] != "mingw-w64 C++17"]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            results = pool.map(lambda w: hf.run(w[2], options(*w[2:]), f"#include <{w[0].split('/')[1]}>\n"), ways)
            for (header, name, _, _), r in zip(ways, results):
                with self.subTest(header=header, compiler=name):
                    self.assertEqual(r.returncode, 0, r.stderr[:2000])

    def test_every_header_may_be_included_twice_and_with_the_version_of_any_windows(self):
        for ntddi in (0x06000000, 0x06010000, 0x06020000, 0x0A000000, 0x0A000004, 0x0A00000C):
            for half in (hf.USER, hf.KERNEL):
                with self.subTest(ntddi=hex(ntddi), headers=half):
                    text = "".join(f"#include <{h}>\n" for h in half * 2)
                    self.accept("gcc", "C11", text, f"-DNTDDI_VERSION={ntddi:#x}")

    def test_the_rows_hold_in_every_compiler(self):
        stated = [f for f in FACTS if f.value is not None]
        self.assertGreater(len({f.name for f in stated}), 3500)
        for name, compiler, language in compilers():
            for where in ("user", "kernel"):
                with self.subTest(compiler=name, headers=where):
                    self.accept(compiler, language, hf.assertions(FACTS, where))
        ways = [name for name, _, _ in compilers()]
        print(f"\n{len({f.name for f in stated})} facts of the rows hold with {', '.join(ways)}")

    def test_a_wrong_row_is_noticed(self):
        for f in (next(f for f in FACTS if f.name == "FWPM_FILTER0.rawContext offset"),
                  next(f for f in FACTS if f.name == "FWPS_FIELD_ALE_AUTH_CONNECT_V6_IP_REMOTE_PORT")):
            r = hf.run("gcc", [*hf.FLAGS, *hf.LANGUAGES["C11"], "-fsyntax-only"],
                       hf.assertions([f._replace(value=f.value + 1)], "kernel"))
            self.assertIn(f.name, r.stderr)

    def test_guids(self):
        rows = list(hf.guids(S))
        self.assertGreater(len(rows), 320)
        head = "#define INITGUID\n#include <fwpmu.h>\n#include <stdio.h>\nint main(void)\n{\n"
        calls = "".join(f"    put(&{name});\n" for name, _ in rows)
        put = ("#include <guiddef.h>\nextern int printf(const char *, ...);\nstatic void put(const GUID *g)\n{\n"
               "    const unsigned char *b = g->Data4;\n    printf(\"%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x\\n\", "
               "g->Data1, g->Data2, g->Data3,\n        b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]);\n}\n")
        folder = hf.temporary()
        self.addCleanup(shutil.rmtree, folder)
        for compiler in hf.native():
            for language in hf.LANGUAGES:
                with self.subTest(compiler=compiler, language=language):
                    text = put.replace("extern", 'extern "C"' if language == "C++17" else "extern") + head.replace(
                        "#include <stdio.h>\n", "") + calls + "    return 0;\n}\n"
                    r = hf.run(compiler, [*hf.FLAGS, *hf.LANGUAGES[language], "-o", str(folder / "guids")], text)
                    self.assertEqual(r.returncode, 0, r.stderr[:2000])
                    seen = subprocess.run([folder / "guids"], capture_output=True, text=True, check=True).stdout.split()
                    self.assertEqual(list(zip((n for n, _ in rows), seen)), rows)
        print(f"\n{len(rows)} GUIDs are those of the rows")


class Versions(unittest.TestCase):
    """Windows' own page on version-independent names gives these for the three systems; RS3 brought the versions 3."""
    NAMES = ("FWPM_FILTER", "FWPS_CALLOUT", "FWPS_FILTER", "FWPM_PROVIDER_CONTEXT", "FwpsCalloutRegister", "FwpmFilterAdd",
             "FwpmProviderContextAdd", "FWPS_CALLOUT_CLASSIFY_FN", "FwpmNetEventSubscribe", "FwpmIPsecTunnelAdd")
    DIGITS = {0x06000000: "0000000000", 0x06010000: "0111101101", 0x06020000: "0222202212",
              0x0A000002: "0222202222", 0x0A000004: "0333303323", 0x0A00000C: "0333303343"}

    def test_unversioned_names(self):
        for ntddi, digits in self.DIGITS.items():
            with self.subTest(ntddi=hex(ntddi)):
                text = "#include <fwpvi.h>\n@@ " + " ".join(self.NAMES) + "\n"
                r = hf.run("gcc", [*hf.FLAGS, "-xc", "-E", f"-DNTDDI_VERSION={ntddi:#x}"], text)
                self.assertEqual(r.returncode, 0, r.stderr)
                seen = re.search(r"@@ (.*)", r.stdout)[1].split()
                self.assertEqual(seen, [n + d for n, d in zip(self.NAMES, digits)])


class Symbols(unittest.TestCase):
    def symbols(self, text, *options):
        folder = hf.temporary()
        self.addCleanup(shutil.rmtree, folder)
        r = hf.run("gcc", [*hf.FLAGS, *hf.LANGUAGES["C11"], *options, "-c", "-o", str(folder / "x.o")], text)
        self.assertEqual(r.returncode, 0, r.stderr)
        out = subprocess.run(["nm", folder / "x.o"], capture_output=True, text=True, check=True).stdout
        return {line.split()[-1]: line.split()[-2] for line in out.splitlines()}

    def test_a_driver_and_a_program_link_to_different_functions_of_one_name(self):
        body = "long f(HANDLE e);\nlong f(HANDLE e) { return (long)FwpmEngineClose0(e); }\n"
        self.assertIn("FwpmEngineClose0", self.symbols("#include <fwpmu.h>\n" + body))
        kernel = self.symbols("#include <fwpmk.h>\n" + body)
        self.assertIn("FwpmEngineClose0_km", kernel)
        self.assertNotIn("FwpmEngineClose0", kernel)

    def test_what_only_the_kernel_has_keeps_its_name(self):
        seen = self.symbols("#include <fwpsk.h>\nvoid f(void);\nvoid f(void) { FwpsCalloutUnregisterById0(1); }\n")
        self.assertEqual(seen["FwpsCalloutUnregisterById0"], "U")

    def test_guids_are_declared_or_weakly_defined(self):
        use = "const GUID *f(void);\nconst GUID *f(void) { return &FWPM_LAYER_STREAM_V4; }\n"
        self.assertEqual(self.symbols("#include <fwpmu.h>\n" + use)["FWPM_LAYER_STREAM_V4"], "U")
        for include in ("#define INITGUID\n", "#include <guiddef.h>\n#define INITGUID\n#include <guiddef.h>\n"):
            self.assertEqual(self.symbols(include + "#include <fwpmu.h>\n" + use)["FWPM_LAYER_STREAM_V4"], "V")


@unittest.skipUnless(hf.mingw(), WANTED)
class Mingw(unittest.TestCase):
    """mingw-w64's own headers, compiled by its own compiler, agree with ours wherever they have the thing."""

    def differing(self):
        rows = [f for f in FACTS if f.where in ("user", "both") and not f.expression.startswith("sizeof(&")]
        theirs = hf.measured(hf.MINGW["C11"], [], MINGW_HEAD, rows)
        ours = hf.measured(hf.MINGW["C11"], FLAGS[True], "#include <fwpmu.h>\n#include <fwpsu.h>\n", rows)
        self.assertEqual({f.name for f in rows}, set(ours))
        stated = {f.name: f.value for f in rows if f.value is not None}
        return len(theirs), {n for n, v in theirs.items() if v != stated.get(n, ours[n])}

    def test_layouts_and_constants(self):
        count, differing = self.differing()
        self.assertGreater(count, 2000)
        self.assertEqual(differing - set(MINGW_IS_WRONG), set())
        print(f"\n{count} facts compared with mingw-w64's own headers, {len(differing)} known to be wrong there")

    def test_prototypes(self):
        declared, conflicting = hf.redeclared(S, hf.MINGW["C11"], MINGW_HEAD)
        self.assertGreater(len(declared), 100)
        self.assertEqual(conflicting - set(MINGW_IS_WRONG), set())
        print(f"\n{len(declared)} prototypes compared with mingw-w64's, {len(conflicting)} known to be wrong there")


if __name__ == "__main__":
    unittest.main()
