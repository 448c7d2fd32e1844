#!/usr/bin/env python3
"""A driver that leaves something behind, for each thing that it can leave: named, with the function that took it. And the same
driver that leaves nothing."""

import re
import subprocess
import sys
import unittest

from driver_kit import SOURCE, WFP, DriverTest

CONNECT = "-DLAYER=FWPM_LAYER_ALE_AUTH_CONNECT_V4"


class Leaves(DriverTest):
    def reports(self, skip, *options):
        module = self.build("leaves.c", "-O0", f"-DSKIP={skip}", *options)
        run = subprocess.run([WFP, "replay", "-q", "--callout", module, "examples/web.pcapng"], cwd=SOURCE, capture_output=True,
                             text=True, check=False, timeout=120)
        self.assertIn("packets:", run.stdout)
        return [re.sub(r"\+0x[0-9a-f]+", "", line.strip()[len("! leaves: "):]) for line in run.stderr.splitlines()]

    def left(self, *arguments):
        return self.breaks("LEFT_AT_UNLOAD", *arguments)

    def breaks(self, rule, skip, what, place, *options):
        """The first lines, then the rule."""
        self.assertEqual(rule, "LEFT_AT_UNLOAD")
        lines = self.reports(skip, *options)
        self.assertRegex(lines[0], what)
        self.assertEqual(lines[1], f"  {place}", lines)
        self.assertRegex(lines[-2], r"^  rule \(C-009, I-061\): ")
        return lines

    # proves: C-009
    def test_nothing(self):
        self.assertEqual(self.reports("NOTHING"), [])
        self.assertEqual(self.reports("NOTHING", CONNECT), [])

    # proves: C-009
    def test_each_step_that_is_missing(self):
        entry = "by leaves!DriverEntry"
        self.left("CALLOUT", r'^leaves the callout 7b1f0c55-.* "the kit\'s callout" registered$', "by leaves!KitStart, from leaves!DriverEntry")
        self.left("ENGINE", "^leaks 1 engine handle: FwpmEngineClose0 was not called$",
                  "by leaves!KitAddObjects, from leaves!KitStart, from leaves!DriverEntry")
        self.left("INJECTION_HANDLE", "^leaks 1 injection handle: FwpsInjectionHandleDestroy0 was not called$", entry)
        self.left("REDIRECT_HANDLE", "^leaks 1 redirect handle: FwpsRedirectHandleDestroy0 was not called$", entry)
        self.left("SUBSCRIPTION", "^leaks 1 subscription to BFE's state: FwpmBfeStateUnsubscribeChanges0 was not called$", entry)
        self.left("CLASSIFY_HANDLE", "^leaks 1 classify handle: FwpsReleaseClassifyHandle0 was not called$", "by leaves!Classify")
        self.left("POOL", "^leaks 1 pool block with the tag 'Lave', 100 bytes$", entry)
        self.left("WORK_ITEM", "^leaks 1 work item$", entry)
        self.left("LINK", "^leaks 1 symbolic link$", entry)
        self.left("DEVICE", "^leaks 1 device$", "by leaves!KitStart, from leaves!DriverEntry")
        self.left("CLONE", "^leaks 1 clone: FwpsFreeCloneNetBufferList0 was not called$", "by leaves!TakePacket, from leaves!Classify")
        self.left("REFERENCE", "^leaks 1 reference to a NET_BUFFER_LIST: FwpsDereferenceNetBufferList0 was not called$",
                  "by leaves!TakePacket, from leaves!Classify")
        self.left("PENDED", "^leaks 1 pended operation: FwpsCompleteOperation0 was not called$", "by leaves!Classify", CONNECT)

    # proves: C-005 C-009
    def test_a_flow_context_keeps_its_callout(self):
        lines = self.left("FLOW_CONTEXT", r'^leaves the callout 7b1f0c55-.* registered, with flow contexts$',
                          "by leaves!KitStart, from leaves!DriverEntry")
        self.assertRegex(lines[2], r"^  has the context 0xc0ffee on flow \d+ at INBOUND_TRANSPORT_V4$")
        self.assertEqual(lines[3], "    by leaves!Classify")

    def test_what_still_runs(self):
        self.assertRegex(self.reports("TIMER")[0], "holds a timer that is still set$")
        self.assertEqual(self.reports("LOCK")[0], "the driver's unload function returned with 1 spin lock held")
        self.assertRegex(self.reports("THREAD")[0], "^leaks references to 1 thread$")


if __name__ == "__main__":
    sys.exit(unittest.main())
