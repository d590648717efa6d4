"""Trained files of strangers: nothing of a damaged or hostile one stays; a sound one goes from one home to another."""

import hashlib
import json
import pickle
import stat
import zipfile

import numpy as np
import pytest
from safetensors.numpy import load, save
from terralex.core.errors import Cancelled, InputError, ModelError, OutputError
from terralex.core.progress import CancelToken, Note, result_of
from terralex.core.trained.home import find_trained, home, remove_trained, trained_here
from terralex.core.trained.passing import export_trained, import_trained

ARRAYS = {"tokens": np.ones((2, 3), np.float32), "log_scale": np.zeros((), np.float32)}
FIGURES = {
    "miou": 0.5,
    "accuracy": 0.75,
    "classes": [
        {"name": "road", "iou": 0.5, "pixels": 9, "seen": True},
        {"name": "x", "iou": None, "pixels": 0, "seen": False},
    ],
}


def manifest_of(body, **changes):
    return {
        "format": 1,
        "name": "mine",
        "method": "dedos",
        "form": "stage",
        "sizes": {"width": 3, "sites": 1, "dim": 3},
        "pack": {"name": "elsewhere", "version": None, "hash": "0" * 64},
        "classes": [{"name": "road", "words": ["road", "track"]}],
        "background": False,
        "course": {"iterations": 5, "tokens": "fed", "denoised": True, "consistency": 1.0, "clamp": True, "seed": 0},
        "tiles": [{"fingerprint": "1" * 64, "row": 0, "col": 64, "size": 64, "held": True}],
        "curve": [{"step": 5, "loss": 1.5}],
        "held_out": {"windows": 1, "before": FIGURES, "after": FIGURES},
        "better": False,
        "file": {"size": len(body), "sha256": hashlib.sha256(body).hexdigest()},
        **changes,
    }


def written(path, body=None, more=(), text=None, **changes):
    body = save(ARRAYS) if body is None else body
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("trained.json", json.dumps(manifest_of(body, **changes)) if text is None else text)
        for name, content in [("trained.safetensors", body), *more]:
            archive.writestr(name, content)
    return path


def bring(path, token=None, hear=lambda _event: None):
    return result_of(import_trained(path, token or CancelToken()), hear)


def refused(path, match, kind=ModelError):
    with pytest.raises(kind, match=match) as told:
        bring(path)
    assert told.value.hint, "the next step is said"
    assert not [each for each in home().rglob("*") if each.is_file()], "nothing of it stays"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mine.terratrained"


def test_a_file_goes_from_one_home_to_another_and_back_to_the_same_bytes(path, tmp_path, monkeypatch):
    heard = []
    told = bring(written(path), hear=heard.append)
    assert (told["name"], told["classes"], told["windows"], told["better"]) == ("mine", ["road"], 1, False)
    assert any(isinstance(event, Note) and "“elsewhere” alone, which is not here" in event.message for event in heard)
    assert bring(path) == told and len(trained_here()) == 1
    out = export_trained("mine", tmp_path / "out")["path"]
    assert out.endswith("out.terratrained")
    monkeypatch.setenv("TERRALEX_HOME", str(tmp_path / "another"))
    assert not trained_here()
    assert bring(out)["key"] == told["key"]
    again = export_trained(told["key"][:8], tmp_path / "again")["path"]
    with open(out, "rb") as first, open(again, "rb") as second:
        assert first.read() == second.read()
    assert np.array_equal(find_trained("mine").arrays["tokens"], ARRAYS["tokens"])
    with pytest.raises(OutputError, match="already"):
        export_trained("mine", tmp_path / "again")
    assert remove_trained("mine").key == told["key"] and not trained_here()
    with pytest.raises(InputError, match="no trained file “mine”"):
        export_trained("mine", tmp_path / "gone")


def test_two_of_one_name_are_told_apart_by_their_keys(path):
    first = bring(written(path))
    second = bring(written(path, better=True))
    with pytest.raises(InputError, match="2 trained files are called “mine”") as told:
        find_trained("mine")
    assert first["key"][:12] in told.value.hint and find_trained(second["key"]).key == second["key"]


def test_what_is_no_trained_file_is_refused(path, tmp_path):
    refused(path, "There is no file", InputError)
    path.write_bytes(b"PK not a zip")
    refused(path, "not a zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("trained.safetensors", save(ARRAYS))
    refused(path, "holds no trained.json")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("trained.json", json.dumps(manifest_of(save(ARRAYS))))
    refused(path, "lacks trained.safetensors")
    whole = written(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    refused(path, "not a zip")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"format": 2}, "does not read"),
        ({"name": "../mine"}, "“name”"),
        ({"name": "a\x1b[31m"}, "“name”"),
        ({"method": "ovdiff"}, "“method”"),
        ({"form": "other"}, "“form”"),
        ({"sizes": {"width": 10**9, "sites": 1, "dim": 3}}, "“sizes”"),
        ({"sizes": {"width": 3, "sites": 1}}, "“sizes”"),
        ({"pack": {"name": "../x", "version": None, "hash": "0" * 64}}, "“pack”"),
        ({"classes": []}, "“classes”"),
        ({"classes": [{"name": "\u202eroad", "words": []}]}, "“classes”"),
        ({"better": 1}, "“better”"),
        ({"curve": [{"step": 1, "loss": float("nan")}]}, "“curve”"),
        ({"further": 1}, "“further”"),
        ({"tiles": [{}]}, "“tiles”"),
    ],
)
def test_a_manifest_that_is_not_what_it_should_be_is_refused(path, changes, told):
    refused(written(path, **changes), told)


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '{"format": 1}'])
def test_a_manifest_that_is_none_is_refused(path, text):
    refused(written(path, text=text), "damaged|not what it should be")


def test_numbers_that_are_others_or_none_are_refused(path):
    refused(written(path, file={"size": 10, "sha256": "0" * 64}), "not those")
    refused(written(path, b"\xff" * 200), "not those")
    refused(written(path, pickle.dumps(ARRAYS)), "not those")
    refused(written(path, save({"tokens": np.array([np.inf], np.float32)})), "no finite number")
    refused(written(path, save({"tokens": np.ones(2, np.float64)})), "no finite number")


def test_members_that_could_do_harm_are_refused(path):
    link = zipfile.ZipInfo("trained.link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    refused(written(path, more=[("../x", b"x")]), "more than 2 files")
    for body, match in (((("../x", b"x"),), "outside its folder"), (((link, "/etc/passwd"),), "link or a device")):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("trained.json", "{}")
            archive.writestr(*body[0])
        refused(path, match)
    for name, match in (
        ("run.py", "can run code"),
        ("x.pkl", "can run code"),
        ("notes.txt", "belongs into no trained"),
    ):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("trained.json", "{}")
            archive.writestr(name, b"x")
        refused(path, match)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("trained.json", "{}")
        archive.writestr("trained.safetensors", bytes(30 << 20))
    refused(path, "zip bomb")


def test_what_is_damaged_at_home_is_passed_over_and_brought_in_again(path):
    key = bring(written(path))["key"]
    file = home() / key / "trained.safetensors"
    body = bytearray(file.read_bytes())
    body[-1] ^= 1
    file.write_bytes(body)
    assert not trained_here()
    assert bring(path)["key"] == key and load(file.read_bytes())["tokens"].shape == (2, 3)


def test_a_bringing_in_that_is_stopped_leaves_nothing(path):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        bring(written(path), token)
    assert not trained_here()
