"""How large blocks may be for who keeps none of them, and how many windows are encoded at a time."""

import threading
from types import SimpleNamespace

import numpy as np
import pytest
from terralex.core.cache.features import FeaturesStore
from terralex.core.errors import ShortOfMemoryError
from terralex.core.lattice import Block, Tour
from terralex.core.options import Options
from terralex.core.progress import CancelToken
from terralex.core.score import blocks as module
from terralex.core.score.blocks import COPIES, BlockScorer, roomy
from terralex.core.score.pamr import reach


@pytest.mark.parametrize(("pamr", "channels", "block_px"), [(True, 7, 1024), (True, 2, 512), (False, 60, 300)])
def test_blocks_are_as_large_as_memory_allows(pamr, channels, block_px):
    options = Options(pamr=pamr)
    side, margin = roomy(options, channels, block_px), reach(options.pamr_iterations) if pamr else 0

    def size(side):
        return 4 * COPIES * channels * (side + 2 * margin) ** 2

    assert side % block_px == 0 and size(side) <= module.BLOCK_BYTES < size(2 * side)


def test_blocks_are_never_smaller_than_those_of_the_run():
    assert roomy(Options(pamr=True), 2000, 1024) == 1024


class Small:
    """A method whose machine holds so many windows at a time, and no more than one batch."""

    def __init__(self, holds):
        self.holds, self.batches, self.busy, self.copies = holds, [], threading.Lock(), 0

    def encode(self, windows):
        assert self.busy.acquire(blocking=False), "two batches at a time"
        with_room = len(windows) <= self.holds
        self.busy.release()
        if not with_room:
            raise ShortOfMemoryError("too large", "smaller")
        self.batches.append(len(windows))
        return [{"mean": window.mean((1, 2))} for window in windows]

    def kept(self, features):
        self.copies += 1
        return features

    def restored(self, arrays):
        return arrays

    def score(self, features, state, size):
        means = [np.full((2, size, size), one["mean"][0], np.float32) for one in features]
        return np.stack(means)


class Slope:
    """A raster of 64 x 96 pixels whose value is its column."""

    grid = SimpleNamespace(rows=64, cols=96, block=Block(0, 0, 64, 96))

    def read(self, window):
        picture = np.broadcast_to(np.arange(window.col, window.col + window.size, dtype=np.uint8), (3, 16, 16))
        return picture, np.ones((16, 16), bool)


def scorer_on(device, holds, threads=4):
    options = Options(windows=(16,), stride=16, pamr=False)
    return BlockScorer(Slope(), Small(holds), None, options, FeaturesStore.open(0, {}), threads, 1, device)


def scored_by(scorer):
    return [scores for _, scores in scorer.scores(Block(0, 0, 64, 96), CancelToken())]


def test_a_batch_that_memory_does_not_hold_is_halved_and_said(monkeypatch):
    monkeypatch.setattr(module, "give_back", lambda device: given.append(device))
    given, whole, small = [], scorer_on("cuda", 16), scorer_on("cuda", 5)
    wanted, got = scored_by(whole), scored_by(small)
    assert len(wanted) == 24 and whole.notes == [] and set(whole.method.batches) == {16}
    assert np.array_equal(wanted, got) and small.encoded == 24
    assert set(small.method.batches) == {4} and given == ["cuda", "cuda"]
    assert [note.split(";")[0] for note in small.notes] == [
        "Memory does not hold 16 windows at a time",
        "Memory does not hold 8 windows at a time",
    ]
    scored_by(small)
    assert len(small.notes) == 2  # the next block begins with what was found


@pytest.mark.parametrize("device", ["cpu", "cuda"])
def test_where_not_even_one_window_fits_the_run_ends(device, monkeypatch):
    monkeypatch.setattr(module, "give_back", lambda device: None)
    with pytest.raises(ShortOfMemoryError):
        scored_by(scorer_on(device, 0))


def test_on_a_cpu_windows_are_encoded_one_by_one():
    scorer = scorer_on("cpu", 1, threads=1)
    assert np.array_equal(scored_by(scorer), scored_by(scorer_on("cuda", 16))) and set(scorer.method.batches) == {1}


def test_features_that_nobody_asks_for_again_are_not_copied():
    scorer, block = scorer_on("cuda", 16), Block(0, 0, 64, 96)
    scored_by(scorer)
    assert scorer.method.copies == 24  # nobody has said what comes
    alone = scorer_on("cuda", 16)
    alone.store.begin(Tour(block, 96, 0), block)
    scored_by(alone)
    assert alone.method.copies == 0 and alone.encoded == 24
