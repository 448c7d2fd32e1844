#!/usr/bin/env python3
"""wfp cc: Windows driver sources, odd ones as well, become modules that show DriverEntry alone and never reach this system's wide
characters; what cannot work is refused with its file and line."""

import ctypes
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
WFP = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build")) / "wfp"
COMPILERS = [c for c in ("gcc", "clang") if shutil.which(c)]

ENTRY = """
NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    return driver ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
"""

DRIVER = """
#include <NtDDK.h>
#include <FwpsK.h>
#include <WDF.H>
#include <stdio.h>
#include <wchar.h>
#include "Inc\\Shared.h"
#include "..\\other\\UP.h"
#include "driver.tmh"
#pragma warning(disable:4201)
#pragma comment(lib, "fwpkclnt.lib")
#pragma alloc_text(INIT, DriverEntry)
#define POOL_TAG 'gaTW'
__declspec(align(16)) typedef struct _STATE { unsigned __int64 count; WCHAR name[ANYSIZE_ARRAY]; } STATE;
C_ASSERT(sizeof(WCHAR) == 2);
C_ASSERT(sizeof(L"ab") == 6);
C_ASSERT(sizeof(LONG) == 4 && sizeof(ULONG) == 4 && sizeof(DWORD) == 4 && sizeof(void *) == 8);
C_ASSERT('gaTW' == 0x67615457);
DECLARE_CONST_UNICODE_STRING(deviceName, L"\\\\Device\\\\Sample");
__declspec(noinline) static int __stdcall helper(_In_ const WCHAR *a, _In_reads_(n) const WCHAR *b, ULONG n)
{
    TraceEvents(TRACE_LEVEL_ERROR, FLAG_SAMPLE, "%!FUNC!: %!STATUS! at %p", STATUS_SUCCESS, a);
    DoTraceMessage(FLAG_SAMPLE, "no arguments");
    return wcsncmp(a, b, n) + (int)wcslen(a) + SHARED + UP;
}
DRIVER_INITIALIZE DriverEntry;
_Use_decl_annotations_ NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WCHAR text[32];
    STATE *state = (STATE *)ExAllocatePoolWithTag(NonPagedPool, sizeof(STATE), POOL_TAG);
    UNREFERENCED_PARAMETER(driver);
    swprintf(text, 32, L"%ws %wZ %ld %I64u", path->Buffer, &deviceName, (LONG)1, state->count);
    DbgPrint("%S\\n", text);
    return helper(text, path->Buffer, 3) ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
"""

CXX = """
#include <ntifs.h>
#include <ndis.h>
class Lock {
public:
    explicit Lock(PKSPIN_LOCK lock) : lock_(lock) { KeAcquireInStackQueuedSpinLock(lock_, &handle_); }
    ~Lock() { KeReleaseInStackQueuedSpinLock(&handle_); }
private:
    PKSPIN_LOCK lock_;
    KLOCK_QUEUE_HANDLE handle_;
};
static KSPIN_LOCK lock;
UNICODE_STRING name = RTL_CONSTANT_STRING(L"name");
LONG counter;
__forceinline ULONG swap(ULONG v) { return RtlUlongByteSwap(v); }
extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT, PUNICODE_STRING)
{
    Lock guard(&lock);
    InterlockedIncrement(&counter);
    return swap(name.Length) ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
"""

# Calls no kernel: it can be loaded by itself with the functions of the host beside it.
SEH = """
#include <ntddk.h>
static int trail[8], steps;
static void step(int n) { trail[steps++] = n; }
static int leave_from_loops(int n)
{
    __try {
        for (int i = 0; ; i++)
            switch (i) {
            case 3: step(n); __leave;
            default: break;
            }
    }
    __finally {
        step(AbnormalTermination());
    }
    return 7;
}
static int caught(NTSTATUS status)
{
    int result = 0;
    __try {
        __try {
            step(1);
            if (status)
                owfp_seh_raise(status);
            return 5;
        }
        __finally {
            step(2);
        }
    }
    __except (GetExceptionCode() == STATUS_ACCESS_VIOLATION ? EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_SEARCH) {
        result = GetExceptionCode();
        step(3);
    }
    return result;
}
"""


