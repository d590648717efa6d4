"""Kept features: the same bits back, a budget, and a disk that may fail."""

import errno
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from terralex.core.cache import features as module
from terralex.core.cache.features import SUFFIX, FeaturesStore, WindowMemory
from terralex.core.files.disk import cache_folder
from terralex.core.lattice import NEVER, Block, Tour, Window, plan_blocks

KEY = {"raster": "abc", "networks": ["x"]}


def features(window: Window) -> dict:
    rng = np.random.default_rng([window.row, window.col, window.scale])
    return {
        "clip": rng.normal(size=(1, 8, 4, 4)).astype(np.float16),
        "dino": rng.normal(size=(1, 16, 8, 8)).astype(np.float16),
    }


WINDOWS = [Window(r, c, 32, s) for s in (0, 1) for r in (0, 16) for c in (0, 16, 32)]
SIZE = 4000  # bytes of one file, a little more than its 2304 bytes of features and its header


def same(a: dict, b: dict) -> bool:
    return a.keys() == b.keys() and all(a[k].dtype == b[k].dtype and np.array_equal(a[k], b[k]) for k in a)


@pytest.mark.parametrize("budget", [0, 1e9])
def test_what_was_put_is_found_with_the_same_bits(tmp_path, budget):
    store = FeaturesStore(tmp_path, budget, KEY)
    assert store.get(WINDOWS[0]) is None
    for window in WINDOWS:
        store.put(window, features(window))
    assert all(same(store.get(w), features(w)) for w in WINDOWS)
    assert (store.hits, store.misses) == (len(WINDOWS), 1)


def test_the_next_run_finds_them_and_another_key_does_not(tmp_path):
    store = FeaturesStore(tmp_path, 1e9, KEY)
    store.put(WINDOWS[0], features(WINDOWS[0]))
    store.close()
    assert same(FeaturesStore(tmp_path, 1e9, KEY).get(WINDOWS[0]), features(WINDOWS[0]))
    assert FeaturesStore(tmp_path, 1e9, {**KEY, "raster": "other"}).get(WINDOWS[0]) is None


def test_a_budget_of_zero_writes_nothing_and_keeps_what_fits_into_memory(tmp_path):
    store = FeaturesStore(tmp_path, 0, KEY)
    store.put(WINDOWS[0], features(WINDOWS[0]))
    assert list(tmp_path.iterdir()) == []
    assert same(store.get(WINDOWS[0]), features(WINDOWS[0]))
    assert FeaturesStore(tmp_path, 0, KEY).get(WINDOWS[0]) is None


def test_memory_forgets_what_was_not_used_for_longest():
    size = sum(v.nbytes for v in features(WINDOWS[0]).values())
    memory = WindowMemory(3 * size)
    for window in WINDOWS[:3]:
        memory.put(window, features(window))
    memory.get(WINDOWS[0])
    memory.put(WINDOWS[3], features(WINDOWS[3]))
    assert [memory.get(w) is not None for w in WINDOWS[:4]] == [True, False, True, True]


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "text"])
def test_a_damaged_file_counts_as_absent_and_is_written_anew(tmp_path, damage):
    store = FeaturesStore(tmp_path, 1e9, KEY)
    store.put(WINDOWS[0], features(WINDOWS[0]))
    (path,) = tmp_path.rglob("*" + SUFFIX)
    body = bytearray(path.read_bytes())
    body[-5] ^= 1
    path.write_bytes({"cut": body[:-9], "flipped": body, "empty": b"", "text": b"hello"}[damage])
    assert store.get(WINDOWS[0]) is None and not path.exists()
    store.put(WINDOWS[0], features(WINDOWS[0]))
    assert same(store.get(WINDOWS[0]), features(WINDOWS[0]))


