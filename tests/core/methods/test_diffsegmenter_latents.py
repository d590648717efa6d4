"""One pass of the autoencoder serves OVDiff's U-Net features and DiffSegmenter, whatever the timestep and the text."""

from types import SimpleNamespace

import numpy as np
import pytest
import rasterio
from terralex.core.config import RunConfig
from terralex.core.jobs.measure import measure
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.progress import CancelToken, result_of
from terralex.core.vocabulary import parse_names

OF = {"ovdiff": {"extractors": "unet", "pictures": 1, "steps": 1}, "diffsegmenter": {}}


@pytest.fixture
def autoencoded(monkeypatch):
    """Sides of all pictures that an autoencoder has seen."""
    from diffusers import AutoencoderKL

    encode, sides = AutoencoderKL.encode, []

    def counting(self, x, *args, **kwargs):
        sides.extend([x.shape[3]] * len(x))
        return encode(self, x, *args, **kwargs)

    monkeypatch.setattr(AutoencoderKL, "encode", counting)
    return sides


@pytest.fixture
def run(tmp_path, small_raster, tiny_pack, autoencoded, monkeypatch):
    """`run(method, **options)`: the map, and how many pictures of a window's size the autoencoder has seen."""
    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "cache"))
    warm, folders = Warm(), iter(range(99))

    def make(method, names="building, water", **options):
        config = RunConfig(
            str(small_raster),
            str(tmp_path / str(next(folders))),
            tuple(parse_names(names)),
            str(tiny_pack),
            method,
            "draft",
            "cpu",
            overrides={"windows": "64", "stride": 64, **OF[method], **options},
        )
        autoencoded.clear()
        result = result_of(segment(config, CancelToken(), warm))
        latents = autoencoded.count(64)  # support pictures have 32 px
        with rasterio.open(result.classes) as raster:
            return SimpleNamespace(map=raster.read(1), encoded=result.encoded_windows, latents=latents)

    return make


def test_after_ovdiff_no_window_goes_through_the_autoencoder_again_and_no_pixel_is_another(run):
    first = run("ovdiff")
    after = run("diffsegmenter")
    assert first.latents > 0 and after.encoded > 0 and after.latents == 0
    by_itself = run("diffsegmenter", store_gb=0)
    assert by_itself.latents == after.encoded
    np.testing.assert_array_equal(after.map, by_itself.map)


def test_and_the_other_way_round(run):
    first = run("diffsegmenter")
    assert first.latents == first.encoded  # the raster's places are windows
    after = run("ovdiff")
    assert after.encoded > 0 and after.latents == 0
    np.testing.assert_array_equal(after.map, run("ovdiff", store_gb=0).map)


@pytest.mark.parametrize("other", [{"timestep": 300}, {"running": "road"}, {"entries": 8}, {"scheme": "paper"}])
def test_what_changes_the_pass_of_the_u_net_leaves_the_latents(run, other):
    first = run("diffsegmenter")
    again = run("diffsegmenter", **other)
    assert again.encoded == first.encoded and again.latents == 0
    assert (again.map != first.map).any()


def test_other_windows_have_latents_of_their_own(run):
    first = run("diffsegmenter")
    other = run("diffsegmenter", stride=32)
    assert first.latents > 0 and other.latents == other.encoded > 0


def test_what_it_costs_is_measured_with_the_autoencoder(tiny_pack, autoencoded, tmp_path, monkeypatch):
    monkeypatch.setattr("terralex.core.methods.costs.PART_S", 0.05)
    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "cache"))
    result_of(measure(str(tiny_pack), CancelToken(), "cpu", Warm(), "diffsegmenter"))
    assert min(autoencoded.count(side) for side in (64, 48)) > 2  # every try of both sizes, the same picture
    assert not list((tmp_path / "cache").rglob("*.features"))
