#!/usr/bin/env python3
"""Drivers compiled with `wfp cc`, loaded, asked, unloaded: what they print, and what is said of those that do wrong."""

import os
import re
import subprocess
import unittest

from driver_kit import BUILD, DriverTest

HOST = BUILD / "tests/module_host"
ECHO, LATER, KMDF_ECHO = 0x222000, 0x222004, 0x122400


def text_of(stream):
    return stream.decode(errors="replace")


class Modules(DriverTest):
    def run_host(self, *words):
        # AddressSanitizer must not take the crash that this program reports itself.
        env = dict(os.environ, ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":handle_segv=0:allow_user_segv_handler=1")
        run = subprocess.run([HOST, *map(str, words)], capture_output=True, check=False, timeout=60, env=env)
        return run.returncode, text_of(run.stdout), text_of(run.stderr)

    def loads(self, *words):
        code, out, err = self.run_host(*words)
        self.assertEqual((code, err), (0, ""), out)
        self.assertNotIn("! ", out)
        return out.splitlines()

    def test_a_wdm_driver_loads_answers_and_unloads(self):
        device = "@\\DosDevices\\OpenWfpWdm"
        out = self.loads(self.build("wdm.c"), f"{device}:{ECHO}:hello", f"{device}:{LATER}:later", f"{device}:4:x")
        self.assertEqual(out, [
            "wdm: loading \\Registry\\Machine\\System\\CurrentControlSet\\Services\\wdm, device \\Device\\OpenWfpWdm, long -1",
            "wdm: tick at IRQL 2",
            f"{device} {ECHO}: STATUS_SUCCESS, 5 bytes 'hello'",
            "wdm: later at IRQL 0",
            f"{device} {LATER}: STATUS_SUCCESS, 5 bytes 'LATER'",
            f"{device} 4: STATUS_INVALID_DEVICE_REQUEST, 0 bytes ''",
            "wdm: worker ends",
            "wdm: unloaded"])

    def test_a_framework_driver_loads_answers_and_unloads(self):
        device = "@\\Device\\OpenWfpKmdf"
        out = self.loads("Level=7", self.build("kmdf.c"), f"{device}:{KMDF_ECHO}:hello", f"{device}:{KMDF_ECHO}:no", f"{device}:4:x")
        self.assertEqual(out, [
            "kmdf: level 7, absent 0xc0000034",
            f"{device} {KMDF_ECHO}: STATUS_SUCCESS, 5 bytes 'hello'",
            f"{device} {KMDF_ECHO}: STATUS_BUFFER_TOO_SMALL, 0 bytes ''",
            f"{device} 4: STATUS_INVALID_DEVICE_REQUEST, 0 bytes ''",
            "kmdf: unloading 0000000000000000",
            "kmdf: device goes after 3 requests"])

    def test_a_framework_driver_that_refuses_is_cleaned_up_by_the_framework(self):
        code, out, err = self.run_host("Level=text", self.build("kmdf.c"))
        self.assertEqual((code, out), (2, "kmdf: level 0, absent 0xc0000034\n"))
        self.assertIn("DriverEntry failed with STATUS_OBJECT_TYPE_MISMATCH (0xc0000024)", err)

    def test_drivers_ask_drivers_through_a_stack_of_devices(self):
        out = self.loads(self.build("stack.c"), f"@\\Device\\OpenWfpLower:{0x222000}:abcd")
        self.assertEqual(out[0], "stack: event log: error 0x80000011, status 0x00000000")
        self.assertIn("STATUS_SUCCESS, 4 bytes", out[1])
        self.assertEqual(out[-1], "stack: many checks, 0 failures")

    def test_a_second_completion_is_a_bug_check(self):
        code, out, _ = self.run_host(self.build("stack.c"), f"@\\Device\\OpenWfpLower:{0x222008}:")
        self.assertEqual(code, 2)
        self.assertIn("MULTIPLE_IRP_COMPLETE_REQUESTS", out)

    def test_a_request_that_is_not_completed_is_told(self):
        out = self.run_host(self.build("stack.c"), f"@\\Device\\OpenWfpLower:{0x22200c}:")[1]
        self.assertIn("! stack: the dispatch routine of major function 0x0e returned 0x80000011 and did not complete its request", out)

    def test_a_cxx_driver_runs_constructors_and_destructors(self):
        self.assertEqual(self.loads(self.build("classes.cpp")),
                         ["classes: hello from 41", "classes: counter ends at 42"])

    def test_several_modules_at_once_keep_their_globals_apart(self):
        first, second = self.build("classes.cpp", name="first"), self.build("classes.cpp", name="second")
        out = self.loads(first, self.build("wdm.c"), second)
        self.assertEqual([line for line in out if "hello" in line or "counter" in line],
                         ["first: hello from 41", "second: hello from 41",
                          "second: counter ends at 42", "first: counter ends at 42"])

    def test_programs_of_this_process_ask_a_device_over_the_socket(self):
        run = subprocess.run([BUILD / "tests/device_host", self.build("device.c")], capture_output=True, check=False, timeout=120)
        self.assertEqual((run.returncode, text_of(run.stderr), text_of(run.stdout)), (0, "", "0 failures, 0 reports\n"))

    def test_the_library_of_the_kernel(self):
        out = self.loads(self.build("library.c"))
        self.assertRegex(out[-1], r"^library: [1-9]\d{4} checks, 0 failures$")

    def test_the_execution_model_with_threads_and_with_seeds(self):
        module = self.build("execution.c")
        for words in [], ["%1"], ["%2"], ["%3"], ["%4"]:
            out = self.loads(*words, module)
            self.assertEqual(out[-1], "execution: many checks, 0 failures", words)

    def test_leaks_are_reported_by_kind_and_tag(self):
        code, out, _ = self.run_host(self.build("leaks.c"))
        self.assertEqual(code, 1)
        lines = out.splitlines()
        self.assertRegex(lines[0], r"^! leaks: unloading: .* holds a timer that is still set$")
        self.assertEqual([l for l in lines[1:] if not l.startswith("! leaks:   ")], [
            "! leaks: leaks 2 pool blocks with the tag 'LakA', 123 bytes",
            "! leaks: leaks 1 pool block with the tag 'LakB', 5000 bytes",
            "! leaks: leaks 1 MDL",
            "! leaks: leaks 1 work item",
            "! leaks: leaks 1 device"])
        self.assertEqual([l[:19] for l in lines[-2:]], ["! leaks:   rule (C-", "! leaks:   mend: Un"])
        del lines[-2:]
        places = [re.sub(r"\+0x[0-9a-f]+", "", l[len("! leaks:   "):]) for l in lines if l.startswith("! leaks:   ")]
        self.assertEqual(places, ["1 by leaks!TakeTwice, from leaks!DriverEntry", "1 by leaks!TakeTwice, from leaks!DriverEntry",
                                  *["by leaks!DriverEntry"] * 4])

    def test_mistakes_are_reported(self):
        code, out, _ = self.run_host(self.build("mistakes.c"))
        self.assertEqual(code, 1)
        for part in ("has the tag 'Mist', not 'oter'", "(24 bytes, tag 'Mist') was written past its end",
                     "was freed already (24 bytes, tag 'Mist')", "waiting at DISPATCH_LEVEL: allowed up to APC_LEVEL",
                     "ExAllocatePoolWithTag at DISPATCH_LEVEL: allowed up to APC_LEVEL",
                     "KeReleaseSpinLock: the spin lock", "KeAcquireSpinLockAtDpcLevel at PASSIVE_LEVEL",
                     "DriverEntry returned with 1 spin lock held"):
            self.assertIn(part, out)
        self.assertEqual(len(out.splitlines()), 8, out)

    def test_a_driver_entry_that_fails(self):
        module = self.build("entry_fails.c")
        code, out, err = self.run_host(module)
        self.assertEqual((code, err), (2, f"{module}: DriverEntry failed with STATUS_DEVICE_CONFIGURATION_ERROR (0xc0000182)\n"))
        self.assertEqual(re.sub(r"\+0x[0-9a-f]+\n(.*\n)*", "", out), "! entry_fails: leaks 1 pool block with the tag 'Test', 8 bytes\n"
                              "! entry_fails:   by entry_fails!DriverEntry")

    def test_all_missing_functions_are_named_at_once(self):
        module = self.build("missing.c")
        code, _, err = self.run_host(module)
        self.assertEqual((code, err), (2, f"{module}: lacks 2 functions: OpenWfpTestNobodyHasThis, OpenWfpTestNorThis\n"))

    def test_functions_that_are_not_built_yet_are_named_at_load(self):
        _, out, _ = self.run_host(self.build("unbuilt.c"))
        told, *lines = out.splitlines()
        head, names = told.rsplit(": ", 1)
        self.assertEqual(head, "! unbuilt: 2 of its functions are not built yet and answer STATUS_NOT_SUPPORTED")
        self.assertEqual(sorted(names.split(", ")), ["FwpsDiscardClonedStreamData0", "FwpsStreamContinue0"])
        self.assertEqual(lines, [
            "! unbuilt: FwpsStreamContinue0 is not built yet; it answers STATUS_NOT_SUPPORTED",
            "unbuilt: 0xc00000bb"])

    def refused(self, path, sentence):
        code, out, err = self.run_host(path)
        self.assertEqual((code, out, err), (2, "", f"{path}: {sentence}\n"))

    def test_files_that_are_no_modules(self):
        scratch = self.scratch
        library, text, empty = scratch / "library-only.so", scratch / "text.so", scratch / "empty.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-o", library, "-"], input=b"int not_a_driver;", check=True)
        text.write_text("no ELF file\n")
        empty.touch()
        self.refused(library, "has no DriverEntry")
        self.refused(text, "is not an ELF file")
        self.refused(empty, "is empty or no file")
        self.refused(scratch / "absent.so", "cannot be read: No such file or directory")
        self.refused("/usr/bin/env", "has no DriverEntry")
        cut = scratch / "cut.so"
        cut.write_bytes(self.build("wdm.c").read_bytes()[:3000])
        self.refused(cut, "is a damaged ELF file")

    def test_entry_and_unload_run_on_a_thread_that_may_wait(self):
        device = "\\Device\\OpenWfpWaits"
        out = self.loads(self.build("waits.c"), f"^{device}:{ECHO}:")
        self.assertEqual(out[:2] + sorted(out[2:]), ["waits: started at IRQL 0", "waits: unloading at IRQL 0",
                               *sorted([f"@{device} {ECHO}: STATUS_SUCCESS, 0 bytes ''", "waits: released"])])

    def test_an_unload_routine_that_does_not_return_is_reported_with_its_stack(self):
        code, out, err = self.run_host("~1", self.build("waits.c", "-O0", name="stuck"))
        self.assertEqual((code, err), (2, ""))
        lines = out.splitlines()
        self.assertEqual(lines[2], "! stuck: the unload routine has not returned after 1 seconds; it is here:")
        self.assertRegex("\n".join(lines[3:]),
                         r"^! stuck:   KeWaitForSingleObject.*\n! stuck:   stuck!WaitForRelease\+.*\n! stuck:   stuck!Unload\+.*$")

    def test_a_crash_names_module_signal_and_stack(self):
        code, out, err = self.run_host(self.build("crash.c", "-O0"))
        self.assertEqual((code, out), (2, ""))
        lines = err.splitlines()
        self.assertEqual(lines[0], "crash: crashed: SIGSEGV, address 0x10")
        self.assertRegex("\n".join(lines[1:]), r"^  crash!WriteNowhere\+0x.*\n  crash!Deferred\+0x.*\n  crash!DriverEntry\+0x.*$")

    def test_a_crash_in_a_dpc_names_the_module_too(self):
        code, _, err = self.run_host(self.build("crash.c", "-O0", "-DIN_DPC", name="dpc"))
        self.assertEqual(code, 2)
        self.assertRegex(err, r"^dpc: crashed: SIGSEGV, address 0x10\n  dpc!WriteNowhere\+0x.*\n  dpc!Deferred\+0x")

    def test_a_bug_check_is_readable(self):
        code, out, _ = self.run_host(self.build("crash.c", "-O0", "-DBUGCHECK", name="bugcheck"))
        self.assertEqual(code, 2)
        lines = out.splitlines()
        self.assertEqual(lines[0], "! bugcheck: bug check 0x000000D1 DRIVER_IRQL_NOT_LESS_OR_EQUAL (0x0000000000000010, "
                                   "0x0000000000000002, 0x0000000000000000, 0x0000000000000000)")
        self.assertIn("bugcheck!WriteNowhere+0x", lines[2])

    def test_an_exception_that_nobody_handles_is_a_bug_check(self):
        code, out, _ = self.run_host(self.build("crash.c", "-O0", "-DRAISE", name="raise"))
        self.assertEqual(code, 2)
        self.assertIn("! raise: bug check 0x0000001E KMODE_EXCEPTION_NOT_HANDLED (0x00000000C000009A, ", out)
        self.assertIn("raise!WriteNowhere+0x", out)


if __name__ == "__main__":
    unittest.main()
