#!/usr/bin/env python3
"""wfp cc --client: console programs as they are written for Windows (tests/clients) build, link and run, with gcc and clang, in C and
C++, with the archive and with the shared object, and print what is in the file beside each. The same sources compile unchanged
with a compiler for Windows and its own headers."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build"))
WFP = BUILD / "wfp"
CLIENTS = SOURCE / "tests/clients"
COMPILERS = [c for c in ("gcc", "clang") if shutil.which(c)]
# Of the two kinds of the C++ compiler, the one whose library has threads.
FOR_WINDOWS = {".c": "x86_64-w64-mingw32-gcc", ".cpp": "x86_64-w64-mingw32-g++-posix"}
CACHE = (BUILD / "CMakeCache.txt").read_text()
SANITIZED = "WFP_SANITIZE:STRING=address" in CACHE
NOT_IN_MINGW = {"endpoints.c"}  # it needs fwpsu.h
WIDE = ["-DUNICODE", "-D_UNICODE"]
WORDS = {"text": ['Grüße aus "hier" \\', "😀"], "system": ["program"], "files": ["FOLDER"]}


def setUpModule():
    if "WFP_SANITIZE:STRING=thread" in (BUILD / "CMakeCache.txt").read_text():
        raise unittest.SkipTest("wfp cc builds no programs for ThreadSanitizer")


class Compiles(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def cc(self, *args, status=0):
        words = [str(a) for a in args]
        if SANITIZED:
            words = ["--asan", *words, *(["--"] if "--" not in words else []), "-fsanitize=undefined"]
        run = subprocess.run([WFP, "cc", "--client", *words], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(run.returncode, status, run.stderr)
        return run

    def run_program(self, name, *, shown="program", environment=None):
        (self.folder / "empty").mkdir(exist_ok=True)
        words = [str(self.folder / "empty") if w == "FOLDER" else w for w in WORDS.get(name, [])]
        run = subprocess.run([self.folder / shown, *words], capture_output=True, text=True, timeout=60,
                             env={**os.environ, **(environment or {})})
        shutil.rmtree(self.folder / "empty")
        self.assertEqual(run.stderr, "")
        return run

    def check(self, source):
        run = self.run_program(source.stem)
        self.assertEqual(run.stdout, (CLIENTS / (source.stem + ".txt")).read_text())
        self.assertEqual(run.returncode, 0)


class Programs(Compiles):
    def sources(self):
        found = sorted(p for p in CLIENTS.iterdir() if p.suffix in (".c", ".cpp") and p.with_suffix(".txt").exists())
        self.assertGreater(len(found), 5)
        return found

    def test_each_prints_what_it_should(self):
        for source in self.sources():
            for compiler in COMPILERS:
                with self.subTest(source=source.name, compiler=compiler):
                    run = self.cc("--cc", compiler, *WIDE, "-o", "program", source)
                    self.assertEqual(run.stderr, "")
                    self.check(source)

    def test_c_sources_as_cxx(self):
        for name in ("sync.c", "accounts.c", "network.c"):
            for compiler in COMPILERS:
                with self.subTest(source=name, compiler=compiler):
                    self.cc("--cc", compiler, "--cxx", "--no-lint", *WIDE, "-o", "program", CLIENTS / name)
                    self.check(CLIENTS / name)

    def test_narrow_programs(self):
        for name in ("sync.c", "files.c"):
            with self.subTest(source=name):
                self.cc("-o", "program", CLIENTS / name)
                self.check(CLIENTS / name)

    @unittest.skipIf(SANITIZED, "the shared object needs the sanitizer loaded first")
    def test_with_the_shared_object(self):
        self.cc("--shared", *WIDE, "-o", "program", CLIENTS / "text.c")
        self.check(CLIENTS / "text.c")
        needed = subprocess.check_output(["readelf", "-d", self.folder / "program"], text=True)
        self.assertIn("libfwpuclnt.so", needed)

    def test_the_archive_leaves_no_need_of_the_library(self):
        self.cc(*WIDE, "-o", "program", CLIENTS / "text.c")
        needed = subprocess.check_output(["readelf", "-d", self.folder / "program"], text=True)
        self.assertNotIn("fwpuclnt", needed)

    def test_objects_and_the_default_name(self):
        shutil.copy(CLIENTS / "text.c", self.folder / "text.c")
        self.cc(*WIDE, "-c", "text.c")
        self.cc("text.o")
        run = self.run_program("text", shown="text")
        self.assertEqual(run.returncode, 0)

    def test_control_c(self):
        self.cc("-o", "program", CLIENTS / "control.c")
        for sent, event in ((signal.SIGINT, 0), (signal.SIGQUIT, 1)):
            with subprocess.Popen([self.folder / "program"], stdout=subprocess.PIPE, text=True) as p:
                self.assertEqual(p.stdout.readline(), "waiting\n")
                p.send_signal(sent)
                self.assertEqual(p.stdout.read(), f"stopped by event {event}\n")
            self.assertEqual(p.returncode, 0)

    def test_without_a_handler_control_c_ends_it(self):
        (self.folder / "e.c").write_text("#include <windows.h>\n#include <stdio.h>\nstatic BOOL WINAPI no(DWORD e) { return e == 99; }\n"
                                         "int main(void) { SetConsoleCtrlHandler(no, TRUE); puts(\"on\"); fflush(stdout); Sleep(INFINITE); }\n")
        self.cc("-o", "program", "e.c")
        with subprocess.Popen([self.folder / "program"], stdout=subprocess.PIPE, text=True) as p:
            self.assertEqual(p.stdout.readline(), "on\n")
            p.send_signal(signal.SIGINT)
            p.stdout.read()
        self.assertEqual(p.returncode, -signal.SIGINT)


class Entries(Compiles):
    def entry(self, text, *options, name="e.c"):
        (self.folder / name).write_text("#include <windows.h>\n#include <stdio.h>\n" + text)
        self.cc(*options, "-o", "program", name)
        return self.run_program("e")

    def test_every_entry(self):
        for name, entry in (("e.c", "int wmain(void)"), ("e.c", "int main(int c, char **v)"),
                            ("e.cpp", "int wmain()"), ("e.cpp", "int wmain(int, wchar_t *[])"), ("e.cpp", "int wmain(int, const wchar_t **)"),
                            ("e.cpp", "int wmain(int, wchar_t *[], wchar_t *[])"), ("e.cpp", "int main()"),
                            ("e.c", "int WINAPI WinMain(HINSTANCE i, HINSTANCE p, LPSTR l, int s)"),
                            ("e.c", "int WINAPI wWinMain(HINSTANCE i, HINSTANCE p, LPWSTR l, int s)"),
                            ("e.cpp", "int WINAPI wWinMain(HINSTANCE, HINSTANCE, PWSTR, int)")):
            with self.subTest(entry=entry, file=name):
                self.assertEqual(self.entry(entry + " { printf(\"here\\n\"); return 3; }\n", name=name).stdout, "here\n")

    def test_a_window_program_gets_its_line(self):
        WORDS["e"] = ["a b", "c"]
        try:
            run = self.entry("int WINAPI wWinMain(HINSTANCE i, HINSTANCE p, LPWSTR l, int s) { wprintf(L\"%ls\\n\", l); return i && !p ? s : 0; }\n")
        finally:
            del WORDS["e"]
        self.assertEqual((run.stdout, run.returncode), ('"a b" c\n', 10))

    def test_no_entry_is_refused_by_the_linker(self):
        (self.folder / "e.c").write_text("int f(void) { return 1; }\n")
        self.assertIn("WinMain", self.cc("-o", "program", "e.c", status=1).stderr)
        self.assertFalse((self.folder / "program").exists())

    def test_exceptions_and_new_in_cxx(self):
        run = self.entry("struct fault { int n; };\nstatic void f(int n) { if (n) throw fault{ n }; }\n"
                         "int wmain() { try { f(4); } catch (const fault &e) { printf(\"caught %d\\n\", e.n); } return 0; }\n", name="e.cpp")
        self.assertEqual(run.stdout, "caught 4\n")

    def test_registry_file(self):
        text = ("int main(void)\n{\n    HKEY key; WCHAR text[32]; DWORD number = 0, size = sizeof(number), kind = 0;\n"
                "    printf(\"%d\\n\", (int)RegOpenKeyExA(HKEY_LOCAL_MACHINE, \"Software\\\\Vendor\", 0, KEY_READ, &key));\n"
                "    printf(\"%d\", (int)RegQueryValueExW(key, L\"count\", NULL, &kind, (LPBYTE)&number, &size));\n"
                "    printf(\" %u %u\\n\", (unsigned)kind, (unsigned)number);\n    size = sizeof(text);\n"
                "    printf(\"%d\", (int)RegQueryValueExW(key, L\"Name\", NULL, &kind, (LPBYTE)text, &size));\n"
                "    printf(\" %u %S %u\\n\", (unsigned)kind, text, (unsigned)size);\n    size = 2;\n"
                "    printf(\"%d\\n\", (int)RegQueryValueExW(key, L\"Name\", NULL, &kind, (LPBYTE)text, &size));\n"
                "    printf(\"%d\\n\", (int)RegQueryValueExW(key, L\"None\", NULL, &kind, NULL, &size));\n"
                "    printf(\"%d\\n\", (int)RegSetValueExW(key, L\"None\", 0, REG_SZ, NULL, 0));\n"
                "    return (int)RegCloseKey(key);\n}\n")
        (self.folder / "registry").write_text('# a comment\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor\\Count = 0x10\nHKLM\\Software\\vendor\\name = "a b"\n')
        (self.folder / "e.c").write_text("#include <windows.h>\n#include <stdio.h>\n" + text)
        self.cc("-o", "program", "e.c")
        run = self.run_program("e", environment={"OPENWFP_REGISTRY": str(self.folder / "registry")})
        self.assertEqual(run.stdout, "0\n0 4 16\n0 1 a b 8\n234\n2\n5\n")

    def test_services_are_not_there(self):
        run = self.entry("int main(void) { SC_HANDLE m = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);\n"
                         "printf(\"%d %u\\n\", m != NULL, (unsigned)GetLastError()); return 0; }\n")
        self.assertEqual(run.stdout, "0 1722\n")


class Options(Compiles):
    def test_shared_is_for_programs(self):
        (self.folder / "d.c").write_text("int f;\n")
        run = subprocess.run([WFP, "cc", "--shared", "d.c"], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(run.returncode, 2)
        self.assertIn("--client", run.stderr)

    def test_a_source_is_not_overwritten(self):
        (self.folder / "noending").write_text("int main(void) { return 0; }\n")
        self.assertIn("-o", self.cc("noending", status=1).stderr)
        self.assertIn("main", (self.folder / "noending").read_text())

    def test_a_library_that_is_not_there(self):
        (self.folder / "d.c").write_text("int main(void) { return 0; }\n")
        run = subprocess.run([WFP, "cc", "--client", "d.c"], capture_output=True, text=True, cwd=self.folder,
                             env={**os.environ, "OPENWFP_LIB": str(self.folder)})
        self.assertEqual(run.returncode, 1)
        self.assertIn("OPENWFP_LIB", run.stderr)

    def test_options_for_other_build_systems(self):
        (self.folder / "e.c").write_text("#include <windows.h>\n#include <stdio.h>\nint wmain(void) { wprintf(L\"%s\\n\", L\"built\"); return 0; }\n")
        cflags = self.cc("--cflags").stdout.split()
        libs = self.cc("--libs").stdout.split()
        self.assertNotIn("-D_KERNEL_MODE=1", cflags)
        extra = ["-fsanitize=undefined"] if SANITIZED else []
        subprocess.run(["gcc", *cflags, "-o", self.folder / "program", self.folder / "e.c", *libs, *extra], check=True)
        self.assertEqual(self.run_program("e").stdout, "built\n")


@unittest.skipUnless(all(shutil.which(c) for c in FOR_WINDOWS.values()), "no mingw-w64 compiler")
class ForWindows(unittest.TestCase):
    def test_the_same_sources_compile_for_windows(self):
        for source in sorted(p for p in CLIENTS.iterdir() if p.suffix in FOR_WINDOWS and p.name not in NOT_IN_MINGW):
            with self.subTest(source=source.name):
                run = subprocess.run([FOR_WINDOWS[source.suffix], "-c", "-o", os.devnull, "-D_WIN32_WINNT=0x0A00", "-Wall", "-Wextra",
                                      "-Werror", *WIDE, source], capture_output=True, text=True)
                self.assertEqual((run.returncode, run.stderr), (0, ""))


if __name__ == "__main__":
    if not COMPILERS:
        sys.exit(77)
    unittest.main()
