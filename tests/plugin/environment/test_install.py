"""Set-ups for real: venvs, pip, tiny wheels, and a local server and proxy that fail in every way."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from terralex.core.errors import Cancelled
from terralex.core.progress import CancelToken, result_of
from terralex.core.protocol import ProgressEvent
from terralex.plugin.environment import install, place
from terralex.plugin.environment.failures import SetUpError
from terralex.plugin.environment.pip import Pip
from terralex.plugin.environment.place import Place
from terralex.plugin.environment.plan import USUAL, Plan

from ..wheels import PROOF, packages, self_signed, serving, unused, wheels

PYTHON = "/usr/bin/python3"  # the one QGIS runs in


@pytest.fixture(autouse=True)
def plain_pip(monkeypatch):
    """pip without this computer's settings, and without its patience."""
    plain(monkeypatch)


def plain(monkeypatch):
    for name in list(os.environ):
        if name.startswith("PIP_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "0")


@pytest.fixture(scope="module")
def material(tmp_path_factory):
    """Wheels, a pinned list of them, and a proof that imports them and computes."""
    folder = tmp_path_factory.mktemp("material")
    (folder / "proof.py").write_text(PROOF)
    wheels(folder / "wheels")
    for pip in Path("/usr/share/python-wheels").glob("pip-*.whl"):  # Debian's; what a venv starts with
        shutil.copy(pip, folder / "wheels")
    return folder / "wheels", packages(folder / "list"), folder / "proof.py"


@pytest.fixture(scope="module")
def made(material, tmp_path_factory):
    """An environment made from the folder of wheels: its plan, what was said, what the proof said."""
    offline, listed, proof = material
    folder = tmp_path_factory.mktemp("made")
    (folder / "wrong").write_text("#!/bin/sh\necho hello\n")
    (folder / "wrong").chmod(0o755)
    plan = Plan(folder / "my engine", (str(folder / "wrong"), PYTHON), "cpu", listed, offline=offline, proof=proof)
    with pytest.MonkeyPatch.context() as patch:
        plain(patch)
        assert (plan.place.state(listed.hash), plan.bytes_to_fetch()) == ("absent", 0)
        said = []
        return plan, said, drive(plan, watch=said.append)


@pytest.fixture(scope="module")
def begun(made, tmp_path_factory):
    """What a broken download leaves: venv and pip are complete."""
    root = tmp_path_factory.mktemp("begun") / "engine"
    shutil.copytree(made[0].root, root, symlinks=True)
    there = Place(root)
    for module in there.venv.glob(install.SITE + "/tiny*"):
        shutil.rmtree(module)
    there.write(replace(there.record(), done=("venv", "pip"), proof=None))
    return root


@pytest.fixture
def plan(begun, material, tmp_path):
    """A plan on a copy of it; `plan.index` is to be set."""
    _offline, listed, proof = material
    shutil.copytree(begun, tmp_path / "engine", symlinks=True)
    return Plan(tmp_path / "engine", (PYTHON,), "cpu", listed, proof=proof)


def drive(plan, token=None, afresh=False, watch=lambda _event: None):
    """Run a set-up to its end; what it says goes to `watch`."""
    return result_of(install.set_up(plan, token or CancelToken(), afresh), watch)


def test_an_environment_is_made_from_a_folder_of_wheels_and_proves_that_it_computes(made):
    plan, said, report = made
    assert report["versions"] == {"tinynet": "1.0", "tinymap": "2.0"} and report["cpu"]["ok"]
    record = plan.place.record()
    assert plan.place.state(plan.packages.hash) == "ready" and record.proof == report
    assert record.base == PYTHON, "the first that was tried is no Python"
    shares = [event.overall for event in said if isinstance(event, ProgressEvent)]
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert "tinymap" in plan.place.log.read_text() and any(isinstance(event, install.LogLine) for event in said)
    assert not plan.place.temporary.exists()
    config = (plan.place.venv / "pyvenv.cfg").read_text()
    assert "include-system-site-packages = false" in config, "QGIS's packages must not be seen"
    again = []
    drive(plan, watch=again.append)
    assert not [event for event in again if isinstance(event, install.LogLine)], "nothing is done twice but the proof"


@pytest.mark.parametrize(
    ("mode", "kind", "told"),
    [
        ("403", "forbidden", "127.0.0.1 refused to hand out the packages (403)"),
        ("403 file", "forbidden", "127.0.0.1 refused"),
        ("401", "login", "127.0.0.1 asks for a name and a password"),
        ("500", "server", "127.0.0.1 has trouble of its own"),
        ("hash", "hash", "tinymap-2.0-py3-none-any.whl"),
        ("refused", "no_network", "127.0.0.1 cannot be reached"),
        ("empty", "platform", "There is no tinymap for this computer's system and Python"),
    ],
)
def test_a_server_that_fails_is_told_in_a_sentence(plan, material, tmp_path, mode, kind, told):
    folder = tmp_path if mode == "empty" else material[0]
    with serving(folder, mode) as server, pytest.raises(SetUpError) as caught:
        drive(replace(plan, index=unused() if mode == "refused" else server.url))
    assert (caught.value.kind, told in caught.value.message) == (kind, True), caught.value.message
    assert plan.place.state(plan.packages.hash) == "unfinished"
    assert not plan.place.temporary.exists()


def test_a_broken_download_is_told_and_the_next_try_goes_on_from_there(plan, material):
    with serving(material[0], "truncated") as server:
        with pytest.raises(SetUpError) as caught:
            drive(replace(plan, index=server.url))
        # pip before 25 sees a wrong checksum, since it does not count the bytes
        assert caught.value.kind in ("truncated", "hash") and "tinymap" in caught.value.message
        python = plan.place.python.lstat().st_mtime_ns
        server.mode = ""
        assert drive(replace(plan, index=server.url))["cpu"]["ok"]
    assert plan.place.python.lstat().st_mtime_ns == python, "the venv is kept"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_asks_for_a_login_is_told(plan, material, scheme):
    with serving(material[0], "proxy") as proxy, pytest.raises(SetUpError) as caught:
        variables = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY"), f"http://{proxy.address}")
        drive(replace(plan, index=f"{scheme}://127.0.0.1:1/simple/", variables=variables))
    assert caught.value.kind == "proxy_login" and "Settings > Options > Network" in caught.value.hint


def test_the_proxy_of_qgis_is_used_with_its_login_which_no_log_shows(plan, material):
    from terralex.plugin.environment.network import proxy_variables

    with serving(material[0], "proxy") as proxy:
        host, port = proxy.address.split(":")
        variables = proxy_variables("http", host, int(port), ("ann", "secret word"))
        assert drive(replace(plan, index="http://127.0.0.1:1/simple/", variables=variables))["cpu"]["ok"]
        assert proxy.seen and all(path.startswith("http://127.0.0.1:1/") for path in proxy.seen)
    assert "secret" not in plan.place.log.read_text()


def test_a_proxy_that_is_not_there_is_told(plan, material):
    address = unused().removesuffix("/simple/")
    with pytest.raises(SetUpError) as caught:
        drive(replace(plan, index="https://127.0.0.1:1/simple/", variables={"HTTPS_PROXY": address}))
    assert caught.value.kind in ("proxy", "no_network") and "127.0.0.1" in caught.value.message


def test_a_certificate_that_nobody_trusts_is_told_and_one_of_qgis_is_trusted(plan, material, tmp_path):
    certificate = self_signed(tmp_path)
    with serving(material[0], "", certificate) as server:
        with pytest.raises(SetUpError) as caught:
            drive(replace(plan, index=server.url))
        assert caught.value.kind == "certificate" and "127.0.0.1" in caught.value.message
        trusting = replace(plan, index=server.url, certificates=certificate.read_text())
        assert drive(trusting)["cpu"]["ok"]


def test_a_stop_ends_pip_at_once_and_is_gone_on_from(plan, material):
    token, started = CancelToken(), []
    with serving(material[0], "stall") as server:

        def watch(_event):
            if server.stalled.is_set() and not token.cancelled:
                started.append(time.monotonic())
                token.cancel()

        with pytest.raises(Cancelled):
            drive(replace(plan, index=server.url), token, watch=watch)
        # pip says nothing while it waits, so the driver gets no event: the token is asked every tenth of a second
        assert time.monotonic() - started[0] < 2
        assert plan.place.state(plan.packages.hash) == "unfinished"
        with place.locked(plan.place) as free:
            assert free, "nobody works there any more"
        server.mode = ""
        assert drive(replace(plan, index=server.url))["cpu"]["ok"]


def test_packages_that_were_being_put_in_place_when_it_was_killed_are_not_trusted(plan):
    plan.place.write(replace(plan.place.record(), done=("venv", "pip", "torch"), unpacking=True))
    with pytest.raises(SetUpError, match="none was found"):
        drive(replace(plan, interpreters=()))
    assert not plan.place.venv.exists() and plan.place.record().done == ()


def test_a_repair_makes_damaged_packages_again_and_fetches_nothing_twice(plan, material, tmp_path):
    certificate = self_signed(tmp_path)  # pip keeps what came over https only
    with serving(material[0], "", certificate) as server:
        plan = replace(plan, index=server.url, certificates=certificate.read_text())
        drive(plan)
        next(plan.place.venv.glob(install.SITE + "/tinynet/__init__.py")).write_text("raise ImportError('damaged')")
        with pytest.raises(SetUpError, match="damaged"):
            drive(plan)
        server.seen.clear()
        assert drive(plan, afresh=True)["cpu"]["ok"]
        assert server.seen and not [path for path in server.seen if path.endswith(".whl")], "all was in the cache"


def test_an_update_of_the_plugin_keeps_the_environment_and_a_refresh_changes_what_differs(plan, material, tmp_path):
    plan = replace(plan, offline=material[0])
    drive(plan)
    python = plan.place.python.lstat().st_mtime_ns
    newer = replace(plan, packages=packages(tmp_path / "newer", "2.1"))
    assert plan.place.state(newer.packages.hash) == "outdated"
    assert drive(newer)["versions"] == {"tinynet": "1.0", "tinymap": "2.1"}
    assert plan.place.state(newer.packages.hash) == "ready" and plan.place.python.lstat().st_mtime_ns == python


def test_an_environment_that_does_not_compute_is_not_called_ready(plan, material, tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text(PROOF.replace("[1, 1, 1]", "[1, 1, 2]"))
    with pytest.raises(SetUpError, match="does not compute"):
        drive(replace(plan, offline=material[0], proof=wrong))
    assert plan.place.state(plan.packages.hash) == "unfinished"


def test_an_offline_folder_without_the_wheel_is_told(plan, material, tmp_path):
    with pytest.raises(SetUpError, match="lacks wheels"):
        drive(replace(plan, offline=tmp_path))
    shutil.copy(material[0] / "tinynet-1.0-py3-none-any.whl", tmp_path)
    with pytest.raises(SetUpError, match="The offline folder lacks tinymap") as caught:
        drive(replace(plan, offline=tmp_path))
    assert caught.value.kind == "not_in_folder"


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        (
            '{"version": [3, 9, 5], "implementation": "CPython", "bits": 64, "machine": "x86_64", "system": "Linux", '
            '"libc": ["glibc", "2.36"], "venv": true, "pip": "23"}',
            "wrong_python",
            "it is Python 3.9.5",
        ),
        (
            '{"version": [3, 12, 1], "implementation": "CPython", "bits": 64, "machine": "x86_64", "system": "Linux", '
            '"libc": ["glibc", "2.36"], "venv": true, "pip": ""}',
            "no_pip",
            "venv or pip",
        ),
    ],
)
def test_a_python_that_will_not_do_is_told(material, tmp_path, answer, kind, told):
    offline, listed, proof = material
    python = tmp_path / "python3"
    python.write_text(f"#!/bin/sh\necho '{answer}'\n")
    python.chmod(0o755)
    with pytest.raises(SetUpError) as caught:
        drive(Plan(tmp_path / "engine", (str(python),), "cpu", listed, offline=offline, proof=proof))
    assert caught.value.kind == kind and told in caught.value.message


