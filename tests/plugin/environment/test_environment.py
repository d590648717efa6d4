"""The engine's environment, as far as it needs no program: places, Pythons, builds, failures, sizes, the report."""

import errno
import json
import re
import sys
import types

import pytest
from terralex.plugin.environment import failures, hardware, interpreter, place, plan
from terralex.plugin.environment.failures import FAILURES, of_program, of_system
from terralex.plugin.environment.hardware import Graphics, choose_build, parse_graphics, why_cpu
from terralex.plugin.environment.interpreter import judge, linux_places, mac_places, windows_places
from terralex.plugin.environment.network import proxy_variables
from terralex.plugin.environment.pip_output import PipProgress, without_login
from terralex.plugin.environment.place import Place, Record, root_in, unsuitable
from terralex.plugin.environment.plan import PLUGIN, Packages, Plan, in_words
from terralex.plugin.environment.report import BAD, GOOD, Row, Section, anonymous, as_html, as_text

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
CARD = "NVIDIA GeForce RTX 4070, 580.65.06, 8.9, 12282\n"


# Pythons


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


# builds


@pytest.mark.parametrize(
    ("table", "build", "told"),
    [
        ("", "cpu", "No NVIDIA graphics driver"),
        (CARD, "cu130", "RTX 4070"),
        ("Quadro P2000, 580.65.06, 6.1, 5120\n", "cu126", "newer card or driver"),
        ("NVIDIA GeForce RTX 4070, 550.10, 8.9, 12282\n", "cu126", "newer card or driver"),
        ("NVIDIA GeForce RTX 4070, 470.10, 8.9, 12282\n", "cpu", "470.10 is too old"),
        ("Tesla K80, 580.10, 3.7, 11441\n", "cpu", "too old for torch"),
        ("Quadro P2000, 531.10, [N/A], [N/A]\n", "cu126", "newer card or driver"),
        ("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n", "cpu", "No NVIDIA"),
    ],
)
def test_the_build_of_torch_follows_from_card_and_driver(table, build, told):
    choice = choose_build(parse_graphics(table), "Linux", "x86_64")
    assert choice.build == build and told in choice.reason


def test_a_card_changes_nothing_where_cuda_is_not_offered():
    card = parse_graphics(CARD)
    assert choose_build(card, "Darwin", "arm64").build == "cpu"
    assert choose_build(card, "Linux", "aarch64").build == "cpu"


@pytest.mark.parametrize(
    ("gpu", "cards", "told"),
    [
        ({"ok": True}, CARD, ""),
        ({"build": "", "available": False}, CARD, "CPU build: set up again with the CUDA build"),
        ({"build": "13.0", "available": False, "error": "driver too old"}, CARD, r"its driver 580.65.06 \(driver"),
        ({"build": "13.0", "available": True, "error": "no kernel image"}, CARD, "A kernel on NVIDIA .* failed"),
        ({"build": "", "available": False}, "", "No NVIDIA graphics driver"),
    ],
)
def test_the_reason_for_the_cpu_is_told(gpu, cards, told):
    assert re.search(told, why_cpu(gpu, parse_graphics(cards), "Linux"))
    assert bool(told) == bool(why_cpu(gpu, parse_graphics(cards), "Linux"))


def test_without_the_drivers_program_there_are_no_cards(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert hardware.find_graphics() == ()
    program = tmp_path / "nvidia-smi"
    program.write_text(f"#!/bin/sh\necho '{CARD.strip()}'\n")
    program.chmod(0o755)
    assert hardware.find_graphics() == (Graphics("NVIDIA GeForce RTX 4070", "580.65.06", (8, 9), 12282),)


# the list


def pins(path):
    lines = [line.split("#")[0].split(";")[0].strip() for line in path.read_text().splitlines()]
    pairs = [line.split("==") for line in lines if "==" in line]
    found = {}
    for name, version in pairs:
        found.setdefault(name.lower().replace("_", "-"), set()).add(version)
    return found


def test_every_package_that_the_engine_imports_is_pinned_and_as_it_is_tested():
    engine, tested = pins(Packages().versions), pins(PLUGIN / "constraints.txt")
    stated = [line.split("#")[0].strip() for line in (PLUGIN / "requirements.txt").read_text().splitlines()]
    names = {re.split(r"[<>=]", line)[0].strip().lower().replace("_", "-") for line in stated if line}
    assert names <= set(engine), "requirements.txt names a package that resources/engine/constraints.txt does not pin"
    of_qgis = {"numpy", "scipy", "matplotlib", "pillow", "pyproj", "pyqt5", "pyqt5-sip"}  # QGIS decides these
    for name in (set(engine) & set(tested)) - of_qgis:
        assert tested[name] <= engine[name], f"{name} is tested in another version than it is installed in"
    assert "terralex" not in engine and "pytest" not in engine


def test_the_lists_hash_forgets_comments_and_order_and_nothing_else(tmp_path):
    names, versions = tmp_path / "names", tmp_path / "versions"
    names.write_text("torch\n")
    versions.write_text("torch==1\nnumpy==2\n")
    before = Packages(names, versions).hash
    versions.write_text("# why\nnumpy==2  # because\n\ntorch==1\n")
    assert Packages(names, versions).hash == before
    versions.write_text("torch==1\nnumpy==2.1\n")
    assert Packages(names, versions).hash != before


# places


def test_the_marker_tells_what_is_there(tmp_path):
    there = Place(tmp_path / "engine")
    assert there.state("a") == "absent"
    there.root.mkdir()
    (there.root / "diary.txt").write_text("mine")
    assert there.state("a") == "foreign"
    there.write(Record("a", "cpu", done=("venv",)))
    assert there.state("a") == "unfinished"
    there.write(Record("a", "cpu", done=place.STEPS))
    assert there.state("a") == "unfinished", "its Python is gone"
    there.python.parent.mkdir(parents=True)
    there.python.touch()
    assert (there.state("a"), there.state("b")) == ("ready", "outdated")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"made_by": "somebody", "format": 1}', "\x00"])
