#!/usr/bin/env python3
"""bench_classify: rules and headers of others' files, what it says about lines that it cannot read, and that every engine in it gives
the same answers; the numbers themselves are nobody's promise here."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

SOURCE = pathlib.Path(os.environ["WFP_SOURCE"])
PROGRAM = pathlib.Path(os.environ["WFP_BUILD"]) / "bench_classify"
RULES = """@10.0.0.0/8 192.0.2.1/32 0 : 65535 443 : 443 0x06/0xFF 0x0000/0x0000
# a comment

@10.1.0.0/16\t0.0.0.0/0\t1024 : 65535\t0 : 65535\t0x11/0xFF\t0x1000/0x1000
@0.0.0.0/0 192.0.2.0/24 0 : 65535 0 : 65535 0x00/0x00
"""
TRACE = "".join("%d 3221225985 %d 443 %d 0 9\n" % (0x0A000000 + n * 65537, n, 6 if n % 3 else 17) for n in range(256))


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120)


@unittest.skipUnless(PROGRAM.exists(), "built without benchmarks")
class BenchClassify(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def measured(self, *arguments):
        done = run(*arguments, "--rounds", 1, "-j")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def check_results(self, result, names):
        seen = {(r["name"], r["mode"]) for r in result["results"]}
        for name in names:
            self.assertIn((name, "single"), seen)
            self.assertIn((name, "batch32"), seen)
        for r in result["results"]:
            for member in ("mlps", "p50_ns", "p99_ns", "p999_ns"):
                self.assertGreater(r[member], 0, r)
            self.assertGreaterEqual(r["build_s"], 0)
            self.assertGreaterEqual(r["bytes_per_filter"], 0)  # of few filters there is no index
            self.assertLessEqual(r["p50_ns"], r["p99_ns"])

    def test_files_of_others(self):
        result = self.measured("--filters", self.file("rules", RULES), "--trace", self.file("trace", TRACE))
        self.assertEqual((result["filters"], result["headers"], result["checked"]), (3, 256, 256))
        self.check_results(result, ("openwfp", "linear"))

    def test_generated_sets(self):
        for kind, names in (("acl", ("openwfp", "linear", "linear_scalar")), ("fw", ("openwfp", "linear")),
                            ("ipc", ("openwfp", "linear")), ("wfp", ("openwfp", "interpreter"))):
            for trace in ([], ["--zipf"]):
                with self.subTest(kind=kind, trace=trace):
                    result = self.measured("--kind", kind, "--size", 200, "--headers", 3000, *trace)
                    self.assertEqual((result["filters"], result["checked"]), (200, 3000))
                    self.check_results(result, names)

    def test_what_it_writes_it_reads(self):
        first, second = self.folder / "first", self.folder / "second"
        self.assertEqual(run("--kind", "fw", "--size", 500, "--write", first).returncode, 0)
        self.assertEqual(run("--filters", first, "--write", second).returncode, 0)
        self.assertEqual(first.read_text(), second.read_text())
        self.assertEqual(len(first.read_text().splitlines()), 500)

    def test_bad_lines_have_their_number(self):
        good = RULES.splitlines()[0]
        for line, words in (("10.0.0.0/8", "begins with @"), ("@10.0.0.0/33 1.2.3.4/32 0 : 1 0 : 1 0x06/0xFF", "source is"),
                            ("@10.0.0.0/8 1.2.3/32 0 : 1 0 : 1 0x06/0xFF", "destination is"),
                            ("@10.0.0.0/8 1.2.3.4/32 5 : 1 0 : 1 0x06/0xFF", "source ports"),
                            ("@10.0.0.0/8 1.2.3.4/32 0 : 1 0 : 65536 0x06/0xFF", "destination ports"),
                            ("@10.0.0.0/8 1.2.3.4/32 0 : 1 0 : 1 6/0x7F", "leading bits"), (good + " more", "nothing else"),
                            ("@" + " " * 2000, "too long")):
            with self.subTest(line=line[:40]):
                path = self.file("bad", good + "\n\n" + line + "\n")
                done = run("--filters", path)
                self.assertEqual(done.returncode, 1)
                self.assertTrue(done.stderr.startswith("%s:3: " % path), done.stderr)
                self.assertIn(words, done.stderr)
        path = self.file("bad", "1 2 3 4 6\n1 2 3 65536 6\n")
        done = run("--filters", self.file("rules", RULES), "--trace", path)
        self.assertEqual((done.returncode, done.stderr[:len(str(path)) + 3]), (1, "%s:2:" % path))

    def test_files_without_anything(self):
        self.assertIn("no rules", run("--filters", self.file("empty", "# nothing\n")).stderr)
        self.assertIn("cannot be opened", run("--filters", self.folder / "missing").stderr)

    def test_changes_are_measured_through_the_store(self):
        result = self.measured("--kind", "wfp", "--size", 100, "--headers", 1000, "--peers", "openwfp", "--updates")
        self.assertGreater(result["updates"]["churn_per_s"], 0)
        self.assertLess(result["updates"]["refused"], 100)

    def test_the_report(self):
        results = [self.measured("--kind", kind, "--size", size, "--headers", 1000) for kind in ("acl", "fw", "ipc", "wfp") for size in (50, 100)]
        loads = [{"loader": "nft -f", "rules": 1000, "load_s": 0.5}]
        source = self.file("classify.json", json.dumps({"results": results, "loads": loads}))
        report = SOURCE / "bench" / "classify_report.py"
        done = subprocess.run([sys.executable, report, self.folder, "--out", self.folder / "out", "--from", source], capture_output=True,
                              text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        text = (self.folder / "out" / "classify.md").read_text()
        self.assertIn("| nft -f | 1k | 0.50 | 2000 |", text)
        pictures = re.findall(r"\]\((.*?svg)\)", text)
        self.assertEqual(len(pictures), 8)
        for picture in pictures:
            self.assertIn("openwfp", "".join(xml.etree.ElementTree.parse(self.folder / "out" / picture).getroot().itertext()))


if __name__ == "__main__":
    unittest.main()
