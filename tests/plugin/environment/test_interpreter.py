"""Pythons that could run the engine: where they are looked for, and how they are judged."""

import re

import pytest
from terralex.plugin.environment import interpreter
from terralex.plugin.environment.interpreter import judge, linux_places, mac_places, windows_places

GOOD_PYTHON = {
    "version": [3, 12, 4],
    "implementation": "CPython",
    "bits": 64,
    "machine": "x86_64",
    "system": "Linux",
    "libc": ["glibc", "2.36"],
    "venv": True,
    "pip": "24.0",
    "free_threaded": False,
}


def test_on_windows_qgis_own_python_comes_first_and_the_program_of_qgis_is_none():
    found = windows_places(
        r"C:\OSGeo4W\apps\Python312",
        r"C:\OSGeo4W\bin\qgis-bin.exe",
        {"LOCALAPPDATA": r"C:\Users\ann\AppData\Local", "SystemDrive": "C:"},
    )
    assert found[0] == r"C:\OSGeo4W\apps\Python312\python.exe"
    assert r"C:\Users\ann\AppData\Local\Programs\Python\Python312\python.exe" in found
    assert r"C:\Python311\python.exe" in found
    assert not any("qgis-bin" in path for path in found)
    program = r"C:\Program Files\QGIS 4.0.3\bin\qgis-bin.exe"
    standalone = windows_places(r"C:\PROGRA~1\QGIS40~1.3\apps\Python312", program, {})
    assert r"C:\Program Files\QGIS 4.0.3\apps\Python312\python.exe" in standalone


def test_on_macos_the_bundle_is_looked_through_and_apples_stub_is_not():
    app = "/Applications/QGIS-final-4_0_3.app/Contents"
    found = mac_places(f"{app}/Frameworks", f"{app}/MacOS/QGIS-final-4_0_3")
    assert found[0] == f"{app}/MacOS/bin/python3"
    assert f"{app}/MacOS/python3.12" in found and f"{app}/Frameworks/bin/python3" in found
    assert found.index(f"{app}/MacOS/python3.12") < found.index("/opt/homebrew/bin/python3.12")
    assert "/usr/bin/python3" not in found, "it offers to install Apple's developer tools"
    assert not any(path.endswith("QGIS-final-4_0_3") for path in found)


def test_on_linux_the_systems_python_comes_before_those_of_path():
    found = linux_places("/usr", "/usr/bin/python3", ["/home/ann/.pyenv/shims/python3.12"])
    assert found == ["/usr/bin/python3", "/home/ann/.pyenv/shims/python3.12"]
    assert linux_places("/usr", "/usr/bin/qgis", [])[0] == "/usr/bin/python3"


@pytest.mark.parametrize(
    ("change", "lack", "kind"),
    [
        ({}, "", ""),
        ({"version": [3, 9, 5]}, "it is Python 3.9.5; 3.11 to 3.14 is needed", "wrong_python"),
        ({"version": [3, 15, 0]}, "it is Python 3.15.0; 3.11 to 3.14 is needed", "wrong_python"),
        ({"bits": 32}, "it is a 32-bit program; a 64-bit Python is needed", "wrong_python"),
        ({"implementation": "PyPy"}, "it is not the ordinary CPython", "wrong_python"),
        ({"free_threaded": True}, "it is not the ordinary CPython", "wrong_python"),
        ({"libc": ["glibc", "2.17"]}, "this system's C library is 2.17; 2.28 or newer is needed", "wrong_python"),
        ({"libc": ["", ""]}, "this system has no glibc, for which torch is built", "wrong_python"),
        (
            {"system": "Darwin", "libc": ["", ""]},
            "it is made for Intel processors, for which torch is no longer built",
            "wrong_python",
        ),
        ({"system": "Darwin", "machine": "arm64", "libc": ["", ""]}, "", ""),
        ({"system": "Windows", "machine": "AMD64", "libc": ["", ""]}, "", ""),
        ({"pip": ""}, "it lacks venv or pip", "no_pip"),
        ({"venv": False}, "it lacks venv or pip", "no_pip"),
    ],
)
def test_a_python_is_judged_by_what_it_says_of_itself(change, lack, kind):
    verdict = judge("python", {**GOOD_PYTHON, **change})
    assert (verdict.lack, verdict.kind) == (lack, kind)


def test_the_python_of_this_system_says_what_is_asked():
    verdict = interpreter.probe("/usr/bin/python3")
    assert re.fullmatch(r"3\.\d+\.\d+", verdict.version)


@pytest.mark.parametrize(
    ("body", "lack"),
    [("echo hello", "it is not a working Python"), ("exec sleep 30", "it did not answer within 0.5 seconds")],
)
def test_a_program_that_is_no_python_is_passed_over(tmp_path, monkeypatch, body, lack):
    monkeypatch.setattr(interpreter, "PROBE_S", 0.5)
    program = tmp_path / "python3"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    assert interpreter.probe(str(program)).lack == lack
    assert interpreter.probe(str(tmp_path / "none")).lack.startswith("it cannot be run")
