"""For tests of drivers: sources beside them, compiled with `wfp cc` into a folder that goes with the test."""

import os
import pathlib
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build"))
FOLDER = pathlib.Path(__file__).resolve().parent
WFP = BUILD / "wfp"


class DriverTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.scratch = pathlib.Path(cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def build(self, source, *options, name=None):
        module = self.scratch / f"{name or pathlib.Path(source).stem}.so"
        run = subprocess.run([WFP, "cc", *options, "-o", module, FOLDER / source], capture_output=True, text=True, check=False)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return module
