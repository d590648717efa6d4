"""The window “Packs”, pressed as a person would, with the real engine's process and a hub that misbehaves."""

import hashlib
import json
import os
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtNetwork import QNetworkProxy
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QWidget
from terralex.core.packs import find_pack, user_packs, verify
from terralex.plugin import settings
from terralex.plugin.dock import TerralexDock
from terralex.plugin.engine.python import NoPythonError
from terralex.plugin.engine.remote import Remote
from terralex.plugin.engine.runner import Runner
from terralex.plugin.panel.form import Form
from terralex.tests.core.hub_server import COMMIT, Hub, weights

QUICK = Path(__file__).parents[1] / "quick_worker.py"
WAIT = 30_000  # ms; on a busy machine a process starts in seconds
BIG, SMALL = "unet/big.safetensors", b'{"a": 1}\n'
ALL = len(weights(1, 40_000)) + len(weights(2)) + len(SMALL)
ON_DISK = "generator/unet.safetensors"


def entry(path, file, source="sd", **more):
    return {"path": path, "source": source, "file": file, "size": None, "sha256": None, **more}


FILES = [
    entry(ON_DISK, BIG),
    entry("generator/config.json", "config.json"),
    entry("net/net.safetensors", "net.safetensors", "net"),
]


@pytest.fixture
def hub(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    made = Hub()
    made.put("maker/diffusion", {BIG: weights(1, 40_000), "config.json": SMALL})
    made.put("maker/backbone", {"net.safetensors": weights(2)})
    made.licences["maker/diffusion"] = "openrail"
    monkeypatch.setenv("HF_ENDPOINT", made.url)
    yield made
    made.close()


@pytest.fixture
def write(tmp_path, monkeypatch, hub):
    """Manifests of packs that nobody has fetched: `write(name, files, **changes)`; “big” is there."""
    monkeypatch.setenv("TERRALEX_PACKS", str(tmp_path / "manifests"))

    def make(name="big", files=FILES, **changes):
        folder = tmp_path / "manifests" / name
        folder.mkdir(parents=True, exist_ok=True)
        source = {"revision": "main", "commit": None, "gated": False, "licence_url": "https://example.org/licence"}
        manifest = {
            "format": 1,
            "name": name,
            "title": "Big <one>",
            "description": "For any word.",
            "estimated_bytes": ALL,
            "resolutions": [{"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.0}],
            "extractors": [],
            "defaults": {},
            "generator": {"kind": "diffusers", "folder": "generator"},
            "recommended": {"gpu": True, "gpu_gb": 8},
            "sources": {
                "sd": {**source, "repository": "maker/diffusion", "licence": "openrail"},
                "net": {**source, "repository": "maker/backbone", "licence": "apache-2.0"},
            },
            "files": files,
            **changes,
        }
        (folder / "pack.json").write_text(json.dumps(manifest))
        return folder

    make()
    return make


@pytest.fixture
def runner(tmp_path):
    made = Runner(Remote(lambda: sys.executable, tmp_path / "engine.log", QUICK, cancel_s=20.0))
    yield made
    made.shutdown()


@pytest.fixture
def dock(qtbot, qgis_iface, qgis_new_project, write, runner):
    qgis_iface.messageBar().clear_messages()
    made = TerralexDock(qgis_iface, runner)
    qtbot.addWidget(made, before_close_func=lambda widget: (runner.shutdown(), widget.close_down()))
    made.show()
    return made


def opened(qtbot, dock, name="big"):
    """The window, opened with the dock's button, with a pack chosen in its list."""
    qtbot.mouseClick(dock.form.packs_button, Qt.MouseButton.LeftButton)
    settled(qtbot, dock)
    window = dock.packs.window
    assert window.isVisible() and not window.isModal() and window.objectName() == "TerralexPacks"
    window.choose(name)
    return window


@pytest.fixture
def window(qtbot, dock):
    return opened(qtbot, dock)


def settled(qtbot, dock):
    """Until nothing is done, and what is here was looked at."""
    qtbot.waitUntil(lambda: not dock._runner.busy and dock.packs._look is None, timeout=WAIT)


def press(qtbot, button):
    assert button.isVisible() and button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fetch(qtbot, window, dock=None):
    """Fetch, agree; with a dock also wait until it has ended."""
    press(qtbot, window.fetch_button)
    if window.question.isVisible():
        for box in window.question.boxes:
            qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
        press(qtbot, window.question.yes)
    if dock is not None:
        settled(qtbot, dock)


def shown(window, name="big"):
    """The state that the list shows."""
    (item,) = window.tree.findItems(name, Qt.MatchFlag.MatchExactly)
    return item.text(1)


def nothing_half_written():
    """No pack under its name, no file of the store that is not what its name says."""
    assert not (user_packs() / "big").exists()
    for blob in (user_packs().parent / "store" / "blobs").glob("*/*"):
        assert hashlib.sha256(blob.read_bytes()).hexdigest() == blob.name
    assert not list((user_packs().parent / "store" / "staging").glob("*/*"))


def test_the_window_says_what_each_pack_is(qtbot, window):
    assert [window.tree.topLevelItem(n).text(0) for n in range(4)] == ["starter", "big", "aerial", "ovdiff"]
    assert shown(window) == f"not fetched, {ALL / 1000:.1f} kB" and shown(window, "starter").startswith("here, ")
    text = window.page.toPlainText()
    for part in (
        "big – Big <one>",
        "For any word.",
        "Words: any word",
        "an NVIDIA GPU with 8 GB",
        "maker/diffusion: openrail",
    ):
        assert part in text
    assert window.page.toHtml().count("https://example.org/licence") == 2
    assert "are free for packs in" in window.room.text() and str(user_packs()) in window.room.text()
    assert not window.remove_button.isEnabled() and not window.verify_button.isEnabled()
    window.choose("starter")
    text = window.page.toPlainText()
    assert "32: building, car" in text and "GPL-2.0-or-later" in text and "/LICENSE" in window.page.toHtml()
    assert window.verify_button.isEnabled() and not window.remove_button.isEnabled()
    assert not window.fetch_button.isEnabled()


def test_what_a_manifest_says_is_text_and_its_links_lead_to_the_web_only(qtbot, dock, write):
    source = {"repository": "maker/diffusion", "revision": "main", "licence": "<img src=x>"}
    write(title="<script>", sources={"sd": {**source, "licence_url": "javascript:alert(1)"}})
    page = opened(qtbot, dock).page
    assert "<script>" in page.toPlainText() and "<img src=x>" in page.toPlainText()
    assert 'href="javascript' not in page.toHtml()


def test_a_pack_is_fetched_with_its_licences_agreed_to_first(qtbot, dock, window, hub, said):
    press(qtbot, window.fetch_button)
    assert window.question.isVisible() and "openrail, apache-2.0" in window.question.text.text() and not hub.log
    assert not window.question.yes.isEnabled() and not window.fetch_button.isVisible()
    press(qtbot, window.question.no)
    assert not hub.log and not window.question.isVisible()
    told = []
    dock._runner.said.connect(lambda event: told.append(event))
    fetch(qtbot, window, dock)
    verify(find_pack("big"))
    assert shown(window) == f"here, {ALL / 1000:.1f} kB" and window.bar.isHidden()
    assert (
        f"The pack “big” is here: {ALL / 1000:.1f} kB, of which {ALL / 1000:.1f} kB came now." == window.status.text()
    )
    assert window.status.text() in said() and told[-1].done == told[-1].total == ALL
    names = [dock.form.pack.itemText(row) for row in range(dock.form.pack.count())]
    assert "big" in names and dock.form.pack_name() == "starter", "the choice stays what it was"
    press(qtbot, window.use_button)
    assert dock.form.pack_name() == "big" and dock.form.words.text() == "Takes any word."


def test_a_fetch_is_cancelled_in_the_middle_of_a_file_and_goes_on_from_there(qtbot, dock, window, hub):
    hub.fail(BIG, "slow")
    fetch(qtbot, window)
    qtbot.waitUntil(lambda: window.bar.value() > 200, timeout=WAIT)
    assert "kB of 180.2 kB" in window.status.text() and f"Fetching {ON_DISK}" in window.status.text()
    press(qtbot, window.stop_button)
    assert "Stopping" in window.status.text() and not window.stop_button.isEnabled()
    settled(qtbot, dock)
    nothing_half_written()
    came = next((user_packs().parent / "store" / "partial").iterdir()).stat().st_size
    assert 0 < came < len(weights(1, 40_000))
    assert shown(window) == f"part fetched, {(ALL - came) / 1000:.1f} kB to come"
    assert "What came is kept" in window.status.text() and window.fetch_button.text() == "Go on &fetching"
    assert "big (not fetched)" in [dock.form.pack.itemText(row) for row in range(dock.form.pack.count())]
    fetch(qtbot, window, dock)
    ranges = [headers.get("Range") for headers in hub.asked(f"/cdn/maker/diffusion//{BIG}")]
    assert ranges == [None, f"bytes={came}-"], "only the rest was asked for"
    assert f"of which {(ALL - came) / 1000:.1f} kB came now" in window.status.text()
    verify(find_pack("big"))


def test_a_server_that_falls_silent_does_not_hold_up_a_cancel(qtbot, dock, window, hub):
    hub.fail(BIG, "stalls")
    fetch(qtbot, window)
    qtbot.waitUntil(lambda: window.bar.value() > 450, timeout=WAIT)
    press(qtbot, window.stop_button)
    qtbot.waitUntil(lambda: not dock._runner.busy, timeout=8000)
    settled(qtbot, dock)
    assert shown(window).startswith("part fetched") and "What came is kept" in window.status.text()
    nothing_half_written()
    fetch(qtbot, window, dock)
    asked = hub.asked(f"/cdn/maker/diffusion//{BIG}")[-1]["Range"]
    assert int(asked[len("bytes=") : -1]) > len(weights(1, 40_000)) // 2
    verify(find_pack("big"))


@pytest.mark.parametrize(
    "fault, told",
    [
        ("403", "does not give unet/big.safetensors of maker/diffusion to you (403). If it asks for conditions"),
        ("404", "has no unet/big.safetensors of maker/diffusion (404). Update Terralex"),
        ("429 7200", "says: too many requests (429) and asks to wait 120 minutes. Fetch again then."),
        ("503", "says: not available at the moment (503). Check the internet connection and the proxy"),
        ("wrong bytes", "its checksum is wrong. Nothing of it was kept. Fetch again"),
        ("announces less", "A proxy may be changing downloads. Fetch again later."),
        ("other etag", "fetch again with “Take what the sources have now”"),
    ],
)
def test_a_failure_is_one_sentence_with_the_next_step(qtbot, dock, window, hub, said, fault, told):
    hub.fail(BIG, *[fault] * 10)
    fetch(qtbot, window, dock)
    assert told in window.status.text() and window.status.text().startswith("⚠ ") and window.status.text()[2:] in said()
    nothing_half_written()
    assert window.fetch_button.isEnabled() and window.bar.isHidden()
    hub.fail(BIG)
    fetch(qtbot, window, dock)
    verify(find_pack("big"))


def test_no_network_is_told(qtbot, dock, window, hub):
    hub.close()
    fetch(qtbot, window, dock)
    assert "127.0.0.1 cannot be reached. Check the internet connection" in window.status.text()
    assert "import the pack from a folder or zip" in window.status.text()
    nothing_half_written()


def test_a_disk_without_room_is_told_before_anything_comes(qtbot, dock, window, write, hub):
    far = {"files": {"url": hub.url, "licence": "mit"}}
    write(files=[{**entry(ON_DISK, "x", "files"), "size": 1 << 40, "sha256": "0" * 64}], sources=far)
    fetch(qtbot, opened(qtbot, dock), dock)
    assert "needs 1099.51 GB more" in window.status.text() and "Make room" in window.status.text()
    nothing_half_written()


def test_a_disk_that_fills_up_is_told_and_the_fetch_goes_on_later(qtbot, dock, window, hub, tmp_path, runner):
    small = tmp_path / "python"
    small.write_text(f'#!/bin/bash\nulimit -f 80\nexec "{sys.executable}" "$@"\n')  # files of at most 80 kB
    small.chmod(0o755)
    runner.remote.find_python = lambda: str(small)
    fetch(qtbot, window, dock)
    assert "Writing into" in window.status.text() and "Make room" in window.status.text()
    nothing_half_written()
    assert shown(window).startswith("part fetched")
    runner.remote.shutdown()
    runner.remote.find_python = lambda: sys.executable
    fetch(qtbot, window, dock)
    verify(find_pack("big"))


def test_a_revision_that_is_null_is_told(qtbot, dock, write, hub):
    write(sources={"sd": {"repository": "maker/diffusion", "revision": None, "licence": "mit"}}, files=FILES[:2])
    window = opened(qtbot, dock)
    fetch(qtbot, window, dock)
    assert "The source “sd” of the pack “big” cannot be used." in window.status.text() and not hub.log


def test_parts_that_not_everybody_may_have_are_asked_for_apart(qtbot, dock, write, hub):
    source = {"revision": "main", "licence": "mit"}
    write(
        sources={
            "sd": {**source, "repository": "maker/diffusion", "gated": True},
            "net": {**source, "repository": "maker/backbone", "non_commercial": True},
        }
    )
    window = opened(qtbot, dock)
    assert "Needs an account." in window.page.toPlainText() and "Forbids commercial use." in window.page.toPlainText()
    press(qtbot, window.fetch_button)
    first, second = window.question.boxes
    assert "maker/diffusion (needs an account), maker/backbone (forbids commercial use)" in window.question.text.text()
    first.click()
    assert not window.question.yes.isEnabled()
    second.click()
    press(qtbot, window.question.yes)
    settled(qtbot, dock)
    verify(find_pack("big"))


def test_what_only_the_hub_calls_gated_is_taken_when_the_user_says_so(qtbot, dock, window, hub):
    hub.gated.add("maker/backbone")
    fetch(qtbot, window, dock)
    assert "set HF_TOKEN, and fetch with “Also take parts that need an account”" in window.status.text()
    nothing_half_written()
    window.restricted_choice.trigger()
    fetch(qtbot, window, dock)
    verify(find_pack("big"))


def test_another_licence_at_the_source_is_told_and_stays_to_be_read(qtbot, dock, window, hub, said):
    hub.licences["maker/backbone"] = "cc-by-nc-4.0"
    fetch(qtbot, window, dock)
    note = "maker/backbone is now under the licence “cc-by-nc-4.0”; the pack says “apache-2.0”."
    assert window.status.text().startswith("The pack “big” is here") and window.status.text().endswith(f"⚠ {note}")
    assert note in said()


def test_the_sources_newer_files_come_when_the_user_says_so(qtbot, dock, window, hub):
    fetch(qtbot, window, dock)
    hub.put("maker/diffusion", {BIG: weights(9, 40_000), "config.json": SMALL}, commit="b" * 40)
    assert not window.fetch_button.isEnabled()
    window.update_choice.trigger()
    fetch(qtbot, window, dock)
    assert find_pack("big").manifest["sources"]["sd"]["commit"] == "b" * 40
    assert not window.update_choice.isChecked()


def test_qgiss_proxy_is_handed_to_the_engines_process(qtbot, dock, write, hub, monkeypatch):
    monkeypatch.setenv("TERRALEX_PLAIN_HTTP", "1")
    far = {"files": {"url": f"http://packs.invalid/maker/diffusion/resolve/{COMMIT}", "licence": "mit"}}
    digest = hashlib.sha256(SMALL).hexdigest()
    listed = {**entry("generator/config.json", "config.json", "files"), "size": len(SMALL), "sha256": digest}
    write(files=[listed], sources=far)
    window = opened(qtbot, dock)
    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()
    port = int(hub.url.rpartition(":")[2])
    proxy = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", port)
    manager.setFallbackProxyAndExcludes(proxy, [], [])
    try:
        fetch(qtbot, window, dock)
    finally:
        manager.setFallbackProxyAndExcludes(*before)
    verify(find_pack("big"))
    assert hub.asked("config.json")[0]["Host"] == "packs.invalid"


# without internet


def own_pack(folder, name="mine"):
    manifest = {
        "format": 1,
        "name": name,
        "resolutions": [{"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.0}],
        "defaults": {},
        "generator": {"kind": "diffusers", "folder": "generator"},
        "extractors": [],
    }
    (folder / "generator").mkdir(parents=True)
    (folder / ON_DISK).write_bytes(weights(4))
    (folder / "pack.json").write_text(json.dumps(manifest))
    return folder


def zipped(folder, path, **more):
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.rglob("*"):
            if file.is_file():
                archive.write(file, file.relative_to(folder))
        for name, data in more.items():
            archive.writestr(name, data)
    return path


def bring(qtbot, dock, window, monkeypatch, path):
    """Import by the button's menu; the dialog for files answers `path`."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.import_button.menu().actions()[0 if path.is_dir() else 1].trigger()
    settled(qtbot, dock)


def test_a_folder_and_a_zip_are_imported_and_nothing_is_replaced_without_a_word(
    qtbot, dock, window, monkeypatch, tmp_path, hub
):
    folder = own_pack(tmp_path / "mine")
    bring(qtbot, dock, window, monkeypatch, folder)
    assert "The pack “mine” is here: 1 files" in window.status.text() and window.current().name == "mine"
    verify(find_pack("mine"))
    (folder / ON_DISK).write_bytes(weights(5))
    path = zipped(folder, tmp_path / "mine.zip")
    bring(qtbot, dock, window, monkeypatch, path)
    assert "A pack “mine” is here already. Replace it" in window.question.text.text() and window.question.isVisible()
    press(qtbot, window.question.no)
    assert (user_packs() / "mine" / ON_DISK).read_bytes() == weights(4)
    bring(qtbot, dock, window, monkeypatch, path)
    press(qtbot, window.question.yes)
    settled(qtbot, dock)
    assert (user_packs() / "mine" / ON_DISK).read_bytes() == weights(5) and not hub.log
    assert "mine" in [dock.form.pack.itemText(row) for row in range(dock.form.pack.count())]


@pytest.mark.parametrize(
    "harm, told",
    [
        ({"../../evil.json": b"{}"}, "evil.zip holds a file that would land outside its folder"),
        ({"generator/x.pt": b"x"}, "contains generator/x.pt, a kind of file that can run code"),
        (None, "evil.zip is not a zip that can be read. Copy it again."),
    ],
)
def test_a_zip_that_could_do_harm_is_refused(qtbot, dock, window, monkeypatch, tmp_path, harm, told):
    path = tmp_path / "deep" / "down" / "evil.zip"
    path.parent.mkdir(parents=True)
    zipped(own_pack(tmp_path / "mine"), path, **(harm or {}))
    if harm is None:
        path.write_bytes(path.read_bytes()[:-30])
    bring(qtbot, dock, window, monkeypatch, path)
    assert told in window.status.text() and window.status.text().startswith("⚠ ")
    assert not (user_packs() / "mine").exists() and not list(tmp_path.rglob("evil.json"))


# what is here


def test_damage_is_found_and_only_what_is_wrong_is_fetched_again(qtbot, dock, window, hub):
    fetch(qtbot, window, dock)
    press(qtbot, window.verify_button)
    settled(qtbot, dock)
    assert window.status.text() == "“big”: all 3 files are what they should be."
    file = user_packs() / "big" / "net" / "net.safetensors"
    spoilt = bytearray(file.read_bytes())
    spoilt[9000] ^= 1
    file.write_bytes(spoilt)
    press(qtbot, window.verify_button)
    settled(qtbot, dock)
    assert "net/net.safetensors has other contents than it should. Press “Repair”" in window.status.text()
    assert shown(window) == "damaged" and window.fetch_button.text() == "Repair (&fetch)"
    assert not window.use_button.isEnabled()
    before = len(hub.asked("/cdn/"))
    fetch(qtbot, window, dock)
    assert len(hub.asked("/cdn/")) == before + 1 and shown(window).startswith("here")
    verify(find_pack("big"))


def test_a_file_that_is_gone_is_damage_and_the_pack_is_no_longer_offered(qtbot, dock, window):
    fetch(qtbot, window, dock)
    press(qtbot, window.use_button)
    (user_packs() / "big" / ON_DISK).unlink()
    window.leave.click()
    opened(qtbot, dock)
    assert shown(window) == "damaged" and dock.form.pack_name() == "starter"
    press(qtbot, window.verify_button)
    settled(qtbot, dock)
    assert f"{ON_DISK} is missing" in window.status.text()


def test_removing_asks_and_keeps_what_another_pack_uses(qtbot, dock, window, write, hub):
    write("second", [entry("generator/same.safetensors", "net.safetensors", "net")])
    fetch(qtbot, window, dock)
    window.leave.click()
    window = opened(qtbot, dock, "second")
    fetch(qtbot, window, dock)
    window.choose("big")
    press(qtbot, window.use_button)
    press(qtbot, window.remove_button)
    assert "Remove the pack “big”" in window.question.text.text() and window.focusWidget() is window.question.no
    press(qtbot, window.question.no)
    assert (user_packs() / "big").exists()
    press(qtbot, window.remove_button)
    press(qtbot, window.question.yes)
    settled(qtbot, dock)
    assert "The pack “big” is gone; 16" in window.status.text() and not (user_packs() / "big").exists()
    verify(find_pack("second"))
    assert dock.form.pack_name() == "starter" and shown(window).startswith("not fetched")


def test_what_a_stopped_fetch_left_can_be_removed(qtbot, dock, window, hub):
    hub.fail("net.safetensors", "403")
    fetch(qtbot, window, dock)
    assert shown(window).startswith("part fetched")
    press(qtbot, window.remove_button)
    assert "Remove what was fetched of the pack “big” (160" in window.question.text.text()
    press(qtbot, window.question.yes)
    settled(qtbot, dock)
    assert shown(window).startswith("not fetched") and not list((user_packs().parent / "store").glob("blobs/*/*"))


# beside other work


def test_a_run_that_is_going_on_is_told_and_nothing_waits_behind_it(qtbot, dock, window, runner, hub):
    press(qtbot, window.fetch_button)
    window.question.boxes[0].click()
    go = threading.Event()

    def job(_token):
        yield from ()
        go.wait(20)

    runner.start("a run", job, lambda _: None, lambda _: None, lambda: None)
    assert "A run is going on. Packs can be fetched and changed when it has ended" in window.status.text()
    press(qtbot, window.question.yes)
    assert "⚠ A run is already going on. Wait for it to end, or cancel it." in window.status.text()
    for button in (window.fetch_button, window.import_button, window.stop_button, window.remove_button):
        assert not button.isEnabled()
    window.choose("starter")
    assert not window.verify_button.isEnabled()
    go.set()
    settled(qtbot, dock)
    assert window.verify_button.isEnabled() and not window.status.isVisible() and not hub.log


def test_a_fetch_goes_on_when_the_window_is_closed_and_its_end_is_told(qtbot, dock, window, hub, said):
    hub.fail(BIG, "slow")
    fetch(qtbot, window)
    window.leave.click()
    assert not window.isVisible() and dock._runner.busy and not dock.panel.run_button.isEnabled()
    settled(qtbot, dock)
    assert "The pack “big” is here" in said() and dock.panel.run_button.isEnabled()
    assert "big" in [dock.form.pack.itemText(row) for row in range(dock.form.pack.count())]


def test_the_plugin_leaves_in_the_middle_of_a_fetch_and_what_came_is_kept(qtbot, dock, window, hub, runner):
    hub.fail(BIG, "slow")
    fetch(qtbot, window)
    qtbot.waitUntil(lambda: window.bar.value() > 200, timeout=WAIT)
    runner.shutdown()
    dock.packs.close_down()
    assert runner.remote.pid is None and dock.packs.window is None
    nothing_half_written()
    (left,) = (user_packs().parent / "store" / "partial").iterdir()
    assert left.stat().st_size > 0


def test_without_an_engine_the_way_to_set_it_up_is_shown(qtbot, dock, window, runner):
    def none():
        raise NoPythonError("No Python on this computer can run the engine.", "Press “Set up”.")

    runner.remote.find_python = none
    fetch(qtbot, window, dock)
    assert "No Python on this computer can run the engine. Press “Set up”." in window.status.text()
    assert dock.set_up.isVisible() and "No Python" in dock.set_up.reason.text()


# the choice in the dock


def test_packs_that_are_not_here_are_chosen_in_the_opened_list_only_and_lead_to_the_window(qtbot, dock, hub):
    combo = dock.form.pack
    combo.setFocus()
    for _ in range(4):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert combo.name() == "starter" and dock.packs.window is None
    row = combo.findText("big (not fetched)")
    assert "terralex packs fetch big" in combo.itemData(row, Qt.ItemDataRole.ToolTipRole)
    combo.showPopup()
    view = combo.view()
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(combo.model().index(row, 0)).center()
    )
    settled(qtbot, dock)
    assert combo.name() == "starter" and dock.packs.window.current().name == "big"
    fetch(qtbot, dock.packs.window, dock)
    assert combo.name() == "big", "it was what the user wanted"
    dock.form.remember()
    assert settings.get("pack") == "big" and Form().pack_name() == "big"


# hands and eyes


def test_a_pack_is_fetched_verified_and_removed_without_a_mouse(qtbot, dock, window, hub):
    def go_to(widget):
        for _ in range(40):
            if QApplication.focusWidget() is widget:
                return
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        raise AssertionError(f"{widget} cannot be reached")

    def push(widget):
        go_to(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Space)

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.tree.setFocus()
    window.choose("starter")
    qtbot.keyClick(window.tree, Qt.Key.Key_Down)
    assert window.current().name == "big"
    push(window.fetch_button)
    assert window.question.boxes[0].hasFocus()
    qtbot.keyClick(window.question.boxes[0], Qt.Key.Key_Escape)
    assert window.isVisible() and not window.question.isVisible() and window.tree.hasFocus()
    push(window.fetch_button)
    push(window.question.boxes[0])
    push(window.question.yes)
    assert window.stop_button.hasFocus()
    settled(qtbot, dock)
    assert (user_packs() / "big").exists() and window.tree.hasFocus()
    push(window.verify_button)
    settled(qtbot, dock)
    assert "all 3 files" in window.status.text()
    push(window.remove_button)
    push(window.question.yes)
    settled(qtbot, dock)
    assert not (user_packs() / "big").exists()
    qtbot.keyClick(window.tree, Qt.Key.Key_Escape)
    assert not window.isVisible()


@pytest.mark.parametrize("scale", [1, 2])
def test_at_300_pixels_and_with_letters_of_twice_the_size_nothing_is_cut_off(qtbot, dock, write, scale):
    source = {"revision": "main", "licence": "creativeml-openrail-m", "gated": True}
    write(sources={"sd": {**source, "repository": "a-maker-with-a-long-name/stable-diffusion-v1-5-and-more"}})
    window = opened(qtbot, dock)
    font = window.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    window.setFont(font)
    window.resize(300, 760 * scale)
    press(qtbot, window.fetch_button)
    window.say("A sentence that is long enough to need several lines in a window as narrow as this one is.", True)
    for state in ("asked", "idle"):
        QApplication.processEvents()
        assert window.width() == 300 if scale == 1 else window.width() <= 600
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and widget.parent() in (window, window.question, window.buttons):
                place = widget.mapTo(window, QPoint(0, 0))
                assert place.x() >= 0 and place.x() + widget.width() <= window.width(), widget
                assert isinstance(widget, QLabel) or widget.width() >= widget.minimumSizeHint().width(), widget
                assert widget.height() >= widget.heightForWidth(widget.width()), widget
        if "PACKS_PICTURE" in os.environ:
            window.grab().save(f"{os.environ['PACKS_PICTURE']}_{state}_{scale}.png")
        window.question.dismiss()


def test_everything_has_a_name_for_screen_readers(window):
    for widget in window.findChildren(QWidget):
        if (
            widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and widget.isVisibleTo(window)
            and widget.parent() is not None
        ):
            named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
            inner = widget.parent() in (window.tree, window.page, window.tree.header())
            assert named or inner, widget
