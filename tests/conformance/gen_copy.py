"""A private copy of schema/, the generator and what it reads, for tests that break a row and watch it being refused."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))


class Copy:
    def __init__(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="wfp-gen-"))
        for part in ("schema", "tools/gen", "docs/behaviour"):
            shutil.copytree(SOURCE / part, self.root / part, ignore=shutil.ignore_patterns("__pycache__"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root)

    def edit(self, path, old, new):
        """Replaces the first `old`; a text that is not there is an error of the test."""
        file = self.root / path
        text = file.read_text()
        assert old in text, f"{path} has no {old!r}"
        file.write_text(text.replace(old, new, 1))

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def generate(self, *options):
        return subprocess.run([sys.executable, "-B", self.root / "tools/gen/generate.py", *options],
                              capture_output=True, text=True)

    def refusal(self):
        """The generator's complaint; "" when it accepted the rows."""
        run = self.generate()
        assert "Traceback" not in run.stderr, run.stderr
        return run.stderr.strip() if run.returncode else ""
