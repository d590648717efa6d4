"""Packs that are here, in the window “Packs”: brought in without internet, verified, repaired, removed."""

import json
import zipfile

import pytest
from qgis.PyQt.QtWidgets import QFileDialog
from terralex.core.packs import find_pack, user_packs, verify
from terralex.tests.core.hub_server import weights

from .conftest import ON_DISK, entry, fetch, opened, press, settled, shown

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