def test_the_folder_that_was_not_used_for_longest_makes_room(tmp_path):
    for age, name in enumerate(("new", "old", "older")):
        store = FeaturesStore(tmp_path, 1e9, {"raster": name})
        for window in WINDOWS[:4]:
            store.put(window, features(window))
        store.close()
        past = time.time() - 1000 * age
        os.utime(store._folder / "used", (past, past))
        os.utime(store._folder, (past - 1, past - 1))
    used = sum(f.stat().st_size for f in tmp_path.rglob("*" + SUFFIX))
    store = FeaturesStore(tmp_path, used, {"raster": "mine"})
    for window in WINDOWS[:4]:
        store.put(window, features(window))
    assert store.notes == []
    found = {
        name: FeaturesStore(tmp_path, 1e9, {"raster": name}).get(WINDOWS[0]) is not None
        for name in ("new", "old", "older", "mine")
    }
    assert found == {"new": True, "old": True, "older": False, "mine": True}


def test_a_full_budget_ends_the_keeping_with_one_note_and_memory_goes_on(tmp_path):
    store = FeaturesStore(tmp_path, 5 * SIZE, KEY)
    for window in WINDOWS:
        store.put(window, features(window))
    assert sum(f.stat().st_size for f in tmp_path.rglob("*" + SUFFIX)) <= 5 * SIZE
    assert len(store.notes) == 1 and "budget" in store.notes[0]
    assert all(same(store.get(w), features(w)) for w in WINDOWS)


def test_a_full_disk_ends_the_keeping_and_not_the_run(tmp_path, monkeypatch):
    store = FeaturesStore(tmp_path, 1e9, KEY)
    store.put(WINDOWS[0], features(WINDOWS[0]))

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    for window in WINDOWS[1:]:
        store.put(window, features(window))
    assert all(same(store.get(w), features(w)) for w in WINDOWS)
    assert len(store.notes) == 1 and "No space left" in store.notes[0]
    assert not list(tmp_path.rglob("*.part"))


def test_a_cache_folder_that_cannot_be_made_is_a_note(tmp_path):
    (tmp_path / "file").touch()
    store = FeaturesStore(tmp_path / "file", 1e9, KEY)
    store.put(WINDOWS[0], features(WINDOWS[0]))
    assert same(store.get(WINDOWS[0]), features(WINDOWS[0])) and "cannot be kept" in store.notes[0]


def test_a_store_that_was_killed_is_counted_again(tmp_path):
    killed = FeaturesStore(tmp_path, 1e9, {"raster": "killed"})  # never closed
    for window in WINDOWS[:4]:
        killed.put(window, features(window))
    held = sum(f.stat().st_size for f in tmp_path.rglob("*" + SUFFIX))
    store = FeaturesStore(tmp_path, held + 10, KEY)
    store.put(WINDOWS[0], features(WINDOWS[0]))
    assert killed.get(WINDOWS[1]) is None  # it had to make room
    assert same(store.get(WINDOWS[0]), features(WINDOWS[0]))


def test_many_threads_lose_nothing(tmp_path):
    store, gate = FeaturesStore(tmp_path, 1e9, KEY), threading.Barrier(6)

    def work(seed: int) -> bool:
        gate.wait()
        for index in np.random.default_rng(seed).permutation(len(WINDOWS)):
            store.put(WINDOWS[index], features(WINDOWS[index]))
            if not same(store.get(WINDOWS[index]), features(WINDOWS[index])):
                return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(work, range(6)))
    assert store.hits == 6 * len(WINDOWS) and not list(tmp_path.rglob("*.part"))


def test_the_default_folder_follows_the_environment(tmp_path, monkeypatch):
    assert cache_folder("features") == Path(os.environ["XDG_CACHE_HOME"]) / "terralex" / "features"
    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path))
    assert cache_folder("features") == tmp_path / "features"
    FeaturesStore.open(1.0, KEY).put(WINDOWS[0], features(WINDOWS[0]))
    assert list(tmp_path.rglob("*" + SUFFIX))


TOUR = Tour(Block(0, 0, 128, 64), 32, 8)  # four rows of two blocks
FILE = 2456  # bytes of one file
LOOKED_AT = [Window(r, c, 32, 0) for r in range(0, 128, 16) for c in (0, 16, 32)]


def walked(store, first=0) -> int:
    """How many windows are encoded on a tour, from a turn on."""
    encoded = 0
    for block in list(plan_blocks(TOUR.area, TOUR.block_px))[first:]:
        store.begin(TOUR, block)
        for window in (w for w in LOOKED_AT if TOUR.next(w, TOUR.turn(block)) == TOUR.turn(block)):
            found = store.get(window)
            if found is None:
                encoded += 1
                store.put(window, features(window))
            else:
                assert same(found, features(window))
    return encoded