def test_without_any_python_that_is_told(material, tmp_path):
    offline, listed, proof = material
    with pytest.raises(SetUpError, match="none was found"):
        drive(Plan(tmp_path / "engine", (), "cpu", listed, offline=offline, proof=proof))


def test_a_disk_that_fills_up_is_told(plan, material):
    plan.place.log.unlink()
    plan.place.log.symlink_to("/dev/full")  # every byte written there is refused for want of room
    with pytest.raises(SetUpError) as caught:
        drive(replace(plan, offline=material[0]))
    assert caught.value.kind == "disk_full"


def test_two_windows_do_not_work_on_one_environment(plan, material):
    with place.locked(plan.place), pytest.raises(SetUpError) as caught:
        drive(replace(plan, offline=material[0]))
    assert caught.value.kind == "busy"
    with place.locked(plan.place), pytest.raises(SetUpError):
        list(install.remove(plan.root))
    assert plan.place.record() is not None


def test_when_qgis_is_killed_nobody_meddles_until_pip_has_ended(plan, material):
    body = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
import conftest
from pathlib import Path
from terralex.core.progress import CancelToken
from terralex.plugin.environment import install
from terralex.plugin.environment.plan import Packages, Plan
listed = Packages(Path({str(plan.packages.names)!r}), Path({str(plan.packages.versions)!r}), torch=())
for _ in install.set_up(Plan(Path({str(plan.root)!r}), (), "cpu", listed, index=sys.argv[1]), CancelToken()):
    pass