def test_a_marker_that_is_not_ours_is_none(tmp_path, text):
    (tmp_path / place.MARKER).write_text(text)
    assert Place(tmp_path).record() is None
    assert place.remove(Place(tmp_path)) is False and tmp_path.exists()


def test_removing_takes_what_was_made_here_and_nothing_else(tmp_path):
    there, elsewhere = Place(tmp_path / "engine"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "file").write_text("not ours")
    there.write(Record("a", "cpu", done=("venv",)))
    there.venv.mkdir()
    (there.venv / "read-only").write_text("x")
    (there.venv / "read-only").chmod(0o400)
    there.cache.symlink_to(elsewhere)  # somebody put the downloads on another disk
    (there.root / "diary.txt").write_text("mine")
    assert place.remove(there)
    assert [path.name for path in there.root.iterdir()] == ["diary.txt"]
    assert (elsewhere / "file").read_text() == "not ours"


def test_a_chosen_folder_with_other_things_gets_a_folder_inside(tmp_path):
    assert root_in(tmp_path / "new") == tmp_path / "new"
    assert root_in(tmp_path) == tmp_path, "empty"
    (tmp_path / "file").touch()
    assert root_in(tmp_path) == tmp_path / "terralex-engine"
    Place(tmp_path).write(Record("a", "cpu"))
    assert root_in(tmp_path) == tmp_path, "ours"


def test_places_that_an_update_deletes_or_windows_cannot_reach_are_refused(tmp_path):
    assert "inside the plugin" in unsuitable(PLUGIN / "engine", PLUGIN)
    assert "too long for Windows" in unsuitable(tmp_path / ("x" * 100), PLUGIN, windows=True)
    assert unsuitable(tmp_path / ("x" * 100), PLUGIN, windows=False) == ""


def test_only_one_works_on_an_environment_at_a_time(tmp_path):
    with place.locked(Place(tmp_path)) as first, place.locked(Place(tmp_path)) as second:
        assert first and not second
    with place.locked(Place(tmp_path)) as again:
        assert again


# what is said


def test_too_little_room_is_told_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "free", lambda _folder: 1_200_000_000)
    with pytest.raises(failures.SetUpError, match=r"1\.2 GB are free, about 2\.8 GB are needed") as caught:
        Plan(tmp_path / "engine", ()).check()
    assert caught.value.kind == "disk_small" and not (tmp_path / "engine").exists()


def test_sizes_shrink_by_what_is_there(tmp_path):
    fresh = Plan(tmp_path / "engine", ())
    assert fresh.bytes_to_fetch() == plan.SIZES["cpu"][0]
    fresh.place.write(Record("old", "cpu", done=place.STEPS))
    fresh.place.cache.mkdir()
    (fresh.place.cache / "torch").write_bytes(b"x" * 5_000_000)
    unfinished = fresh.bytes_to_fetch()
    assert unfinished == plan.SIZES["cpu"][0] - 5_000_000
    fresh.place.python.parent.mkdir(parents=True)
    fresh.place.python.touch()
    assert fresh.bytes_to_fetch() == plan.SIZES["cpu"][0] // plan.REFRESH_SHARE, "made from another list"
    assert Plan(fresh.root, (), "cu130").bytes_to_fetch() > 10**9, "another build"
    assert (in_words(1_820_000_000), in_words(410_000_000)) == ("1.8 GB", "410 MB")


def test_a_socks_proxy_is_told_before_pip_stumbles_over_it(tmp_path):
    variables = proxy_variables("socks5", "proxy", 1080)
    with pytest.raises(failures.SetUpError) as caught:
        Plan(tmp_path / "engine", (), variables=variables).check()
    assert caught.value.kind == "proxy_kind"


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


