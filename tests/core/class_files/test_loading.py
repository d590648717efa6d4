"""Class files of strangers: nothing of a damaged or hostile one stays, and none is opened in a way that could harm."""

import hashlib
import io
import json
import pickle
import stat
import struct
import zipfile
import zlib

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from safetensors.numpy import save
from terralex.core.class_files.home import home, loaded_classes
from terralex.core.class_files.loading import load_class
from terralex.core.class_files.manifest import LIMITS, LONGEST, tensor_names
from terralex.core.class_files.pictures import LONGEST as LONGEST_PICTURE
from terralex.core.errors import Cancelled, InputError, ModelError
from terralex.core.progress import CancelToken, result_of

DIMS = {"clip": 5, "unet": 3}
WORDS = ("house", "roof")
PICTURE = "pictures/000_000.png"


def png(side=16, mode="RGBA", **more):
    body = io.BytesIO()
    noise = np.random.default_rng(1).integers(0, 256, (side, side, len(mode)), np.uint8)
    Image.fromarray(noise if mode != "L" else noise[..., 0]).save(body, "PNG", **more)
    return body.getvalue()


def manifest_of(**changes):
    words = [{"word": word, "pictures": []} for word in WORDS]
    words[0]["pictures"] = [{"path": PICTURE, "own": True}]
    return {
        "format": 1,
        "name": "house",
        "also": ["roof"],
        "kind": "thing",
        "colour": "#d7191c",
        "method": "ovdiff",
        "pack": {"name": "elsewhere", "version": "1.0", "hash": "0" * 64},
        "gsd_m": 0.3,
        "extractors": DIMS,
        "words": words,
        **changes,
    }


def tensors_of(**changes):
    rng, arrays = np.random.default_rng(2), {}
    for name, _, extractor, level in tensor_names({"words": WORDS, "extractors": DIMS}):
        rows = 1 if level.endswith("class") else 2
        arrays[name] = rng.normal(size=(rows, DIMS[extractor])).astype(np.float32)
        if name.startswith("1/") and level.startswith("bg"):
            arrays[name] = np.zeros((0, 0), np.float32)
    return {**arrays, **{name.replace("__", "/").replace("_", "."): a for name, a in changes.items()}}


def contents(arrays=None, picture=None, body=None):
    tensors = save(tensors_of() if arrays is None else arrays) if body is None else body
    return {"prototypes.safetensors": tensors, PICTURE: png() if picture is None else picture}


def listed(files):
    return {path: {"size": len(b), "sha256": hashlib.sha256(b).hexdigest()} for path, b in files.items()}


def written(path, bodies=None, more=(), text=None, **changes):
    """A class file; `changes` of its manifest, more members, or another manifest altogether."""
    files = contents() if bodies is None else bodies
    manifest = {**manifest_of(), "files": listed(files), **changes}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("class.json", json.dumps(manifest) if text is None else text)
        for name, body in [*files.items(), *more]:
            archive.writestr(name, body)
    return path


def load(path, token=None):
    return result_of(load_class(path, token or CancelToken()))


def refused(path, match, kind=ModelError):
    with pytest.raises(kind, match=match) as told:
        load(path)
    assert told.value.hint, "the next step is said"
    assert not [each for each in home().rglob("*") if each.is_file()], "nothing of it stays"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "house.terraclass"


def test_a_sound_file_is_loaded_once_under_its_key(path):
    row = load(written(path))
    assert (row["name"], row["words"], row["also"]) == ("house", ["house", "roof"], ["roof"])
    assert (row["kind"], row["colour"], row["pictures"], row["own"]) == ("thing", "#d7191c", 1, 1)
    again = load(written(path))
    (loaded,) = loaded_classes()
    assert again == row and loaded.key == row["key"] and loaded.folder == home() / row["key"]
    arrays = tensors_of()
    assert np.array_equal(loaded.learned["roof"]["unet"]["fg.part"], arrays["1/unet/fg.part"])
    assert load(written(path, colour="#000000"))["key"] != row["key"] and len(loaded_classes()) == 2


def test_a_picture_is_drawn_anew_and_keeps_nothing_but_its_pixels(path):
    about = PngInfo()
    about.add_text("where", "secret place")
    about.add_text("exif", "x" * 500)
    given = png(pnginfo=about)
    row = load(written(path, contents(picture=given + b"<script>")))
    kept = (home() / row["key"] / PICTURE).read_bytes()
    assert b"secret" in given and b"secret" not in kept and b"script" not in kept
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(kept))), np.asarray(Image.open(io.BytesIO(given))))


def test_what_is_no_class_file_is_refused(path, tmp_path):
    refused(path, "There is no file", InputError)
    path.write_bytes(b"PK not a zip")
    refused(path, "not a zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pack.json", "{}")
    refused(path, "holds no class.json")
    refused(tmp_path, "There is no file", InputError)


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused(path, cut):
    whole = written(path).read_bytes()
    path.write_bytes(whole[: int(len(whole) * cut)])
    refused(path, "not a zip")


