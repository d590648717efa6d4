"""Packs from a folder or a zip: what is taken, filled in, and refused."""

import json
import os
import stat
import struct
import zipfile

import pytest
from terralex.core.errors import Cancelled, InputError, ModelError, OutputError
from terralex.core.packs import find_pack, user_packs, verify
from terralex.core.packs.store.imports import import_pack
from terralex.core.packs.store.installed import remove_pack
from terralex.core.progress import CancelToken, Note

from ...hub_server import weights

MANIFEST = {
    "format": 1,
    "name": "mine",
    "resolutions": [{"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.0}],
    "defaults": {},
    "generator": {"kind": "diffusers", "folder": "generator"},
    "extractors": [{"name": "net", "kind": "timm", "folder": "net"}],
}
FILES = {"generator/unet.safetensors": weights(1), "generator/config.json": b"{}", "net/model.safetensors": weights(2)}


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "given" / "mine", FILES)


def write(root, contents, **changes):
    for name, data in contents.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    (root / "pack.json").write_text(json.dumps({**MANIFEST, **changes}))
    return root


def zipped(path, files, manifest=MANIFEST, top="", method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr(f"{top}pack.json", json.dumps(manifest))
        for name, data in files.items():
            archive.writestr(name if isinstance(name, zipfile.ZipInfo) else f"{top}{name}", data)
    return path


def bring(source, **options):
    return import_pack(source, CancelToken(), **options)


def refused(run, source, match, kind=ModelError):
    with pytest.raises(kind, match=match):
        run(bring(source))
    assert not (user_packs() / "mine").exists()
    assert_nothing_is_left()


def assert_nothing_is_left():
    left = [path.name for path in (user_packs().parent / "store").rglob("*") if path.is_file()]
    assert left in ([], ["lock"])


def test_a_folder_is_taken_whole_and_its_checksums_are_written_down(folder, run):
    done = run(bring(folder)).result
    found = find_pack("mine")
    verify(found)
    assert done == {
        "pack": "mine",
        "folder": str(user_packs() / "mine"),
        "files": 3,
        "bytes": sum(len(data) for data in FILES.values()),
    }
    assert {entry["path"] for entry in found.manifest["files"]} == set(FILES)
    assert folder.exists() and not os.path.samefile(
        folder / "generator/config.json", found.root / "generator/config.json"
    )


@pytest.mark.parametrize("top", ["", "mine/", "some folder/"])
def test_a_zip_is_taken_with_or_without_a_folder_around(tmp_path, run, top):
    run(bring(zipped(tmp_path / "mine.zip", FILES, top=top)))
    verify(find_pack("mine"))


def test_a_fetched_pack_travels_to_a_machine_without_internet(hub, pack, run, tmp_path, monkeypatch):
    from terralex.core.packs.store.fetch import fetch

    root = run(fetch("big", CancelToken(), agreed=True)).result["folder"]
    with zipfile.ZipFile(tmp_path / "big.zip", "w") as archive:
        for folder, _, names in os.walk(root):
            for name in names:
                archive.write(os.path.join(folder, name), os.path.relpath(os.path.join(folder, name), root))
    hub.close()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    run(bring(tmp_path / "big.zip"))
    found = find_pack("big")
    verify(found)
    assert found.manifest["sources"]["sd"]["commit"]


def test_files_that_do_not_belong_into_a_pack_stay_behind_and_are_told(folder, run):
    (folder / "preview.png").write_bytes(b"png")
    (folder / ".git").mkdir()
    (folder / ".git" / "index").write_bytes(b"x")
    notes = [event.message for event in run(bring(folder)).told if isinstance(event, Note)]
    assert notes == ["What the pack does not list stays behind: preview.png."]
    assert not (user_packs() / "mine" / "preview.png").exists()


@pytest.mark.parametrize("name", ["generator/unet.bin", "net/x.PT", "a/b/c.pkl", "model.py", "x.npz", "x.so"])
def test_what_can_run_code_is_refused_in_folders_and_zips_also_when_it_is_not_listed(tmp_path, run, name):
    files = {**FILES, name: b"x"}
    listed = [{"path": path, "size": None, "sha256": None} for path in FILES]
    refused(run, write(tmp_path / "a", files, files=listed), "can run code")
    refused(run, zipped(tmp_path / "a.zip", files), "can run code")


@pytest.mark.parametrize(
    "name",
    ["../out.json", "/tmp/out.json", "a/../../out.json", "C:/out.json", "a\\..\\out.json", "a//out.json", "./x.json"],
)
def test_a_zip_that_would_write_elsewhere_is_refused(tmp_path, run, name):
    path = zipped(tmp_path / "evil.zip", {**FILES, name: b"{}"})
    refused(run, path, "would land outside")
    assert not list(tmp_path.glob("**/out.json"))


def member(name, mode):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFIFO | 0o644, stat.S_IFCHR | 0o644])
def test_links_and_devices_in_a_zip_are_refused(tmp_path, run, mode):
    path = zipped(tmp_path / "evil.zip", {**FILES, member("generator/link.json", mode): b"/etc/passwd"})
    refused(run, path, "is a link or a device")


def test_links_in_a_folder_are_refused_with_the_way_around(folder, run):
    (folder / "generator" / "link.json").symlink_to("/etc/hostname")
    refused(run, folder, r"link to somewhere else\. .*cp -rL")