def test_pips_lines_become_progress():
    seen = PipProgress()
    assert seen.message == "Asking what is needed"
    assert seen.feed("Collecting torch==2.13.0")
    assert seen.feed("  Downloading https://x.org/torch-2.13.0%2Bcpu-cp311-cp311-linux.whl (191.8 MB)")
    assert seen.message == "Fetching torch (191.8 MB)"
    assert not seen.feed("Progress 50000000 of 191794682"), "numbers are not for the log"
    assert seen.current == 50_000_000
    seen.feed("  Using cached numpy-1.26.4-cp311-cp311-linux.whl (18 MB)")
    assert seen.fetched == 191_794_682 and seen.message == "Found in the cache: numpy (18 MB)"
    seen.feed("Installing collected packages: numpy, torch")
    assert (seen.unpacking, seen.packages, seen.fetched) == (True, 2, 209_794_682)


def test_logins_never_reach_a_log():
    told = without_login("Looking in indexes: https://ann:s3cret@mirror.org/simple")
    assert told == "Looking in indexes: https://…@mirror.org/simple"


# the network of QGIS


def test_a_proxy_becomes_variables():
    found = proxy_variables(
        "http", "proxy.office", 8080, ("ann@office", "p:w/1"), ["http://intern.office/maps", "10.0.0.1"]
    )
    assert found["HTTPS_PROXY"] == found["http_proxy"] == "http://ann%40office:p%3Aw%2F1@proxy.office:8080"
    assert found["NO_PROXY"] == "intern.office,10.0.0.1"
    assert proxy_variables("http", "::1", 3128)["HTTP_PROXY"] == "http://[::1]:3128"
    assert proxy_variables("none", "proxy", 1) == proxy_variables("http", "", 1) == {}


def test_the_proxy_and_its_login_are_taken_from_qgis():
    from qgis.core import QgsNetworkAccessManager
    from qgis.PyQt.QtNetwork import QNetworkProxy
    from terralex.plugin.environment.network import qgis_certificates, qgis_variables

    manager = QgsNetworkAccessManager.instance()
    before, excluded = manager.fallbackProxy(), manager.excludeList()
    try:
        proxy = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "proxy.office", 8080, "ann", "secret")
        manager.setFallbackProxyAndExcludes(proxy, ["http://intern.office"], [])
        assert qgis_variables()["HTTPS_PROXY"] == "http://ann:secret@proxy.office:8080"
        assert qgis_variables()["NO_PROXY"] == "intern.office"
        manager.setFallbackProxyAndExcludes(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy), [], [])
        assert qgis_variables() == {}
    finally:
        manager.setFallbackProxyAndExcludes(before, excluded, [])
    assert qgis_certificates() == "", "nobody added a certificate"


# the report


def test_the_report_holds_no_private_path_and_no_name():
    text = (
        "Python: /home/ann/.local/share/terralex/engine/venv/bin/python\n"
        "File: /data/Clients/Smith and Sons/ortho.tif, twice: '/data/Clients/Smith and Sons/ortho.tif'\n"
        r"Windows: C:\Users\Ann Lee\AppData\x.log and C:\Program Files\QGIS\bin and \\server\share\secret.txt"
        "\n"
        "System: /usr/bin/python3 on ann-laptop by ann, https://ann:pw@mirror.org/simple\n"
        "Banned plan of Annapolis\n"
    )
    told = anonymous(
        text,
        {"/home/ann": "~", "/home/ann/.local/share/terralex/engine": "<engine>", r"C:\Users\Ann Lee": "~"},
        ["ann", "ann-laptop"],
    )
    assert "<engine>/venv/bin/python" in told
    assert "Smith" not in told and "…/ortho.tif" in told
    assert r"~\AppData\x.log" in told and r"C:\Program Files\QGIS\bin" in told and "server" not in told
    assert "/usr/bin/python3 on <name> by <name>" in told and "https://…@mirror.org/simple" in told
    assert "Banned plan of Annapolis" in told


def test_findings_are_marked_by_signs_and_escaped():
    found = (Section("Engine", (Row("Can it run", "no: <b>", BAD), Row("CPU", "right", GOOD), Row("Free", "1 GB"))),)
    assert "✗ Can it run: no: <b>" in as_text(found) and "✓ CPU: right" in as_text(found)
    assert "&lt;b&gt;" in as_html(found) and "<b>Free:</b> 1 GB" in as_html(found)


# the proof


def test_the_proof_knows_its_answer_by_plain_arithmetic():
    from terralex.core import proof

    answer = proof.expected()
    assert (len(answer), len(answer[0])) == (5, 7)
    by_hand = sum(proof.PICTURE[i][j] * proof.KERNEL[i][j] for i in range(3) for j in range(3))
    assert answer[0][0] == by_hand


def test_torch_computes_and_what_is_missing_is_named():
    import subprocess

    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", str(PLUGIN / "core" / "proof.py"), "torch", "nosuch"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    report = json.loads(done.stdout)
    assert report["cpu"]["ok"] and report["cpu"]["difference"] == 0.0
    assert report["failed"] == {"nosuch": "ModuleNotFoundError: No module named 'nosuch'"}
    assert report["gpu"]["ok"] == report["gpu"]["available"]
    assert "torch" in report["versions"] and len(done.stdout.splitlines()) == 1