def test_a_changed_byte_anywhere_is_refused_or_changes_nothing(path):
    whole = bytearray(written(path).read_bytes())
    sound = load(path)["key"]
    for at in range(30, len(whole), 97):
        changed = bytearray(whole)
        changed[at] ^= 0x55
        path.write_bytes(changed)
        try:
            row = load(path)
        except ModelError:
            continue
        assert row["key"] == sound, at


@pytest.mark.parametrize("name", ["../x.png", "/x.png", "a/../../x.png", "C:/x.png", "a\\..\\x.png", ".hidden/x"])
def test_paths_that_leave_the_folder_are_refused(path, name):
    refused(written(path, more=[(name, b"x")]), "outside its folder")


def test_links_devices_and_encrypted_members_are_refused(path):
    for kind in (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO):
        link = zipfile.ZipInfo("pictures/link.png")
        link.external_attr = (kind | 0o777) << 16
        refused(written(path, more=[(link, "/etc/passwd")]), "link or a device")
    body = bytearray(written(path).read_bytes())
    at = body.index(b"PK\x01\x02")
    body[at + 8] |= 1
    path.write_bytes(body)
    refused(path, "encrypted")


def test_bombs_are_refused_before_they_are_unpacked(path):
    refused(written(path, more=[("zeros.png", bytes(30 << 20))]), "zip bomb")
    body = bytearray(written(path).read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(PICTURE)
    at = body.index(PICTURE.encode(), body.index(b"PK\x01\x02")) - 46
    assert struct.unpack("<I", body[at + 24 : at + 28])[0] == info.file_size
    body[at + 24 : at + 28] = struct.pack("<I", 900_000)  # says more than it has
    path.write_bytes(body)
    refused(path, "not the file")
    refused(written(path, more=[(f"pictures/{n}.png", b"x") for n in range(LIMITS.members)]), "more than 2000 files")


def test_many_small_lies_together_are_too_much(path):
    noise = np.random.default_rng(0).integers(0, 256, 15 << 20, np.uint8).tobytes()
    refused(written(path, more=[(f"pictures/{n}.png", noise) for n in range(9)]), "are the most")


def test_a_member_twice_is_refused(path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        refused(written(path, more=[(PICTURE, png())]), "twice")
    refused(written(path, more=[(PICTURE.upper(), png())]), "twice")


@pytest.mark.parametrize("name", ["x.pkl", "pictures/x.pt", "prototypes.npy", "run.py", ".py"])
def test_a_pickle_or_code_is_refused(path, name):
    refused(written(path, more=[(name, pickle.dumps({"a": 1}))]), "can run code|outside its folder")


def test_what_is_not_listed_is_refused_and_what_is_listed_has_to_be_there(path):
    refused(written(path, more=[("pictures/other.png", png())]), "belongs into no class file")
    files = contents()
    short = {name: body for name, body in files.items() if name != PICTURE}
    refused(written(path, short, files=listed(files)), "lacks pictures/000_000.png")


def test_other_bytes_than_the_listed_ones_are_refused(path):
    for name in contents():
        wrong = listed(contents())
        wrong[name]["sha256"] = "1" * 64
        refused(written(path, files=wrong), "is not the file")
        wrong = listed(contents())
        wrong[name]["size"] += 1
        refused(written(path, files=wrong), "is not the file")


@pytest.mark.parametrize(
    "changes",
    [
        {"0__clip__fg_class": np.ones((2, 5), np.float32)},
        {"0__clip__fg_class": np.ones((1, 6), np.float32)},
        {"0__clip__fg_part": np.zeros((0, 0), np.float32)},
        {"0__clip__fg_part": np.zeros((0, 5), np.float32)},
        {"0__clip__fg_part": np.ones((5001, 5), np.float32)},
        {"0__clip__fg_part": np.ones(5, np.float32)},
        {"0__clip__bg_part": np.ones((2, 5), np.float64)},
        {"0__clip__bg_part": np.ones((2, 5), np.int64)},
        {"0__clip__bg_part": np.ones((2, 5), np.float16)},
        {"2__clip__fg_part": np.ones((2, 5), np.float32)},
        {"0__clip__fg_other": np.ones((2, 5), np.float32)},
    ],
    ids=str,
)
def test_prototypes_of_another_shape_kind_or_name_are_refused(path, changes):
    refused(written(path, contents(tensors_of(**changes))), "not what its class.json tells")


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_prototypes_that_are_no_numbers_are_refused(path, value):
    rows = np.ones((2, 3), np.float32)
    rows[1, 1] = value
    refused(written(path, contents(tensors_of(**{"1__unet__fg_instance": rows}))), "no numbers")


def test_a_missing_tensor_and_a_file_that_is_no_safetensors_are_refused(path):
    arrays = tensors_of()
    del arrays["0/clip/bg.class"]
    refused(written(path, contents(arrays)), "not what its class.json tells")
    sound = save(tensors_of())
    header = struct.pack("<Q", 1 << 40)
    for body in (b"", pickle.dumps([1]), sound[:-4], sound + b"more", header + sound[8:]):
        refused(written(path, contents(body=body)), "not what its class.json tells")


def bomb(width, height):
    """A PNG that says it has any size, and whose pixels unpack to 10 MB of nothing."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    pixels = zlib.compress(bytes(10 << 20))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "picture",
    [
        png(257),
        bomb(60_000, 60_000),
        bomb(1 << 31, 1),
        png(16, "RGB"),
        png()[:-60],
        png()[:40],
        b"",
        b"GIF89a" + bytes(100),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        png() + bytes(LONGEST_PICTURE),
    ],
    ids=["large", "bomb", "wide bomb", "no region", "cut", "cut early", "empty", "gif", "svg", "long"],
)
def test_what_is_no_small_picture_is_refused(path, picture):
    refused(written(path, contents(picture=picture)), "no picture of a class file|zip bomb")


def test_a_picture_with_more_pixels_than_it_says_gives_those_that_it_says(path):
    row = load(written(path, contents(picture=bomb(16, 16))))
    assert Image.open(home() / row["key"] / PICTURE).size == (16, 16)


def deep(n):
    return "[" * n + "]" * n


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{",
        deep(100_000),
        '{"format": 1}',
        '{"format": NaN}',
        " " * (LONGEST + 1) + "{}",
        b"\xff\xfe{}",
    ],
    ids=["empty", "list", "null", "cut", "deep", "short", "nan", "long", "no text"],
)
def test_a_manifest_that_is_none_is_refused(path, text):
    refused(written(path, text=text), "damaged|is not what it should be|does not read|zip bomb")


BAD = {
    "name": ["", " ", "x" * 101, "a\nb", "a\u202eb", 5, None, ["a"]],
    "also": ["roof", [1], ["x" * 101], ["a"] * 101, {"a": 1}],
    "kind": ["car", 1, None],
    "colour": ["red", "#12345", 7, "#d7191c; x"],
    "method": ["", "OVDiff", "../x", None],
    "pack": [
        "tiny",
        {},
        {"name": "../x", "version": "1", "hash": "0" * 64},
        {"name": "tiny", "version": {}, "hash": "0" * 64},
        {"name": "tiny", "version": "1", "hash": "0"},
        {"name": "tiny", "version": "1", "hash": "0" * 64, "url": "http://x"},
    ],
    "gsd_m": [0, -1, float("inf"), float("nan"), "0.3", True, None],
    "extractors": [{}, [], {"clip": 0}, {"clip": "5"}, {"../x": 5}, {"a/b": 5}, {"clip": True}],
    "words": [
        [],
        [{"word": "house"}],
        [{"word": "", "pictures": []}],
        [{"word": "house", "pictures": []}] * 2,
        [{"word": "a\tb", "pictures": []}],
        [{"word": "house", "pictures": [{"path": "../x.png", "own": True}]}],
        [{"word": "house", "pictures": [{"path": PICTURE, "own": 1}]}],
        [{"word": "house", "pictures": [{"path": PICTURE, "own": True}] * 2}],
        [{"word": str(n), "pictures": []} for n in range(101)],
    ],
    "files": [{}, [], {"prototypes.safetensors": {"size": -1, "sha256": "0" * 64}}, {"other": {"size": 1}}],
    "format": [None, True],
    "else": [1],
}


@pytest.mark.parametrize("part", BAD)
def test_a_part_of_another_kind_is_refused_and_named(path, part):
    for value in BAD[part]:
        refused(written(path, **{part: value}), "is not what it should be")


def test_a_later_format_says_so(path):
    refused(written(path, format=2), "format that this version does not read")


def test_a_class_that_cannot_be_of_the_pack_that_it_names_is_refused(path, tiny_pack, monkeypatch):
    from terralex.core.packs import read_pack

    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))
    pack = {"name": "tiny", "version": None, "hash": read_pack(tiny_pack).hash}
    refused(written(path, pack=pack), "does not fit the pack “tiny”")


def test_a_cancelled_loading_leaves_nothing(path):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        load(written(path), token)
    assert not home().exists()


def test_a_folder_that_cannot_be_written_is_told(path, monkeypatch, tmp_path):
    from terralex.core.errors import OutputError

    (tmp_path / "home").write_text("a file")
    monkeypatch.setenv("TERRALEX_HOME", str(tmp_path / "home"))
    with pytest.raises(OutputError):
        load(written(path))
