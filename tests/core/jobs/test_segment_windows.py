"""What neighbouring blocks share is encoded once, wherever there is room for a row of blocks, with the same bytes."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
from terralex.core.cache import features as cache
from terralex.core.config import RunConfig
from terralex.core.errors import Cancelled
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.lattice import Block, count_windows
from terralex.core.methods.ovdiff import OVDiff
from terralex.core.progress import CancelToken, Progress, result_of
from terralex.core.vocabulary import parse_names

SIDE, BLOCK = 352, 64  # pixels
OPTIONS = {"windows": "64", "stride": 32, "pamr": True, "pamr_iterations": 1}
DISTINCT = count_windows((SIDE, SIDE), Block(0, 0, SIDE, SIDE), (64,), 32)
ROW = 48  # windows that a row of blocks shares with the next one, and those around a block
SIZE = 8704  # bytes of the tiny pack's features of a window, and a little more for a file's head
GOAL = 1.02


@pytest.fixture(scope="module")
def warm():
    return Warm()


@pytest.fixture(scope="module")
def raster(tmp_path_factory):
    path = tmp_path_factory.mktemp("raster") / "raster.tif"
    pixels = np.random.default_rng(4).integers(1, 255, (3, 44, 44), np.uint8).repeat(8, 1).repeat(8, 2)
    profile = {"driver": "GTiff", "width": SIDE, "height": SIDE, "count": 3, "dtype": "uint8", "crs": "EPSG:32633"}
    with rasterio.open(path, "w", **profile, transform=rasterio.Affine(0.3, 0, 5e5, 0, -0.3, 5e6)) as file:
        file.write(pixels)
    return path


@pytest.fixture(scope="module", autouse=True)
def one_bank(tmp_path_factory):
    patch = pytest.MonkeyPatch()
    patch.setenv("TERRALEX_CACHE", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def private_folders():
    """In place of the one for all tests, which would hide the shared bank."""


@pytest.fixture(scope="module")
def make(raster, tiny_pack, warm, tmp_path_factory):
    """Runs it with room for windows on the disk and in memory."""
    folder, patch = tmp_path_factory.mktemp("runs"), pytest.MonkeyPatch()

    def run(name, disk, memory, token=None, hear=None, block_px=BLOCK):
        patch.setattr(cache, "MEMORY_BYTES", memory * SIZE)
        patch.setattr(cache, "cache_folder", lambda kind: folder / f"{kind}_{name}")
        config = RunConfig(
            str(raster),
            str(folder / name),
            tuple(parse_names("road, tree")),
            str(tiny_pack),
            preset="draft",
            device="cpu",
            block_px=block_px,
            overrides={**OPTIONS, "store_gb": disk * SIZE / 1e9},
        )
        return result_of(segment(config, token or CancelToken(), warm), hear or (lambda event: None))

    yield run
    patch.undo()


@pytest.fixture(scope="module")
def whole(make):
    """In one block, which shares nothing."""
    result = make("whole", 0, 0, block_px=1024)
    assert result.encoded_windows == DISTINCT
    return bytes_of(result.folder)


def bytes_of(folder):
    return [(Path(folder) / name).read_bytes() for name in ("classes.tif", "confidence.tif")]


@pytest.mark.parametrize(
    ("disk", "memory"), [(1000, 0), (0, ROW), (ROW, 0), (ROW // 2, ROW // 2)], ids=["all", "off", "small", "both"]
)
def test_each_window_is_encoded_once(make, whole, disk, memory):
    result = make(f"{disk}_{memory}", disk, memory)
    assert DISTINCT <= result.encoded_windows <= GOAL * DISTINCT
    assert bytes_of(result.folder) == whole


def test_with_no_room_at_all_the_bytes_are_the_same(make, whole):
    result = make("nothing", 0, 0)
    assert result.encoded_windows > 3 * DISTINCT and bytes_of(result.folder) == whole


def test_a_run_that_was_stopped_goes_on_with_what_is_on_the_disk(make, whole, monkeypatch):
    token, encoded, encode = CancelToken(), [], OVDiff.encode
    monkeypatch.setattr(OVDiff, "encode", lambda self, windows: encoded.extend(windows) or encode(self, windows))

    def stop(event):
        if isinstance(event, Progress) and event.stage == "match" and event.done > 0.6 * event.total:
            token.cancel()

    with pytest.raises(Cancelled):
        make("stopped", ROW, 0, token, stop)
    before = len(encoded)
    result = make("stopped", ROW, 0)
    assert 0 < before < DISTINCT and len(encoded) == before + result.encoded_windows <= GOAL * DISTINCT
    assert bytes_of(result.folder) == whole
