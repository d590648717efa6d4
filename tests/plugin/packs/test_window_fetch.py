"""Fetching in the window “Packs”: agreed to, cancelled, gone on with, and from a hub that misbehaves."""

import hashlib
import sys

import pytest
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy
from terralex.core.packs import find_pack, user_packs, verify
from terralex.tests.core.hub_server import COMMIT, weights

from .conftest import (
    ALL,
    BIG,
    FILES,
    ON_DISK,
    SMALL,
    WAIT,
    entry,
    fetch,
    nothing_half_written,
    opened,
    press,
    settled,
    shown,
)


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
    assert "needs 1,099,512 MB more" in window.status.text() and "Make room" in window.status.text()
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
