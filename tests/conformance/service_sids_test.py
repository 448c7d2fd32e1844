#!/usr/bin/env python3
"""The SIDs of services in src/security/wellknown.c are the hashes of their names."""

import hashlib
import os
import pathlib
import re
import struct
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
ROW = re.compile(r'"NT SERVICE", "(\w+)",\s*SERVICE\(([^)]*)\)')


def service_parts(name):
    """The five sub-authorities behind S-1-5-80."""
    return struct.unpack("<5I", hashlib.sha1(name.upper().encode("utf-16-le")).digest())


class ServiceSids(unittest.TestCase):
    def test_the_rule_gives_a_sid_that_everybody_knows(self):
        self.assertEqual(service_parts("TrustedInstaller"), (956008885, 3418522649, 1831038044, 1853292631, 2271478464))

    def test_every_row_follows_the_rule(self):
        rows = ROW.findall((SOURCE / "src/security/wellknown.c").read_text())
        self.assertEqual({name for name, _ in rows}, {"MpsSvc", "NapAgent", "PolicyAgent", "RpcSs", "WdiServiceHost"})
        for name, numbers in rows:
            with self.subTest(service=name):
                self.assertEqual(tuple(int(n, 16) for n in numbers.split(",")), service_parts(name))


if __name__ == "__main__":
    unittest.main()
