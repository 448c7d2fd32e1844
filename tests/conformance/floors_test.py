#!/usr/bin/env python3
"""Every include of src/ stays on the floors that cmake/floors.cmake allows its module; the engine knows no border names."""

import os
import pathlib
import re
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
FLOORS_FILE = (SOURCE / "cmake/floors.cmake").read_text()
MODULES = re.search(r"set\(WFP_MODULES ([^)]*)\)", FLOORS_FILE)[1].split()
FLOORS = {m[1]: set(m[2].split()) for m in re.finditer(r"set\(FLOOR_(\w+)\s*([^)]*)\)", FLOORS_FILE)}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def includes(path):
    return INCLUDE.findall(path.read_text())


def code_of(text):
    """Without comments and string literals."""
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(\\.|[^"\\])*"', " ", text, flags=re.S)


def files(folder):
    return sorted(p for p in (SOURCE / folder).rglob("*.[ch]"))


def is_border(path):
    """manage calls the public functions, for programs that know only its headers."""
    module = path.relative_to(SOURCE).parts[1]
    return module.startswith("api_") or (module == "manage" and path.suffix == ".c")


class Floors(unittest.TestCase):
    def test_the_table_covers_every_module(self):
        self.assertEqual(set(FLOORS), set(MODULES))
        folders = {p.name for p in (SOURCE / "src").iterdir() if p.is_dir()}
        self.assertLessEqual(folders, set(MODULES))

    def test_the_architecture_page_says_the_same(self):
        rows = re.findall(r"^\| `src/(\w+)` \|[^|]*\| ([^|]*)\|$", (SOURCE / "ARCHITECTURE.md").read_text(), re.M)
        self.assertEqual({name for name, _ in rows}, set(MODULES))
        for name, below in rows:
            if "all" not in below:
                self.assertEqual(set(below.split()), FLOORS[name], name)

    def test_floors_have_no_cycle(self):
        for module in MODULES:
            for below in FLOORS[module]:
                self.assertNotIn(module, FLOORS[below], f"{module} and {below} see each other")

    def test_includes_stay_on_their_floors(self):
        for path in files("src"):
            module = path.relative_to(SOURCE / "src").parts[0]
            for name in includes(path):
                with self.subTest(file=path.relative_to(SOURCE).as_posix(), include=name):
                    self.assertIn("/", name, "an include names its module")
                    if name.startswith("openwfp/"):
                        continue
                    if name.startswith("windows/"):
                        self.assertIn((module, name), {("pkt", "windows/shared/nbl.h"), ("crt", "windows/shared/openwfp_seh.h")},
                                         "only the packet model and structured exceptions share a structure with the Windows headers")
                        continue
                    self.assertIn(name.split("/")[0], FLOORS[module] | {module})

    def test_every_included_file_exists(self):
        for path in files("src"):
            for name in includes(path):
                with self.subTest(file=path.relative_to(SOURCE).as_posix(), include=name):
                    self.assertTrue((SOURCE / "src" / name).exists() or (SOURCE / "include" / name).exists())

    def test_interior_code_has_no_public_names(self):
        """FWPM_/FWPS_ belong to the border; the generated tables hold them as strings only."""
        for path in files("src"):
            if is_border(path):
                continue
            with self.subTest(file=path.relative_to(SOURCE).as_posix()):
                self.assertEqual(re.findall(r"\b(?:FWP[MS]_\w+|STATUS_FWP_\w+|FWP_E_\w+)", code_of(path.read_text())), [])


if __name__ == "__main__":
    unittest.main()
