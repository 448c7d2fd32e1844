#!/usr/bin/env python3
"""Every relative link of every Markdown page leads somewhere, and a #fragment to a heading that exists."""

import os
import pathlib
import re
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


def pages():
    for path in sorted(SOURCE.rglob("*.md")):
        parts = path.relative_to(SOURCE).parts
        if not any(p.startswith((".git", "build")) for p in parts):
            yield path


def prose(path):
    """The page without code, where brackets mean something else."""
    text = re.sub(r"^(```|~~~).*?^\1", "", path.read_text(), flags=re.S | re.M)
    return re.sub(r"`[^`\n]*`", "code", text)


def anchors(path):
    """The ids that a renderer gives the headings of a page."""
    found = set()
    for line in re.sub(r"^(```|~~~).*?^\1", "", path.read_text(), flags=re.S | re.M).splitlines():
        if m := re.match(r"#{1,6} +(.*?)\s*#*$", line):
            slug = re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", m[1]).lower()).replace(" ", "-")
            n = 1
            while (unique := slug if n == 1 else f"{slug}-{n - 1}") in found:
                n += 1
            found.add(unique)
    return found


class Links(unittest.TestCase):
    def test_relative_links_resolve(self):
        count, cache = 0, {}
        for page in pages():
            for link in filter(None, (a or b for a, b in LINK.findall(prose(page)))):
                if re.match(r"[a-z]+:", link):
                    continue
                target, _, fragment = link.partition("#")
                file = (page.parent / target).resolve() if target else page
                with self.subTest(page=page.relative_to(SOURCE).as_posix(), link=link):
                    count += 1
                    self.assertTrue(file.exists())
                    self.assertTrue(file.is_relative_to(SOURCE), "a link leads out of the tree")
                    if fragment and file.suffix == ".md":
                        if file not in cache:
                            cache[file] = anchors(file)
                        self.assertIn(fragment, cache[file])
        self.assertGreater(count, 100, "the pages and their links were found")


if __name__ == "__main__":
    unittest.main()