def test_a_member_that_grows_a_thousandfold_is_refused_before_it_is_unpacked(tmp_path, run):
    path = zipped(tmp_path / "bomb.zip", {**FILES, "generator/zeros.json": bytes(30_000_000)})
    assert path.stat().st_size < 200_000
    refused(run, path, r"zeros\.json in bomb\.zip would grow to 30\.0 MB, as a zip bomb does")


def test_a_member_that_is_larger_than_it_says_is_cut_off(tmp_path, run):
    path = zipped(tmp_path / "lies.zip", FILES, method=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    name = b"generator/unet.safetensors"
    for signature, offset, at in ((b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24)):  # local header, directory
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            if data[start + offset : start + offset + len(name)] == name:
                struct.pack_into("<I", data, start + at, 100)
    path.write_bytes(data)
    refused(run, path, r"larger than it is said to be|cannot be unpacked|checksum is wrong|complete safetensors")


def test_members_that_share_their_bytes_are_refused(tmp_path, run):
    path = zipped(tmp_path / "overlap.zip", {**FILES, "generator/again.json": b"1" * 30_000}, method=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    directory = data.find(b"PK\x01\x02")
    entries = []
    while directory >= 0:
        length = struct.unpack_from("<H", data, directory + 28)[0]
        entries.append((directory, bytes(data[directory + 46 : directory + 46 + length])))
        directory = data.find(b"PK\x01\x02", directory + 1)
    for start, name in entries:  # every member claims to be as large as the whole file
        if name != b"pack.json":
            struct.pack_into("<II", data, start + 20, len(data), len(data))
    path.write_bytes(data)
    refused(run, path, "same bytes several times|cannot be unpacked")


def test_two_members_of_one_name_are_refused_also_when_only_the_case_differs(tmp_path, run):
    refused(run, zipped(tmp_path / "twice.zip", {**FILES, "generator/CONFIG.json": b"{}"}), "twice")


def test_a_zip_with_a_password_is_refused(tmp_path, run):
    path = zipped(tmp_path / "locked.zip", FILES, method=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            data[start + at] |= 1
    path.write_bytes(data)
    refused(run, path, "encrypted")


def test_a_damaged_zip_is_told(tmp_path, run):
    path = zipped(tmp_path / "mine.zip", FILES, method=zipfile.ZIP_STORED)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    refused(run, path, "not a zip that can be read")
    spoilt = bytearray(data)
    spoilt[data.find(weights(1)) + 5000] ^= 1
    path.write_bytes(spoilt)
    refused(run, path, "cannot be unpacked")


def test_a_zip_or_folder_without_a_manifest_is_told(tmp_path, run):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("readme.txt", "hello")
    refused(run, tmp_path / "a.zip", r"a\.zip holds no pack\.json")
    (tmp_path / "empty").mkdir()
    refused(run, tmp_path / "empty", r"holds no pack\.json")
    refused(run, tmp_path / "nothing.zip", "no file or folder", InputError)


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '{"format": 1}', '{"format": 1, "files": 5}'])
def test_a_manifest_that_is_none_is_a_sentence(folder, run, text):
    (folder / "pack.json").write_text(text)
    refused(run, folder, "mine")


def test_listed_files_have_to_be_there_and_right(folder, run):
    right = {
        "path": "generator/config.json",
        "size": 2,
        "sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    }
    net = {"path": "net/model.safetensors", "size": None, "sha256": None}
    for entry, told in (
        ({**right, "size": 3}, "not the file that it should be"),
        ({**right, "sha256": "0" * 64}, "checksum is wrong"),
        ({**right, "path": "generator/gone.json"}, r"lacks generator/gone\.json"),
        ({**right, "path": "../config.json"}, "outside its folder"),
    ):
        write(folder, {}, files=[entry, net])
        refused(run, folder, told)
    write(folder, {}, files=[right, net])
    run(bring(folder))


@pytest.mark.parametrize("where", ["generator", "extractors", "classifier", "captioner", "calibration"])
def test_a_folder_of_a_network_may_not_lie_outside(folder, run, where):
    part = {"kind": "diffusers", "name": "net", "folder": "../../elsewhere"}
    write(folder, {}, **{where: [part] if where == "extractors" else part})
    refused(run, folder, r"outside its folder: \.\./\.\./elsewhere")


def test_an_imported_pack_does_not_take_the_place_of_another_without_being_told_so(folder, run):
    run(bring(folder))
    with pytest.raises(InputError, match=r"is here already\. Give --replace"):
        run(bring(folder))
    (folder / "generator" / "config.json").write_bytes(b'{"new": 1}')
    run(bring(folder, replace=True))
    assert (user_packs() / "mine" / "generator" / "config.json").read_bytes() == b'{"new": 1}'
    verify(find_pack("mine"))


def test_the_embedded_packs_name_is_taken(folder, run):
    write(folder, {}, name="starter")
    refused(run, folder, "part of Terralex", InputError)


def test_a_cancelled_import_leaves_nothing(folder, run):
    token = CancelToken()
    with pytest.raises(Cancelled):
        for event in import_pack(folder, token):
            if "Bringing in net" in event.message:
                token.cancel()
    assert not (user_packs() / "mine").exists()
    assert_nothing_is_left()
    run(bring(folder))
    remove_pack("mine")
    assert_nothing_is_left()


def test_room_is_looked_for_first(folder, run, monkeypatch):
    monkeypatch.setattr("terralex.core.packs.store.blobs.Blobs.free_bytes", lambda _self: 1 << 20)
    refused(run, folder, "Make room", OutputError)