class Compiles(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, text, encoding="utf-8"):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding=encoding)
        return path

    def cc(self, *args, status=0):
        run = subprocess.run([WFP, "cc", *map(str, args)], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(run.returncode, status, run.stderr)
        return run

    def symbols(self, module, *options):
        text = subprocess.check_output(["nm", "-D", *options, module], text=True)
        return {line.split()[-1].partition("@")[0] for line in text.splitlines()}

    def driver_files(self):
        self.write("other/up.H", "#define UP 1\n")
        self.write("sys/inc/shared.h", "#pragma once\n#define SHARED 2\n")
        return self.write("sys/driver.c", DRIVER)


class Modules(Compiles):
    def test_odd_spellings_pragmas_tags_and_wide_text(self):
        source = self.driver_files()
        for compiler in COMPILERS:
            with self.subTest(compiler=compiler):
                run = self.cc("--cc", compiler, "-o", "d.so", source)
                self.assertEqual(run.stderr, "")
                self.assertEqual(self.symbols(self.folder / "d.so", "--defined-only"), {"DriverEntry"})
                needed = self.symbols(self.folder / "d.so", "-u")
                self.assertLessEqual({"owfp_wcslen", "owfp_wcsncmp", "owfp_swprintf", "DbgPrint", "owfp_trace_at",
                                      "ExAllocatePoolWithTag"}, needed)
                self.assertFalse([s for s in needed if re.match(r"wcs|.*wprintf$", s) and not s.startswith("owfp_")])

    def test_cxx(self):
        for compiler in COMPILERS:
            with self.subTest(compiler=compiler):
                self.cc("--cc", compiler, "-o", "d.so", self.write("d.cpp", CXX))
                self.assertEqual(self.symbols(self.folder / "d.so", "--defined-only"), {"DriverEntry"})
                self.assertIn("KeAcquireInStackQueuedSpinLock", self.symbols(self.folder / "d.so", "-u"))
        self.cc("--cxx", "-o", "e.so", self.write("e.c", CXX))

    def test_guids_in_two_files_and_inline_functions_in_a_header(self):
        self.write("ids.h", "DEFINE_GUID(KEY_A, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);\n"
                            "FORCEINLINE int twice(int v) { return 2 * v; }\n__inline int three(void) { return missing(); }\n")
        head = "#include <ntddk.h>\n#include <initguid.h>\nint missing(void);\n#include \"ids.h\"\n"
        one = self.write("one.c", head + "const GUID *one(void) { return &KEY_A + twice(0); }\n" + ENTRY)
        two = self.write("two.c", head + "const GUID *two(void) { return &KEY_A + twice(1); }\n")
        for compiler in COMPILERS:
            self.cc("--cc", compiler, "-O0", "-o", "d.so", one, two)
            self.assertEqual(self.symbols(self.folder / "d.so", "--defined-only"), {"DriverEntry"})
            self.assertNotIn("missing", self.symbols(self.folder / "d.so", "-u"))

    def test_debug_information_names_the_source(self):
        self.cc("-o", "d.so", self.write("named.c", "#include <wdm.h>\nLONG n;\nLONG *f(void) { return & (LONG)n; }\n" + ENTRY))
        text = subprocess.run(["objdump", "--dwarf=info", self.folder / "d.so"], capture_output=True, text=True).stdout
        self.assertTrue("named.c" in text and "wfp-cc-" not in text, "the copy that was compiled is named")

    def test_structured_exceptions_run(self):
        checks = """
int run_leave(void) { steps = 0; return leave_from_loops(4) == 7 && steps == 2 && trail[0] == 4 && trail[1] == 0; }
int run_plain(void) { steps = 0; return caught(0); }
int run_caught(void)
{
    steps = 0;
    return caught(STATUS_ACCESS_VIOLATION) == STATUS_ACCESS_VIOLATION && steps == 3 && trail[1] == 2 && trail[2] == 3;
}
int run_passed_on(void)
{
    int seen = 0;
    steps = 0;
    __try { caught(STATUS_NO_MEMORY); }
    __except (EXCEPTION_EXECUTE_HANDLER) { seen = GetExceptionCode() == STATUS_NO_MEMORY && steps == 2; }
    return seen;
}
NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(driver); UNREFERENCED_PARAMETER(path);
    return run_leave() + 2 * run_caught() + 4 * run_passed_on();
}
"""
        seh = SEH.replace("            return 5;\n", "")
        source = self.write("seh.c", seh + checks)
        host = self.write("host.c", '#include "crt/seh.c"\n')
        library = self.folder / "host.so"
        subprocess.run(["gcc", "-shared", "-fPIC", "-D_GNU_SOURCE", f"-I{SOURCE}/src", f"-I{SOURCE}/include", "-o", library, host],
                       check=True)
        ctypes.CDLL(str(library), ctypes.RTLD_GLOBAL)
        for compiler in COMPILERS:
            with self.subTest(compiler=compiler):
                module = self.folder / f"seh-{compiler}.so"
                self.cc("--cc", compiler, "-o", module, source)
                self.assertEqual(ctypes.CDLL(str(module)).DriverEntry(None, None), 7)

    def test_asan(self):
        self.cc("--asan", "-o", "d.so", self.write("d.c", "#include <wdm.h>\nint a[4], *p = a;\n" + ENTRY.replace(
            "driver ?", "driver && p[2] ?")))
        self.assertTrue([s for s in self.symbols(self.folder / "d.so", "-u") if s.startswith("__asan_")])

    def test_objects_and_clients(self):
        self.cc("-c", "-o", "d.o", self.write("d.c", "#include <wdm.h>\nint f(void) { return DBG; }\n"))
        self.assertTrue((self.folder / "d.o").exists())
        client = self.write("c.c", "#include <Windows.h>\n#include <winsock2.h>\n#include <fwpmu.h>\n"
                                   "DWORD f(void) { HANDLE h; return FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, NULL, &h); }\n")
        self.cc("--client", "-c", client)
        self.assertTrue((self.folder / "c.o").exists())

    def test_trace_functions_of_the_project(self):
        self.write("Trace.h", "// begin_wpp config\n// FUNC TraceFlow{LEVEL=5}(FLAGS, MSG, ...);\n// FUNC TraceEnter(LEVEL);\n"
                              "// end_wpp\n")
        self.cc("-o", "d.so", self.write("d.c", '#include <wdm.h>\n#include "trace.h"\n#include "d.tmh"\n' + ENTRY.replace(
            "return", 'TraceEnter(1); TraceFlow(FLAG_X, "flow %u", 1);\n    return')))
        self.assertIn("owfp_trace_at", self.symbols(self.folder / "d.so", "-u"))

    def test_leaves_nothing_behind(self):
        scratch = self.folder / "tmp"
        scratch.mkdir()
        source = self.driver_files()
        subprocess.run([WFP, "cc", "-o", self.folder / "d.so", source], env={**os.environ, "TMPDIR": str(scratch)}, check=True)
        self.assertEqual(list(scratch.iterdir()), [])


class Refusals(Compiles):
    def lines(self, text, *options, name="d.c"):
        return self.cc("-o", "d.so", *options, self.write(name, text), status=1).stderr.splitlines()

    def test_no_driver_entry(self):
        self.assertEqual(self.lines("#include <wdm.h>\n"), ["wfp cc: no DriverEntry in the sources: a module begins there"])
        mangled = self.lines("#include <wdm.h>\n" + ENTRY, name="d.cpp")
        self.assertEqual(len(mangled), 1)
        self.assertIn('extern "C"', mangled[0])
        self.assertFalse((self.folder / "d.so").exists())

    def test_a_jump_out_of_a_try_block_is_refused_with_its_line(self):
        body = ("#include <wdm.h>\nvoid f(int n)\n{\n    while (n) {\n        __try {\n            if (n == 2)\n"
                "                WAY;\n        }\n        AFTER { n--; }\n    }\nout:;\n}\n" + ENTRY)
        for way, after, good in (("break", "__finally", False), ("continue", "__except (1)", False), ("return", "__finally", False),
                                 ("goto out", "__finally", False), ("return", "__except (1)", True), ("__leave", "__finally", True),
                                 ("for (;;) break", "__finally", True), ("break", "__except (1)", False)):
            with self.subTest(way=way, after=after):
                text = body.replace("WAY", way).replace("AFTER", after)
                if good:
                    self.cc("-o", "d.so", self.write("d.c", text))
                else:
                    found = self.lines(text)
                    self.assertEqual(len(found), 1)
                    self.assertIn("d.c:7: error: " + way.split()[0], found[0])

    def test_wide_functions_of_this_system(self):
        found = self.lines("#include <wdm.h>\nsize_t n(const WCHAR *) __asm__(\"wcslen\");\n" +
                           ENTRY.replace("driver ?", "driver && n(path->Buffer) ?"))
        self.assertEqual(found, ["wfp cc: wcslen is called without its header: include <stdio.h>, <stdlib.h>, <string.h> or "
                                 "<wchar.h>"])

    def test_a_call_that_nobody_declared(self):
        self.assertTrue(any("d.c:2:" in line and "Missing" in line for line in self.lines("#include <wdm.h>\nint f(void) { return "
                                                                                          "Missing(); }\n" + ENTRY)))

    def test_utf16_source(self):
        path = self.write("d.c", "#include <wdm.h>\n", encoding="utf-16")
        self.assertIn("save it as UTF-8", self.cc("-o", "d.so", path, status=1).stderr)

    def test_one_spelling_for_two_files(self):
        self.write("a/Own.h", '#include "x\\Same.h"\n')
        self.write("a/x/same.h", "#define A 1\n")
        self.write("b/Own2.h", '#include "x\\Same.h"\n')
        self.write("b/x/same.h", "#define B 1\n")
        found = self.lines('#include <wdm.h>\n#include "a/Own.h"\n#include "b/Own2.h"\n' + ENTRY)
        self.assertIn("means", found[0])

    def test_usage(self):
        for args in ([], ["none.c"], ["-x", "d.c"], ["--client", "none.c"]):
            self.assertEqual(len(self.cc(*args, status=2).stderr.splitlines()), 1)


class Warnings(Compiles):
    def test_long_is_named_where_it_differs_and_nowhere_else(self):
        text = ("#include <wdm.h>\nlong counter;\nunsigned long mask = ~0UL;\nLONG fine = 1L, size = sizeof(LONG);\n"
                "long long wide = 0x80000000LL;\n/* long */ const char *s = \"long\";\nULONG top = 0x80000000L;\n"
                "long double d;\nULONGLONG shifted = 1L << 31, low = 1L << 3;\n#define MAGIC 0xFFFFFFFFL\n" + ENTRY)
        run = self.cc("-o", "d.so", self.write("d.c", text))
        lines = [int(m[1]) for m in re.finditer(r"d\.c:(\d+): warning: (?!.*\[-W)", run.stderr)]
        self.assertEqual(lines, [2, 3, 3, 7, 9])
        self.assertEqual(self.cc("--no-lint", "-o", "d.so", self.folder / "d.c").stderr.count("on Windows"), 0)


class Elsewhere(Compiles):
    def test_the_options_serve_another_build_system(self):
        cflags = self.cc("--cflags").stdout.split()
        libs = self.cc("--libs").stdout.split()
        source = self.write("d.c", "#include <ntddk.h>\n#include <wchar.h>\nsize_t f(PCWSTR s) { return wcslen(s); }\n" + ENTRY)
        subprocess.run(["gcc", *cflags, "-O2", *libs, "-o", self.folder / "d.so", source], check=True)
        self.assertEqual(self.symbols(self.folder / "d.so", "--defined-only"), {"DriverEntry"})

    def test_cmake_function(self):
        self.driver_files()
        package = (SOURCE / "packaging/OpenWFPConfig.cmake.in").read_text().replace("@PACKAGE_INIT@", "").replace(
            'set_and_check(OPENWFP_WFP "@PACKAGE_CMAKE_INSTALL_BINDIR@/wfp")', f'set(OPENWFP_WFP "{WFP}")')
        self.write("package/OpenWFPConfig.cmake", package)
        self.write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\nproject(p C)\nfind_package(OpenWFP REQUIRED PATHS "
                                     "${CMAKE_SOURCE_DIR}/package NO_DEFAULT_PATH)\nopenwfp_add_callout(sample sys/driver.c "
                                     "sys/inc/shared.h DEFINITIONS NDIS630 INCLUDES sys)\n")
        for command in (["cmake", "-S", ".", "-B", "out"], ["cmake", "--build", "out"]):
            subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        self.assertEqual(self.symbols(self.folder / "out/sample.so", "--defined-only"), {"DriverEntry"})


if __name__ == "__main__":
    if not WFP.exists() or not COMPILERS:
        sys.exit(77)
    unittest.main()
