"""What `make bench` measures is what it says: the parts of its scripts on tiny networks and rasters."""

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.fixture(autouse=True)
def scripts(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))


@pytest.fixture(scope="module")
def networks(tiny_pack):
    from terralex.core.model.networks import load_networks
    from terralex.core.packs import read_pack

    return load_networks(read_pack(tiny_pack), "cpu")


@pytest.fixture(scope="module")
def class_raster(tmp_path_factory):
    """48 x 40 pixels of three classes in squares of 8, with crumbs."""
    values = np.random.default_rng(2).integers(1, 4, (5, 6), np.uint8).repeat(8, 0).repeat(8, 1)
    values[3, 3] = values[20, 30] = 0
    path = tmp_path_factory.mktemp("classes") / "classes.tif"
    profile = {"driver": "GTiff", "width": 48, "height": 40, "count": 1, "dtype": "uint8", "nodata": 255}
    with rasterio.open(path, "w", crs="EPSG:32633", transform=rasterio.Affine(2, 0, 0, 0, -2, 80), **profile) as raster:
        raster.write(values, 1)
    return path


def test_every_goal_is_a_key_that_a_part_documents():
    import bench

    said = " ".join([bench.__doc__, *(part.__doc__ for part in bench.PARTS.values())])
    assert [key for key in bench.GOALS if f"`{key}`" not in said] == []


def test_the_bare_pipeline_draws_the_same_pictures_and_leaves_attribution_in_place(networks):
    from bare_pipeline import draw_bare
    from terralex.core.progress import CancelToken

    generator, options = networks.generator, SimpleNamespace(pictures=4, steps=2, guidance=2.0, sampler="dpmsolver++")
    before = dict(generator.pipelines.painter.attn_processors)
    chunks = draw_bare(generator, "an aerial photo of road", options, 2)
    assert dict(generator.pipelines.painter.attn_processors) == before
    told = generator.pictures([("an aerial photo of {word}", "road")], 0, 4, 2, 2.0, CancelToken())
    ours = np.concatenate([drawn.chunk[1] for drawn in told if drawn.chunk is not None])
    bare = np.concatenate([(chunk.numpy() * 255).round() for chunk in chunks])
    assert bare.shape == ours.shape and np.abs(bare - ours).max() <= 1


def test_the_shortest_of_the_tries_counts_and_the_first_round_does_not(monkeypatch):
    import generation_times

    clock, asked = iter([0, 10, 13, 20, 22]), []
    monkeypatch.setattr(generation_times, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    assert generation_times.shortest({"one": lambda: asked.append(1)}, 2) == {"one": 2}
    assert len(asked) == 3


@pytest.mark.parametrize(("store_gb", "memory", "most"), [(1.0, 0, 1.0), (0.0, 1 << 20, 1.0), (0.0, 0, 20.0)])
def test_windows_are_counted_as_in_a_run(tiny_pack, tmp_path, monkeypatch, store_gb, memory, most):
    import window_counts
    from terralex.core.cache import features

    monkeypatch.setattr(features, "MEMORY_BYTES", memory)
    raster = window_counts._grey(tmp_path / "grey.tif", 256)
    options = {"windows": "64", "stride": 32, "pamr": True, "pamr_iterations": 1}
    more = {"pack": str(tiny_pack), "block_px": 64, "overrides": options}
    encoded, distinct, looked_at = window_counts.counts(raster, tmp_path, store_gb, **more)
    assert distinct == 49 and looked_at > 3 * distinct
    assert encoded == min(most * distinct, looked_at)


def test_both_ways_to_polygons_make_the_same_areas(class_raster, tmp_path):
    import polygon_times

    raster = polygon_times.without_crumbs(class_raster, tmp_path / "large.tif", 2)
    with rasterio.open(raster) as opened:
        assert opened.shape == (80, 96) and 0 not in opened.read(1)
    ours, theirs = (
        polygon_times._ours(raster, tmp_path / "ours.gpkg"),
        polygon_times._gdals(raster, tmp_path / "traced.gpkg", tmp_path / "theirs.gpkg"),
    )
    assert ours[1] == theirs[1] > 20 and ours[0] > 0 and theirs[0] > 0


def test_a_raster_is_laid_out_of_samples(tmp_path):
    import memory_peaks

    with rasterio.open(memory_peaks.laid_out(tmp_path / "large.tif", 3, 20)) as raster:
        pixels = raster.read()
    assert pixels.shape == (3, 60, 60) and pixels.std() > 5
    np.testing.assert_array_equal(pixels[:, :20, :20], pixels[:, 40:, 20:40])


def test_half_precision_is_compared_with_full(tiny_pack, tmp_path, monkeypatch):
    import half_precision
    import window_counts

    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "cache"))  # put back afterwards
    raster = window_counts._grey(tmp_path / "grey.tif", 96)
    halved, halve = [], half_precision.halve
    monkeypatch.setattr(half_precision, "halve", lambda networks: halved.append(halve(networks)) or networks)
    share = half_precision.agreement(raster, str(tiny_pack), "road, tree", windows="64", stride=32, pamr=False)
    assert 0.8 < share <= 1 and halved