def on_disk(folder: Path) -> int:
    return sum(f.stat().st_size for f in folder.rglob("*" + SUFFIX))


def test_memory_keeps_what_is_needed_sooner():
    size = sum(v.nbytes for v in features(WINDOWS[0]).values())
    memory = WindowMemory(2 * size)
    for window, turn in zip(WINDOWS, (3, 9, 5, 9, NEVER)):
        memory.put(window, features(window), turn)
    assert [memory.get(w) is not None for w in WINDOWS[:5]] == [True, False, True, False, False]
    memory.postpone(WINDOWS[0], 20)
    memory.put(WINDOWS[5], features(WINDOWS[5]), 7)
    memory.postpone(WINDOWS[2], NEVER)
    assert [memory.get(w) is not None for w in WINDOWS[:6]] == [False, False, False, False, False, True]


@pytest.mark.parametrize(("disk", "memory"), [(100, 0), (0, 15), (15, 0), (8, 8)], ids=str)
def test_a_tour_encodes_each_window_once_while_there_is_room_for_a_row_of_blocks(tmp_path, monkeypatch, disk, memory):
    monkeypatch.setattr(module, "MEMORY_BYTES", memory * sum(v.nbytes for v in features(LOOKED_AT[0]).values()))
    store = FeaturesStore(tmp_path, disk * FILE, KEY)
    assert walked(store) == len(LOOKED_AT) and on_disk(tmp_path) <= disk * FILE


def test_without_a_row_of_blocks_those_that_are_needed_soonest_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MEMORY_BYTES", 0)
    few, none = (walked(FeaturesStore(tmp_path / name, room * FILE, KEY)) for name, room in (("few", 5), ("none", 0)))
    assert len(LOOKED_AT) < few < 0.8 * none


def test_a_full_budget_keeps_what_was_first_for_the_next_tour(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MEMORY_BYTES", 0)
    store = FeaturesStore(tmp_path, 20 * FILE, KEY)
    assert walked(store) == len(LOOKED_AT)
    store.close()
    kept = len(list(tmp_path.rglob("*" + SUFFIX)))
    monkeypatch.setattr(module, "MEMORY_BYTES", 15 * FILE)
    again = FeaturesStore(tmp_path, 20 * FILE, KEY)
    assert all(again.has(window) for window in LOOKED_AT[:4]) and "budget" in store.notes[0]
    assert walked(again) == len(LOOKED_AT) - kept


@pytest.mark.parametrize("stopped", range(1, 8))
def test_a_tour_that_was_stopped_goes_on_with_what_is_on_the_disk(tmp_path, monkeypatch, stopped):
    monkeypatch.setattr(module, "MEMORY_BYTES", 0)
    first = FeaturesStore(tmp_path, 15 * FILE, KEY)  # never closed
    before = sum(1 for w in LOOKED_AT if TOUR.next(w, 0) < stopped)
    for block in list(plan_blocks(TOUR.area, TOUR.block_px))[:stopped]:
        first.begin(TOUR, block)
        for window in (w for w in LOOKED_AT if TOUR.next(w, TOUR.turn(block)) == TOUR.turn(block)):
            if first.get(window) is None:
                first.put(window, features(window))
    assert walked(FeaturesStore(tmp_path, 15 * FILE, KEY), stopped) == len(LOOKED_AT) - before


def test_windows_of_another_area_make_room_and_other_files_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MEMORY_BYTES", 0)
    store = FeaturesStore(tmp_path, 15 * FILE, KEY)
    for row in range(500, 500 + 15 * 16, 16):
        store.put(Window(row, 0, 32, 0), features(WINDOWS[0]))
    strange = store._folder / f"notes{SUFFIX}"
    strange.write_bytes(b"mine")
    assert walked(FeaturesStore(tmp_path, 16 * FILE, KEY)) == len(LOOKED_AT)
    assert strange.read_bytes() == b"mine" and on_disk(tmp_path) <= 16 * FILE
