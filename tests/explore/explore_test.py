#!/usr/bin/env python3
"""Drivers over many seeds of the seeded scheduler: nothing is wrong, reported or left behind in any order; and the same seed is
the same output. SEEDS (200) says how many; `make explore` asks for 10,000."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build"))
FOLDER = pathlib.Path(__file__).resolve().parent
CAPTURE = SOURCE / "examples" / "web.pcapng"
SEEDS = int(os.environ.get("SEEDS", "200"))
VERBOSE = "SEEDS" in os.environ


class Explore(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.modules = {}
        for source in sorted(FOLDER.glob("*.c")):
            if source.stem != "explore":
                cls.modules[source.stem] = cls.build(source)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def build(cls, source):
        module = pathlib.Path(cls.folder.name, source.stem + ".so")
        run = subprocess.run([BUILD / "wfp", "cc", source, "-o", module], capture_output=True, text=True, check=False)
        assert run.returncode == 0 and not run.stderr, run.stderr
        return module

    def explore(self, *modules, seeds=SEEDS):
        run = subprocess.run([BUILD / "tests" / "explore", "-n", str(seeds), CAPTURE, *modules], capture_output=True, text=True,
                             check=False)
        return run.returncode, run.stdout + run.stderr

    def replay(self, *arguments):
        run = subprocess.run([BUILD / "wfp", "replay", *map(str, arguments), CAPTURE], capture_output=True, text=True, check=False)
        return run.returncode, run.stdout, run.stderr

    def test_every_order_of_every_driver_is_right(self):
        for name, module in self.modules.items():
            with self.subTest(driver=name):
                code, out = self.explore(module)
                if VERBOSE:
                    print(f"{name}: {out}", end="")
                self.assertEqual(code, 0, out)
                orders = int(re.search(r"(\d+) different orders", out)[1])
                self.assertGreater(orders, min(SEEDS, 20) // 2, out)

    def test_all_drivers_together(self):
        code, out = self.explore(*self.modules.values(), seeds=SEEDS // 4)
        self.assertEqual(code, 0, out)

    def test_the_same_seed_gives_the_same_output_byte_for_byte(self):
        for how in [], ["-j"], ["--trace"]:
            for seed in range(5):
                words = [*how, "--seed", seed, "--callout", self.modules["orders"]]
                one = self.replay(*words)
                self.assertEqual((one[0], one[1:]), (0, self.replay(*words)[1:]))
                self.assertIn("orders: ", one[1] + one[2])

    def test_another_seed_gives_another_order(self):
        outputs = {self.replay("--seed", seed, "--callout", self.modules["orders"])[1] for seed in range(10)}
        self.assertGreater(len(outputs), 5)

    def test_a_seed_that_fails_is_told_with_the_command_that_replays_it(self):
        source = pathlib.Path(self.folder.name, "hasty.c")
        text = (FOLDER / "orders.c").read_text()
        # The lock that makes a step whole is left out: two of them may be inside, in some orders.
        source.write_text(text.replace("KeAcquireSpinLock(&gLock, &irql)", "irql = KeGetCurrentIrql(), KeQueryTickCount(&tick)")
                          .replace("KeReleaseSpinLock(&gLock, irql)", "KeQueryTickCount(&tick), (void)irql")
                          .replace("    LONG  inside;\n", "    LONG  inside;\n    LARGE_INTEGER tick;\n"))
        module = self.build(source)
        code, out = self.explore(module, seeds=200)
        self.assertEqual(code, 1, out)
        found = re.search(r"seed (\d+) failed:(?:.|\n)*?WRONG(?:.|\n)*?wfp replay --seed \1 --callout (\S+) (\S+)", out)
        self.assertTrue(found, out)
        replayed = self.replay("--seed", found[1], "--callout", found[2])[1]
        said = re.findall(r"^ +(hasty: .*)$", found[0], re.M)
        self.assertEqual(re.findall(r"^ +(hasty: .*)$", replayed, re.M), said)  # the very same run

    def test_a_seed_needs_drivers_and_a_number(self):
        self.assertEqual(self.replay("--seed", "1")[0], 2)
        code, _, err = self.replay("--seed", "one", "--callout", self.modules["orders"])
        self.assertEqual(code, 2)
        self.assertIn("--seed one: expected a number", err)


if __name__ == "__main__":
    unittest.main()
