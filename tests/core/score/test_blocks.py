"""How large blocks may be for who keeps none of them, and how many windows are encoded at a time."""

import threading
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from terralex.core.cache.features import FeaturesStore
from terralex.core.errors import ShortOfMemoryError
from terralex.core.lattice import Block, Tour
from terralex.core.options import Options
from terralex.core.progress import CancelToken, result_of
from terralex.core.raster.source import Source
from terralex.core.score import blocks as module
from terralex.core.score.blocks import COPIES, GPU_MOST, BlockScorer, batch_that_fits, roomy, stays_there
from terralex.core.score.canvas import DeviceCanvas, ScoreCanvas
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


@pytest.mark.parametrize(("free", "batch"), [(0, 1), (312, 1), (313, 2), (2499, 8), (2500, 16), (5000, 32), (1e9, 64)])
def test_as_many_windows_at_a_time_as_memory_holds(free, batch):
    assert batch_that_fits(free, 125) == batch
    assert batch == GPU_MOST or 2 * batch * 125 > 0.8 * free
    assert batch == 1 or batch * 125 <= 0.8 * free


@pytest.fixture(autouse=True)
def memory(monkeypatch):
    """A GPU of so many bytes beside what a window of noise takes."""
    monkeypatch.setattr(module, "bytes_taken", lambda work: 100)
    monkeypatch.setattr(module, "free_bytes", lambda device: 200_000)


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

    def pixels(self, block):
        values = np.arange(3 * block.rows * block.cols, dtype=np.uint32) * 7919 % 256
        return values.astype(np.uint8).reshape(3, block.rows, block.cols), np.ones((block.rows, block.cols), bool)


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


def test_scores_stay_on_a_gpu_that_has_room_for_them():
    field = Block(0, 0, 1504, 1504)
    needed = 4 * COPIES * 9 * 1504**2
    assert stays_there(9, field, 2 * needed) and not stays_there(9, field, 2 * needed - 2)
    assert not stays_there(1, field, 0)


class Tensors(Small):
    """A method that leaves scores where they were made."""

    def score(self, features, state, size):
        return torch.from_numpy(super().score(features, state, size))


@pytest.mark.parametrize(("free", "kind"), [(1 << 40, DeviceCanvas), (0, ScoreCanvas)])
@pytest.mark.parametrize("pamr", [False, True])
def test_what_is_blended_on_a_device_is_what_is_blended_on_the_host(free, kind, pamr, monkeypatch):
    """The GPU's way, walked on a device that torch calls "cpu:0"."""
    monkeypatch.setattr(module, "free_bytes", lambda device: free)
    block, found = Block(10, 20, 40, 50), {}
    for device, method in (("cpu", Small(1)), ("cpu:0", Tensors(16))):
        options = Options(windows=(16,), stride=8, pamr=pamr, pamr_iterations=1)
        scorer = BlockScorer(Slope(), method, None, options, FeaturesStore.open(0, {}), 2, 1, device)
        canvas = scorer.canvas(block)
        assert type(canvas) is (ScoreCanvas if device == "cpu" else kind)
        found[device] = scorer.scored(block, CancelToken())
    assert isinstance(found["cpu:0"], np.ndarray)
    if pamr:
        assert found["cpu:0"] == pytest.approx(found["cpu"], rel=1e-5)
    else:
        assert found["cpu:0"].tobytes() == found["cpu"].tobytes()


def test_a_block_is_decided_aside_where_memory_holds_it_and_the_next_one(monkeypatch):
    scorer, block = scorer_on("cpu", 1), Block(0, 0, 32, 32)
    needed = 4 * COPIES * 2 * 32**2  # background and one class
    for allowed, aside in ((needed, True), (needed - 1, False)):
        monkeypatch.setattr(module, "ASIDE_BYTES", allowed)
        assert scorer.aside(block) is aside
    refining = BlockScorer(Slope(), Small(1), None, Options(pamr=True), FeaturesStore.open(0, {}), 1, 1)
    monkeypatch.setattr(module, "ASIDE_BYTES", needed)
    assert not refining.aside(block)  # its surroundings count, too


@pytest.mark.parametrize(("free", "batch"), [(200_000, 16), (60_000, 4), (1_000_000, 24)])
def test_a_gpu_is_measured_with_one_window_before_the_first_is_encoded(free, batch, monkeypatch):
    asked = []

    def taken(work):
        work()
        asked.append(scorer.method.batches.copy())
        return 100

    monkeypatch.setattr(module, "bytes_taken", taken)
    monkeypatch.setattr(module, "free_bytes", lambda device: free)
    scorer, host = scorer_on("cuda", 64), scorer_on("cpu", 1)
    assert scorer.facts == {}
    scored_by(host)
    scored_by(scorer)
    scored_by(scorer)
    assert asked == [[1]]  # once, by one window, before all others
    assert scorer.facts == {"windows_at_a_time": scorer.batch} and host.facts == {}
    assert set(scorer.method.batches[1:]) == {scorer.batch} and min(scorer.batch, 24) == batch


def test_nothing_is_measured_where_all_windows_are_kept():
    scorer = scorer_on("cuda", 16)
    scorer.store = SimpleNamespace(has=lambda w: True, get=lambda w: {"mean": np.zeros(3)}, notes=[])
    scored_by(scorer)
    assert scorer.method.batches == [] and scorer.found == 24


def test_the_whole_way_of_a_gpu_walked_on_a_cpu_gives_the_same_classes(prepared, tiny, small_raster, monkeypatch):
    """Features, scores, blending and PAMR as tensors until a block is decided."""
    run = prepared("building, road, water", windows="64", stride=32, pamr=True, pamr_iterations=2)
    monkeypatch.setattr(module, "free_bytes", lambda device: 1 << 40)
    kinds = set()
    with Source.open(small_raster, tiny.pack, run.options) as source:

        def decided(device, branch):
            run.method.device = branch
            scorer = BlockScorer(source, run.method, run.state, run.options, FeaturesStore.open(0, {}), 2, 3, device)
            add, canvas = scorer.add, scorer.canvas(source.grid.block)
            scorer.add = lambda canvas, seen, scores: (
                kinds.add((type(canvas), type(scores))),
                add(canvas, seen, scores),
            )
            assert type(canvas) is (ScoreCanvas if device == "cpu" else DeviceCanvas)
            return result_of(scorer.finish(source.grid.block, None, CancelToken()))

        host, there = decided("cpu", "cpu"), decided("cpu:0", "cuda")
    assert kinds == {(ScoreCanvas, np.ndarray), (DeviceCanvas, torch.Tensor)}
    assert (host.classes == there.classes).mean() >= 0.999 and len(np.unique(host.classes)) > 2
    assert np.allclose(host.confidence, there.confidence, atol=1e-3, equal_nan=True)