def test_fewer_channels_are_compared_with_all(tiny_pack, tmp_path, monkeypatch):
    import projection
    import window_counts

    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "cache"))  # put back afterwards
    wide = np.random.default_rng(0).normal(size=(40, 12)) * np.arange(1, 13)
    for onto in (projection.projection(12, 5), projection.projection(12, 5, wide)):
        assert np.allclose(onto @ onto, onto, atol=1e-6) and np.linalg.matrix_rank(onto) == 5
    assert np.diag(onto)[-3:].min() > 0.5 > np.diag(onto)[:3].max()  # along the widest
    raster = window_counts._grey(tmp_path / "grey.tif", 96)
    more = {"pack": str(tiny_pack), "classes": "road, tree, water", "windows": "64", "stride": 32}
    found = projection.agreements(raster, (1.0 - 1e-9, 0.1), **more)
    assert found[1.0 - 1e-9] > 0.999 and found[0.1] < 0.99
    assert projection.agreements(raster, (0.1,), least=1000, **more) == {0.1: 1.0}  # no extractor has so many


def test_the_peak_of_each_stage_is_told_and_what_lies_on_the_disk(tiny_pack, tmp_path, monkeypatch):
    import memory_peaks
    import window_counts
    from terralex.core.vocabulary import parse_names

    classes = tuple(parse_names("road, water"))
    raster, kept = window_counts._grey(tmp_path / "grey.tif", 96), {}
    for store_gb in (1, 0):
        monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / f"cache_{store_gb}"))
        more = {"pack": str(tiny_pack), "classes": classes, "overrides": {"store_gb": store_gb}}
        found = memory_peaks.peaks_of_run(str(raster), str(tmp_path / f"run_{store_gb}"), **more)
        assert {"match", "write"} <= set(found["stages"]) and min(found["stages"].values()) > 50
        assert "polygons" not in found["stages"]
        kept[store_gb] = found["kept_mb"]
    assert kept[1] > kept[0] == 0


def test_what_was_found_is_written_with_its_goal_its_bound_and_the_machine(tmp_path, capsys):
    import bench_report

    file = tmp_path / "bench.json"
    bench_report.report(
        {"a_s": 2.5, "share": 0.9}, {"a_s": 3, "other": 1}, {"share": 0.8}, {"a_s": 1}, {"gpu": "X"}, file
    )
    told = json.loads(file.read_text())
    assert told["goals"] == {"a_s": 3, "share": 0.8} and told["bounds"] == {"a_s": 1} and told["a_s"] == 2.5
    assert told["machine"]["gpu"] == "X" and told["machine"]["cores"]
    out = capsys.readouterr().out
    assert "a_s 2.50, the goal is at most 3, the bound 1" in out and "share 0.9, the goal is at least 0.8" in out
