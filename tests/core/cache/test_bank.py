"""What was imagined once is found again; nothing half-written or damaged is ever used."""

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image
from terralex.core.cache.bank import Bank
from terralex.core.errors import OutputError
from terralex.core.files.disk import cache_folder
from terralex.core.progress import Note

ENTRY = {
    "pictures": np.arange(2 * 3 * 4 * 4, dtype=np.uint8).reshape(2, 3, 4, 4),
    "attribution": np.linspace(0, 1, 32, dtype=np.float32).reshape(2, 4, 4),
}


class NoGenerator:
    """Networks whose generator must not be asked for."""

    def __init__(self, networks):
        self._networks = networks

    @property
    def generator(self):
        raise AssertionError("a support set was imagined again")

    def __getattr__(self, name):
        return getattr(self._networks, name)


def test_the_second_run_finds_its_prototypes_and_says_so(prepared, tiny):
    first = prepared("road, tree")
    second = prepared("tree, road", networks=NoGenerator(tiny.networks))
    assert first.state.found == () and set(second.state.found) == {"tree", "road"}
    assert any(isinstance(e, Note) and "Prototypes of tree, road found" in e.message for e in second.events)
    window = np.random.default_rng(1).integers(0, 256, (1, 3, 64, 64), np.uint8)
    one = first.method.score(first.method.encode(window), first.state, 64)
    two = second.method.score(second.method.encode(window), second.state, 64)
    assert np.array_equal(one[:, [0, 1, 2]], two[:, [0, 2, 1]])


def test_options_of_matching_leave_the_bank_as_it_is(prepared, tiny):
    prepared("road")
    prepared("road", networks=NoGenerator(tiny.networks), temperature=0.2, part_prototypes=False, calibrate=False)
    with pytest.raises(AssertionError, match="imagined again"):
        prepared("road", networks=NoGenerator(tiny.networks), steps=3)


def test_the_colour_method_shares_the_pictures(prepared, tiny):
    prepared("road, building")
    again = prepared("road, building", "colour", networks=NoGenerator(tiny.networks))
    assert set(again.state.found) == {"road", "building"}


def test_the_gallery_shows_what_was_drawn(prepared):
    from pathlib import Path

    run = prepared("road")
    folder = Path(run.state.folders["road"])
    kept = run.method.bank.get(json.loads((folder / "about.json").read_text())["made_by"])
    shown = np.asarray(Image.open(folder / "pictures" / "001.png"))
    assert np.array_equal(shown.transpose(2, 0, 1), kept["pictures"][1])
    assert len(list((folder / "attribution").glob("*.png"))) == len(kept["pictures"]) == 3


def test_a_damaged_entry_is_made_again(tmp_path):
    bank, made_by = Bank(tmp_path), {"what": "test"}
    bank.put(made_by, ENTRY)
    file = bank.folder(made_by) / "tensors.safetensors"
    body = bytearray(file.read_bytes())
    body[-1] ^= 1
    file.write_bytes(body)
    assert bank.get(made_by) is None
    bank.put(made_by, ENTRY)
    assert np.array_equal(bank.get(made_by)["pictures"], ENTRY["pictures"])
    assert not list(tmp_path.rglob(".new-*"))


def test_two_that_keep_the_same_entry_do_not_disturb_each_other(tmp_path):
    made_by = {"what": "race"}
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: Bank(tmp_path).put(made_by, ENTRY), range(12)))
    assert np.array_equal(Bank(tmp_path).get(made_by)["attribution"], ENTRY["attribution"])
    assert not list(tmp_path.rglob(".new-*"))


def test_every_part_of_what_made_an_entry_is_in_its_key():
    base = {"word": "road", "seed": 0, "steps": 2}
    keys = {Bank.key(base), *(Bank.key({**base, k: v}) for k, v in (("word", "tree"), ("seed", 1), ("steps", 3)))}
    assert len(keys) == 4 and Bank.key(dict(reversed(base.items()))) == Bank.key(base)


def test_a_bank_that_cannot_be_written_is_an_output_error_and_only_a_note_in_a_run(prepared, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(OutputError, match="TERRALEX_CACHE"):
        Bank(blocked).put({"what": "test"}, ENTRY)
    run = prepared("road", bank=Bank(blocked))
    assert run.state.own.classes == 1
    assert any(isinstance(e, Note) and "cannot be written" in e.message for e in run.events)


def test_a_disk_that_fills_up_while_tensors_are_written_is_the_same_output_error(tmp_path, monkeypatch):
    from safetensors import SafetensorError

    def full(*_given):
        raise SafetensorError("Error while serializing: IoError(Os { code: 28, kind: StorageFull })")

    monkeypatch.setattr("terralex.core.cache.bank.save_file", full)
    with pytest.raises(OutputError, match=r"cannot be written: the disk may be full\. Free some space"):
        Bank(tmp_path).put({"word": "road"}, {"a": np.zeros(3, np.float32)})


def test_what_a_kill_left_beside_a_complete_entry_is_cleared_when_that_is_found(tmp_path):
    bank, made_by = Bank(tmp_path), {"word": "road"}
    bank.put(made_by, {"a": np.zeros(3, np.float32)})
    left = bank.folder(made_by).parent / ".new-killed"
    left.mkdir()
    (left / "lock").touch()
    assert bank.get(made_by) is not None and not left.exists()


def test_what_a_kill_left_is_cleared_and_what_another_process_writes_is_not(tmp_path):
    bank, made_by = Bank(tmp_path), {"word": "road"}
    shelf = bank.folder(made_by).parent
    for name, age in ((".new-old", 7200), (".new-now", 0)):
        (shelf / name / "entry").mkdir(parents=True)
        os.utime(shelf / name, (time.time() - age,) * 2)
    bank.put(made_by, {"a": np.zeros(3, np.float32)})
    assert sorted(path.name for path in shelf.glob(".new-*")) == [".new-now"]


def test_the_bank_lies_in_the_users_cache_or_where_the_user_says(monkeypatch, tmp_path):
    assert cache_folder("banks").parts[-2:] == ("terralex", "banks")
    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path))
    assert cache_folder("banks") == tmp_path / "banks"
