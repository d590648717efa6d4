"""What programs and systems say when a set-up fails, in a sentence with the next step."""

import errno
import types

import pytest
from terralex.plugin.environment import failures
from terralex.plugin.environment.failures import FAILURES, of_program, of_system


def test_every_failure_names_the_next_step():
    for kind, told in FAILURES.items():
        error = failures.failure(kind, "X")
        assert "{" not in error.message and error.hint.endswith("."), kind
        assert told.message.endswith((".", "}")), kind


@pytest.mark.parametrize(
    ("said", "code", "kind", "told"),
    [
        ("Tunnel connection failed: 407 Proxy Authentication Required", 1, "proxy_login", "407"),
        ("OSError: [Errno 28] No space left on device", 1, "disk_full", "disk is full"),
        ("[WinError 112] Es steht nicht genug Speicherplatz auf dem Datenträger zur Verfügung", 1, "disk_full", "full"),
        (
            "PermissionError: [WinError 5] Zugriff verweigert: 'C:\\\\x\\\\torch\\\\lib\\\\c10.dll'",
            1,
            "locked",
            "in use",
        ),
        ("[WinError 32] The process cannot access it because it is being used by another process", 1, "locked", "us"),
        ("[WinError 1260] This program is blocked by group policy", 1, "blocked", "rules"),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/x'",
            1,
            "denied",
            "written",
        ),
        (
            "ImportError: DLL load failed while importing _C: The specified module could not be found.",
            1,
            "library",
            "DLL",
        ),
        ('OSError: [WinError 126] module not found. Error loading "C:\\\\c10.dll"', 1, "library", "WinError 126"),
        (
            "ImportError: libgomp.so.1: cannot open shared object file: No such file or directory",
            1,
            "library",
            "libgomp",
        ),
        ("/lib/libc.so.6: version `GLIBC_2.28' not found", 1, "library", "GLIBC_2.28"),
        ("ERROR: Package 'x' requires a different Python: 3.9.5 not in '>=3.11'", 1, "wrong_python", "3.9.5"),
        (
            "ERROR: torch-2.13.0-cp312-win_amd64.whl is not a supported wheel on this platform.",
            1,
            "platform",
            "torch-2.13",
        ),
        (
            "Error: Command '['v/bin/python', '-m', 'ensurepip', '--upgrade']' returned non-zero exit status 1.",
            1,
            "no_pip",
            "venv or pip",
        ),
        ("/usr/bin/python3: No module named pip", 1, "no_pip", "venv or pip"),
        (
            "ReadTimeoutError: HTTPSConnectionPool(host='files.example.org', port=443): Read timed out.",
            2,
            "no_network",
            "files.example.org cannot be reached",
        ),
        ("Temporary failure in name resolution", 1, "no_network", "cannot be reached"),
        ("ERROR: Wheel 'torch' located at /tmp/torch.whl is invalid.", 1, "truncated", "torch.whl"),
        ("Missing dependencies for SOCKS support", 1, "proxy_kind", "SOCKS"),
        ("half a line", -9, "memory", "memory"),
        ("half a line", -15, "interrupted", "interrupted"),
        ("", -4, "processor", "instructions"),
        ("ERROR: something new", 1, "unknown", "something new"),
        ("", 3, "unknown", "exit code 3"),
    ],
)
def test_what_programs_say_is_recognised(said, code, kind, told):
    error = of_program(f"Collecting x\n{said}\nbye", code) if said else of_program(said, code)
    assert error.kind == kind and told in error.message


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EACCES, "denied"),
        (errno.EROFS, "denied"),
        (errno.ETXTBSY, "locked"),
        (errno.EIO, "unknown"),
    ],
)
def test_what_the_system_refuses_is_recognised(number, kind):
    assert of_system(OSError(number, "told", "/some/file")).kind == kind


def test_a_file_in_use_on_windows_is_recognised():
    error = types.SimpleNamespace(winerror=32, errno=errno.EACCES, filename="c10.dll", strerror="in use")
    told = of_system(error)
    assert told.kind == "locked" and "c10.dll" in told.message and "other QGIS windows" in told.hint
