"""Paper mode: the whole picture at a small size, crops and all, and bits that no block or thread changes."""

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin
from terralex.core.config import RunConfig
from terralex.core.errors import InputError
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.lattice import Block
from terralex.core.options import resolve_options
from terralex.core.packs import read_pack
from terralex.core.progress import CancelToken, result_of
from terralex.core.raster.source import Source
from terralex.core.score.paper import Mean, crops_of, enlarged, small_picture, small_shape
from terralex.core.vocabulary import parse_names

PAPER = {"short_side": 64, "windows": "64,48", "stride": 32, "blend": "uniform", "store_gb": 0}


def test_a_square_picture_has_the_papers_six_crops():
    crops = crops_of(448, 448, (448, 336), 224)
    assert [c.block for c in crops] == [
        Block(0, 0, 448, 448),
        Block(0, 0, 336, 336),
        Block(0, 112, 336, 336),
        Block(112, 0, 336, 336),
        Block(112, 112, 336, 336),
        Block(0, 0, 448, 448),
    ]


@pytest.mark.parametrize(("h", "w"), [(64, 64), (64, 97), (64, 383), (130, 64)])
def test_crops_lie_inside_cover_everything_and_repeat_nothing(h, w):
    for sizes in ((64,), (48,)):
        crops = crops_of(h, w, sizes, 32)
        assert crops[-1].block == Block(0, 0, h, w)
        seen = Mean(1, h, w)
        for crop in crops[:-1]:
            assert crop.block.intersect(Block(0, 0, h, w)) == crop.block
            seen.add(crop, np.zeros((1, crop.block.rows, crop.block.cols), np.float32))
        assert (seen._count > 0).all() and len({c.block for c in crops[:-1]}) == len(crops) - 1


def test_the_short_side_is_met_and_strips_are_refused():
    assert small_shape(1000, 1500, 448) == (448, 672) and small_shape(200, 100, 448) == (896, 448)
    with pytest.raises(InputError, match="7000 x 1000 px"):
        small_shape(1000, 7000, 448)
    with pytest.raises(InputError, match="tiles"):
        small_shape(17000, 17000, 448)


def test_scores_at_the_pictures_own_size_fit_together_from_any_blocks():
    scores = np.random.default_rng(0).normal(size=(2, 13, 17)).astype(np.float32)
    grid = Block(0, 0, 61, 83)
    whole = enlarged(scores, grid, (61, 83))
    for box in ((0, 0, 1, 1), (13, 40, 30, 43), (60, 82, 1, 1), (7, 0, 54, 9)):
        part = Block(*box)
        np.testing.assert_array_equal(enlarged(scores, part, (61, 83)), whole[(slice(None), *part.slices_in(grid))])
    torch = pytest.importorskip("torch")
    wanted = torch.nn.functional.interpolate(torch.from_numpy(scores)[None], (61, 83), mode="bilinear")[0].numpy()
    np.testing.assert_allclose(whole, wanted, atol=1e-5)


def run(image, out, pack, warm, names="building, road, water", **more):
    settings = {**PAPER, **more.pop("overrides", {})}
    job = segment(
        RunConfig(
            str(image),
            str(out),
            tuple(parse_names(names)),
            str(pack),
            preset="draft",
            device="cpu",
            overrides=settings,
            **more,
        ),
        CancelToken(),
        warm,
    )
    result = result_of(job)
    with rasterio.open(result.classes) as ids, rasterio.open(result.confidence) as share:
        return ids.read(1), share.read(1), result


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    patch = pytest.MonkeyPatch()
    patch.setenv("TERRALEX_CACHE", str(tmp_path_factory.mktemp("cache")))
    yield Warm()
    patch.undo()


@pytest.fixture(autouse=True)
def private_folders():
    """In place of the one for all tests, which would hide the shared bank."""