"""
    with serving(material[0], "stall") as server:
        qgis = subprocess.Popen([sys.executable, "-c", body, server.url], stderr=subprocess.DEVNULL)
        try:
            assert server.stalled.wait(120)
        finally:
            qgis.kill()
            qgis.wait()
        with pytest.raises(SetUpError) as caught:
            drive(replace(plan, index=server.url))
        assert caught.value.kind == "busy"
        server.go_on.set()
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with place.locked(plan.place) as free:
                if free:
                    break
            time.sleep(0.1)
        server.mode = ""
        assert drive(replace(plan, index=server.url))["cpu"]["ok"]


@pytest.mark.parametrize("mode", ["403", "500", "refused", "empty"])
def test_where_torchs_own_index_cannot_be_reached_the_usual_one_is_offered_with_its_size(
    plan, material, tmp_path, monkeypatch, mode
):
    monkeypatch.setattr(Pip, "told_of_an_index", lambda _pip, _token: False)
    folder = tmp_path / "nothing"
    folder.mkdir()
    plan.place.write(replace(plan.place.record(), done=("venv", "pip")))
    with serving(material[0]) as usual, serving(folder, mode) as own:
        plan = replace(
            plan,
            packages=replace(plan.packages, torch=("tinynet",)),
            variables={"PIP_INDEX_URL": usual.url},
            torch_index=unused() if mode == "refused" else own.url.rstrip("/"),
        )
        with pytest.raises(SetUpError) as caught:
            drive(plan)
        assert caught.value.kind == "torch_index" and "about 2.7 GB to fetch" in caught.value.hint, caught.value
        assert not [path for path in usual.seen if path.endswith(".whl")], "nothing larger is taken unasked"
        assert plan.place.record().done == ("venv", "pip"), "what was made is kept"
        asked = len(own.seen)
        assert drive(replace(plan, build=USUAL))["cpu"]["ok"]
        assert len(own.seen) == asked and any("tinynet" in path for path in usual.seen)
    assert plan.place.record().build == USUAL


def test_a_torch_of_its_own_comes_from_its_own_index(plan, material, monkeypatch):
    monkeypatch.setattr(Pip, "told_of_an_index", lambda _pip, _token: False)
    plan.place.write(replace(plan.place.record(), done=("venv", "pip")))
    with serving(material[0]) as usual, serving(material[0]) as own:
        packages = replace(plan.packages, torch=("tinynet",))
        variables, index = {"PIP_INDEX_URL": usual.url}, own.url.rstrip("/")
        assert drive(replace(plan, packages=packages, variables=variables, torch_index=index))["cpu"]["ok"]
        assert own.seen[0] == "/simple/cpu/tinynet/" and not [path for path in own.seen if "tinymap" in path]


def test_removing_frees_everything_and_refuses_folders_of_others(plan, tmp_path):
    list(install.remove(plan.root))
    assert not plan.root.exists()
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").touch()
    with pytest.raises(SetUpError) as caught:
        list(install.remove(tmp_path / "photos"))
    assert caught.value.kind == "foreign" and (tmp_path / "photos" / "cat.jpg").exists()


def test_settings_of_other_programs_do_not_send_packages_elsewhere(plan, material, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_TARGET", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    with serving(material[0]) as server:
        assert drive(replace(plan, index=server.url))["cpu"]["ok"]
    assert not (tmp_path / "elsewhere").exists()
