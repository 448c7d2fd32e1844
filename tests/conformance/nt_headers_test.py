#!/usr/bin/env python3
"""The Windows headers: each compiles alone, with gcc and clang, in C and C++, and in C with the mingw-w64 compiler; the layouts
that drivers reach into are those of 64-bit Windows, also when a compiler for Windows measures them; our status values are those
of Debian's mingw-w64."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
WINDOWS = SOURCE / "include/windows"
FOLDERS = ("km", "um", "shared", "crt")
COMPILERS = [c for c in ("gcc", "clang") if shutil.which(c)]
FOR_WINDOWS = "x86_64-w64-mingw32-gcc"  # its own long is 32 bit and its bit fields and alignment are those of Windows
ALL_COMPILERS = COMPILERS + ([FOR_WINDOWS] if shutil.which(FOR_WINDOWS) else [])
MINGW = pathlib.Path("/usr/share/mingw-w64/include")

# structure: (size, {member: offset}), 64-bit Windows
LAYOUTS = {
    "UNICODE_STRING": (16, {"MaximumLength": 2, "Buffer": 8}),
    "OBJECT_ATTRIBUTES": (48, {"ObjectName": 16, "Attributes": 24, "SecurityQualityOfService": 40}),
    "KEVENT": (0x18, {"Header.SignalState": 4, "Header.WaitListHead": 8}),
    "KTIMER": (0x40, {"DueTime": 0x18, "Dpc": 0x30, "Period": 0x3c}),
    "KDPC": (0x40, {"DeferredRoutine": 0x18, "SystemArgument2": 0x30}),
    "KMUTEX": (0x38, {"OwnerThread": 0x28}),
    "KSEMAPHORE": (0x20, {"Limit": 0x18}),
    "KLOCK_QUEUE_HANDLE": (0x18, {"OldIrql": 0x10}),
    "FAST_MUTEX": (0x38, {"Event": 0x18, "OldIrql": 0x30}),
    "KQUEUE": (0x40, {"EntryListHead": 0x18, "ThreadListHead": 0x30}),
    "NPAGED_LOOKASIDE_LIST": (0x80, {}),
    "LOOKASIDE_LIST_EX": (0x60, {}),
    "ERESOURCE": (0x68, {}),
    "WORK_QUEUE_ITEM": (0x20, {"WorkerRoutine": 0x10}),
    "IO_STATUS_BLOCK": (0x10, {"Information": 8}),
    "IO_REMOVE_LOCK": (0x20, {"Common.IoCount": 4, "Common.RemoveEvent": 8}),
    "DRIVER_OBJECT": (0x150, {"DeviceObject": 8, "DriverExtension": 0x30, "DriverName": 0x38, "DriverUnload": 0x68,
                              "MajorFunction": 0x70}),
    "DEVICE_OBJECT": (0x150, {"DriverObject": 8, "Flags": 0x30, "DeviceExtension": 0x40, "DeviceType": 0x48, "StackSize": 0x4c,
                              "Queue": 0x50, "AlignmentRequirement": 0x98, "Dpc": 0xc8, "DeviceLock": 0x118, "Reserved": 0x140}),
    "FILE_OBJECT": (0xd8, {"FsContext": 0x18, "FinalStatus": 0x38, "Flags": 0x50, "FileName": 0x58, "Lock": 0x80,
                           "CompletionContext": 0xb0, "FileObjectExtension": 0xd0}),
    "IRP": (0xd0, {"MdlAddress": 8, "AssociatedIrp": 0x18, "IoStatus": 0x30, "RequestorMode": 0x40, "Cancel": 0x44,
                   "CancelIrql": 0x45, "UserIosb": 0x48, "CancelRoutine": 0x68, "UserBuffer": 0x70, "Tail": 0x78,
                   "Tail.Overlay.Thread": 0x98, "Tail.Overlay.ListEntry": 0xa8, "Tail.Overlay.CurrentStackLocation": 0xb8,
                   "Tail.Overlay.OriginalFileObject": 0xc0}),
    "IO_STACK_LOCATION": (0x48, {"Parameters": 8, "Parameters.DeviceIoControl.InputBufferLength": 0x10,
                                 "Parameters.DeviceIoControl.IoControlCode": 0x18,
                                 "Parameters.DeviceIoControl.Type3InputBuffer": 0x20, "Parameters.Read.ByteOffset": 0x18,
                                 "DeviceObject": 0x28, "FileObject": 0x30, "CompletionRoutine": 0x38, "Context": 0x40}),
    "RTL_AVL_TABLE": (0x68, {"NumberGenericTableElements": 0x2c, "CompareRoutine": 0x48, "TableContext": 0x60}),
    "MDL": (0x30, {"MdlFlags": 0xa, "MappedSystemVa": 0x18, "ByteCount": 0x28}),
    "NET_BUFFER_LIST_POOL_PARAMETERS": (0x14, {"fAllocateNetBuffer": 5, "ContextSize": 6, "PoolTag": 8, "DataSize": 12}),
    "NDIS_FILTER_INTERFACE": (0x40, {"FilterRunType": 12, "NetLuid": 0x18, "FilterClass": 0x20, "FilterInstanceName": 0x30}),
    "NDIS_ENUM_FILTERS": (0x50, {"NumberOfFilters": 8, "OffsetFirstFilter": 12, "Filter": 0x10}),
    "WDF_DRIVER_CONFIG": (0x20, {"EvtDriverUnload": 0x10, "DriverInitFlags": 0x18, "DriverPoolTag": 0x1c}),
    "WDF_OBJECT_ATTRIBUTES": (0x38, {"ExecutionLevel": 0x18, "ParentObject": 0x20, "ContextTypeInfo": 0x30}),
    "WDF_IO_QUEUE_CONFIG": (0x60, {"EvtIoDefault": 0x10, "EvtIoDeviceControl": 0x28, "Settings": 0x50, "Driver": 0x58}),
}

# The extensible switch, as ntddndis.h has it. Of the last two Debian's mingw-w64 knows what came first alone: no size to compare.
SWITCH_LAYOUTS = {
    "IF_COUNTED_STRING": (516, {"String": 2}),
    "NDIS_SWITCH_PARAMETERS": (1048, {"Flags": 4, "SwitchName": 8, "SwitchFriendlyName": 524, "NumSwitchPorts": 1040, "IsActive": 1044}),
    "NDIS_SWITCH_PORT_PARAMETERS": (1056, {"PortId": 8, "PortName": 12, "PortFriendlyName": 528, "PortType": 1044,
                                           "IsValidationPort": 1048, "PortState": 1052}),
    "NDIS_SWITCH_PORT_ARRAY": (20, {"FirstElementOffset": 8, "NumElements": 12, "ElementSize": 16}),
    "NDIS_SWITCH_NIC_ARRAY": (20, {"FirstElementOffset": 8, "NumElements": 12, "ElementSize": 16}),
    "NDIS_SWITCH_PORT_PROPERTY_PARAMETERS": (64, {"PortId": 8, "PropertyType": 12, "PropertyId": 16, "PropertyVersion": 32,
                                                  "SerializationVersion": 34, "PropertyInstanceId": 36, "PropertyBufferLength": 52,
                                                  "PropertyBufferOffset": 56, "Reserved": 60}),
    "NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS": (48, {"PortId": 8, "PropertyType": 12, "PropertyId": 16, "PropertyInstanceId": 32}),
    "NDIS_SWITCH_PORT_PROPERTY_CUSTOM": (16, {"PropertyBufferLength": 8, "PropertyBufferOffset": 12}),
    "NDIS_SWITCH_NIC_PARAMETERS": (2224, {"NicName": 8, "NicFriendlyName": 524, "PortId": 1040, "NicIndex": 1044, "NicType": 1048,
                                          "NicState": 1052, "VmName": 1056, "VmFriendlyName": 1572, "NetCfgInstanceId": 2088, "MTU": 2104,
                                          "NumaNodeId": 2108, "PermanentMacAddress": 2110, "VMMacAddress": 2142,
                                          "CurrentMacAddress": 2174, "VFAssigned": 2206}),
    "NDIS_SWITCH_NIC_SAVE_STATE": (572, {"PortId": 8, "NicIndex": 12, "ExtensionId": 16, "ExtensionFriendlyName": 32,
                                         "FeatureClassId": 548, "SaveDataSize": 564, "SaveDataOffset": 566}),
}
GREW = {"NDIS_SWITCH_NIC_PARAMETERS", "NDIS_SWITCH_NIC_SAVE_STATE"}
LAYOUTS.update(SWITCH_LAYOUTS)
SWITCH_VALUES = ("NdisSwitchPortTypeInternal", "NdisSwitchPortStateDeleted", "NdisSwitchNicTypeInternal", "NdisSwitchNicStateDeleted",
                 "NdisSwitchPortPropertyTypeCustom", "NdisSwitchPortPropertyTypeProfile")

# These come in pairs around declarations: what begins the packing, and what ends it.
# clang warns of a header that changes the packing at all.
PAIRS = {"clang": ["-Wno-pragma-pack"]}
PACKING, UNPACKING = re.compile(r"pshpack\d\.h"), "poppack.h"


def text_of(header):
    """The header alone; of a pair, both."""
    first = WINDOWS / "shared/pshpack1.h" if header.name == UNPACKING else header
    last = WINDOWS / "shared" / UNPACKING if PACKING.fullmatch(header.name) else header
    return "".join(f'#include "{h}"\n' for h in dict.fromkeys((first, last)))


def own_headers(compiler):
    if "clang" in compiler:
        return subprocess.check_output([compiler, "-print-resource-dir"], text=True).strip() + "/include"
    return subprocess.check_output([compiler, "-print-file-name=include"], text=True).strip()


def compile_text(compiler, language, text, *options):
    flags = ["-x", language, "-fsyntax-only", "-Wall", "-Werror", "-fshort-wchar", "-nostdinc"]
    for folder in FOLDERS:
        flags.append(f"-I{WINDOWS / folder}")
    flags += ["-isystem", own_headers(compiler)]
    if compiler == FOR_WINDOWS:  # its stddef.h goes on to the one of its library; OPENWFP keeps our types before that library's
        flags += ["-DOPENWFP", "-idirafter", str(MINGW)]
    run = subprocess.run([compiler, *flags, *options, "-"], input=text, text=True,
                         capture_output=True)
    return run.stderr


class Alone(unittest.TestCase):
    maxDiff = None

    def test_every_header_compiles_alone(self):
        compiled = 0
        for folder in FOLDERS:
            for header in sorted((WINDOWS / folder).glob("*.h")):
                for compiler in ALL_COMPILERS:
                    for language in ("c",) if compiler == FOR_WINDOWS else ("c", "c++"):
                        with self.subTest(header=header.name, compiler=compiler, language=language):
                            self.assertEqual(compile_text(compiler, language, text_of(header), *PAIRS.get(compiler, ())), "")
                            compiled += 1
        print(f"compiled {compiled} headers alone")
        self.assertGreater(compiled, 200)

    def test_every_header_may_be_included_twice_and_with_all_others(self):
        names = sorted(h.name for f in ("km", "shared", "crt") for h in (WINDOWS / f).glob("*.h")
                       if not PACKING.fullmatch(h.name) and h.name != UNPACKING)
        text = "".join(f"#include <{n}>\n" for n in names * 2)
        for compiler in COMPILERS:
            for language in ("c", "c++"):
                self.assertEqual(compile_text(compiler, language, text, "-include", str(WINDOWS / "shared/openwfp_msvc.h")), "")


class Packing(unittest.TestCase):
    def test_structures_between_the_pair_are_packed_and_the_next_is_not(self):
        for bytes_, size in ((1, 9), (2, 10), (4, 12), (8, 16)):
            text = (f"#include <ntdef.h>\n#include <pshpack{bytes_}.h>\ntypedef struct {{ UCHAR a; ULONGLONG b; }} in;\n"
                    f"#include <poppack.h>\ntypedef struct {{ UCHAR a; ULONGLONG b; }} out;\n"
                    f"C_ASSERT(sizeof(in) == {size}); C_ASSERT(sizeof(out) == 16);\n")
            for compiler in ALL_COMPILERS:
                with self.subTest(bytes=bytes_, compiler=compiler):
                    self.assertEqual(compile_text(compiler, "c", text, *PAIRS.get(compiler, ())), "")


class Layouts(unittest.TestCase):
    def test_structures_are_those_of_windows(self):
        lines, facts = ["#include <ntifs.h>", "#include <ndis.h>", "#include <wdf.h>"], 0
        for name, (size, members) in LAYOUTS.items():
            lines.append(f'_Static_assert(sizeof({name}) == {size}, "size of {name}");')
            lines += [f'_Static_assert(__builtin_offsetof({name}, {m}) == {at}, "{name}.{m}");' for m, at in members.items()]
            facts += 1 + len(members)
        print(f"compared {facts} sizes and offsets")
        for compiler in ALL_COMPILERS:
            with self.subTest(compiler=compiler):
                self.assertEqual(compile_text(compiler, "c", "\n".join(lines) + "\n"), "")

    @unittest.skipUnless((MINGW / "ntddndis.h").exists() and shutil.which(FOR_WINDOWS), "needs mingw-w64")
    def test_the_switch_is_that_of_mingw(self):
        theirs = ["#define NDIS_SUPPORT_NDIS630 1", "#define NDIS_SUPPORT_NDIS620 1", "#define NDIS_SUPPORT_NDIS61 1",
                  "#define NDIS_SUPPORT_NDIS6 1", "#include <winsock2.h>", "#include <windows.h>", "#include <ntddndis.h>"]
        for name, (size, members) in SWITCH_LAYOUTS.items():
            if name not in GREW:
                theirs.append(f'_Static_assert(sizeof({name}) == {size}, "size of {name}");')
            theirs += [f'_Static_assert(__builtin_offsetof({name}, {m}) == {at}, "{name}.{m}");' for m, at in members.items()]
        ours = ["#include <ntifs.h>", "#include <ndis.h>"]
        for name in SWITCH_VALUES:
            text = "\n".join(theirs[:7]) + f"\nint found[1 + {name}];\n"
            found = subprocess.run([FOR_WINDOWS, "-x", "c", "-fcommon", "-S", "-o", "-", "-"], input=text, text=True, capture_output=True)
            size = re.search(r"\.comm\s+found,\s*(\d+)", found.stdout)
            self.assertIsNotNone(size, found.stderr)
            ours.append(f'_Static_assert({name} == {int(size[1]) // 4 - 1}, "{name}");')
        run = subprocess.run([FOR_WINDOWS, "-x", "c", "-fsyntax-only", "-"], input="\n".join(theirs) + "\n", text=True, capture_output=True)
        self.assertEqual(run.stderr, "")
        for compiler in COMPILERS:
            self.assertEqual(compile_text(compiler, "c", "\n".join(ours) + "\n"), "")


def values(text, pattern):
    return {m[1]: int(m[2], 0) for m in re.finditer(pattern, text)}


class Statuses(unittest.TestCase):
    @unittest.skipUnless((MINGW / "ntstatus.h").exists(), "needs mingw-w64")
    def test_values_equal_those_of_mingw(self):
        pattern = r"#define\s+(STATUS_\w+)\s+\(\(NTSTATUS\)\s*(0x[0-9A-Fa-f]+)L?\)"
        theirs = values((MINGW / "ntstatus.h").read_text(errors="replace"), pattern)
        ours = values((WINDOWS / "shared/ntstatus.h").read_text(), pattern)
        both = set(ours) & set(theirs)
        print(f"compared {len(both)} statuses")
        self.assertGreater(len(both), 200)
        self.assertEqual({n: ours[n] for n in both}, {n: theirs[n] for n in both})

    def test_c_library_renames_every_wide_and_long_function(self):
        for header in ("wchar.h", "stdio.h", "stdlib.h"):
            text = (WINDOWS / "crt" / header).read_text()
            renamed = re.findall(r"^#define (\w+)\s+owfp_\1$", text, re.M)
            self.assertGreater(len(renamed), 10)
            for name in renamed:
                self.assertRegex(text, rf"\bowfp_{name}\(")


if __name__ == "__main__":
    if not COMPILERS:
        sys.exit(77)
    unittest.main()