@pytest.mark.parametrize("overrides", [{}, {"pamr": True, "pamr_iterations": 2}])
def test_blocks_and_threads_do_not_change_a_pixel(tiny_pack, small_raster, warm, tmp_path, overrides):
    one = run(small_raster, tmp_path / "one", tiny_pack, warm, threads=1, overrides=overrides)
    two = run(small_raster, tmp_path / "two", tiny_pack, warm, threads=2, block_px=67, overrides=overrides)
    assert one[0].shape == (150, 200) and (one[0] == 255).sum() == 600  # the corner without data stays without
    np.testing.assert_array_equal(one[0], two[0])
    np.testing.assert_array_equal(one[1], two[1])


def test_the_whole_picture_counts_and_a_hole_is_filled_with_the_mean(tiny_pack, small_raster):
    pack = read_pack(tiny_pack)
    with Source.open(small_raster, pack, resolve_options(pack.manifest["defaults"])) as source:
        small = small_picture(source, 64)
        colours, valid = source.pixels(source.grid.block)
    assert small.shape == (3, 64, 85)
    mean = colours[:, valid].mean(1)
    np.testing.assert_allclose(small[:, 2, 2], mean, atol=1)


def test_paper_mode_looks_at_other_things_than_raster_mode(tiny_pack, small_raster, warm, tmp_path):
    paper, _, result = run(small_raster, tmp_path / "paper", tiny_pack, warm)
    raster, _, _ = run(small_raster, tmp_path / "raster", tiny_pack, warm, overrides={"short_side": 0})
    assert (paper != raster).any() and result.encoded_windows == len(crops_of(64, 85, (64, 48), 32))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"blend": "hann"}, "blend=uniform"),
        ({"windows": "128"}, "does not fit"),
        ({"threshold": 0.5}, "background=off"),
        ({"prefilter": "some"}, "off or share or subsets"),
    ],
)
def test_options_that_contradict_each_other_are_refused(wrong, words):
    with pytest.raises(InputError, match=words):
        resolve_options({**PAPER, **wrong})


def test_the_preset_paper_is_there_for_every_pack(tiny_pack):
    options = read_pack(tiny_pack).options("paper", {"pictures": 2})
    assert (options.short_side, options.windows, options.stride, options.blend) == (448, (448, 336), 224, "uniform")


def test_a_strip_is_refused_before_anything_is_encoded(tiny_pack, warm, tmp_path):
    path = tmp_path / "strip.tif"
    profile = {
        "driver": "GTiff",
        "width": 700,
        "height": 64,
        "count": 3,
        "dtype": "uint8",
        "crs": "EPSG:32633",
        "transform": from_origin(5e5, 5e6, 0.3, 0.3),
    }
    with rasterio.open(path, "w", **profile) as raster:
        raster.write(np.random.default_rng(0).integers(1, 255, (3, 64, 700), np.uint8))
    with pytest.raises(InputError, match="short_side"):
        run(path, tmp_path / "out", tiny_pack, warm)
    assert not (tmp_path / "out").exists()


def test_refined_rasters_are_the_same_for_any_block_and_thread(tiny_pack, small_raster, warm, tmp_path):
    raster = {"short_side": 0, "pamr": True, "pamr_iterations": 3, "windows": "64", "blend": "hann"}
    one = run(small_raster, tmp_path / "one", tiny_pack, warm, threads=1, overrides=raster)
    two = run(small_raster, tmp_path / "two", tiny_pack, warm, threads=2, block_px=64, overrides=raster)
    off = run(small_raster, tmp_path / "off", tiny_pack, warm, overrides={**raster, "pamr": False})
    np.testing.assert_array_equal(one[0], two[0])
    np.testing.assert_array_equal(one[1], two[1])
    assert (one[0] != off[0]).any()


def test_below_the_threshold_a_pixel_is_nobodys(tiny_pack, small_raster, warm, tmp_path):
    closed = {"background": False}
    all_ids, share, _ = run(small_raster, tmp_path / "all", tiny_pack, warm, overrides=closed)
    limit = float(np.nanmedian(share))
    some, _, _ = run(small_raster, tmp_path / "some", tiny_pack, warm, overrides={**closed, "threshold": limit})
    assert not (all_ids == 0).any()
    np.testing.assert_array_equal(some, np.where(share < np.float32(limit), 0, all_ids))
