"""The run folder: resumed, refused, killed, full; and the rasters that come out of it."""

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import rasterio
from terralex.core.errors import InputError, OutputError
from terralex.core.files.class_raster import read_classes
from terralex.core.lattice import Block, plan_blocks
from terralex.core.options import Options
from terralex.core.outputs.run_folder import RunFolder
from terralex.core.raster.source import Source
from terralex.core.recipe import PIXEL_RULE, run_name
from terralex.core.score.decide import BlockResult
from terralex.core.vocabulary import parse_names, with_colours
from terralex.tests.core.rasters import pack_at, picture, write_tif

CLASSES = with_colours(parse_names("building, road & rail, Weiher <groß>"))
RECIPE = {"identity": {"classes": [c.to_dict() for c in CLASSES], "seed": 0}, "warnings": ["mind the gap"]}


def answer(block: Block, count: int = 3, nodata: int = 255) -> BlockResult:
    """What a run could have decided: depends on the pixel only; one pixel in nine is nodata."""
    row, col = np.mgrid[block.row : block.stop[0], block.col : block.stop[1]]
    missing = (row + 2 * col) % 9 == 0
    dtype = np.uint8 if nodata == 255 else np.uint16
    share = ((row * 31 + col * 17) % 97 / 97).astype(np.float32)
    return BlockResult(
        classes=np.where(missing, nodata, (row // 3 + col // 5) % (count + 1)).astype(dtype),
        confidence=np.where(missing, np.nan, share).astype(np.float32),
        margin=np.where(missing, np.nan, share / 2).astype(np.float32),
        second=np.where(missing, nodata, (row // 5 + col // 3) % (count + 1)).astype(dtype),
    )


@pytest.fixture
def source(tmp_path):
    with Source.open(write_tif(tmp_path / "a.tif", picture(310, 290)), pack_at(0.3), Options()) as opened:
        yield opened


@pytest.fixture
def coarse(tmp_path):
    """A raster of which 3 x 3 pixels make one, with cut-off cells and a hole that is not in line with them."""
    array = picture(310, 290)
    array[:, 40:77, 33:101] = 0
    with Source.open(write_tif(tmp_path / "b.tif", array, nodata=0), pack_at(0.9), Options()) as opened:
        yield opened


def finish(out, source, area=None, block_px=100, grid_mode="working", recipe=RECIPE, classes=CLASSES, **answers):
    """A whole run without networks."""
    area = area or source.grid.block
    with RunFolder.start(out, recipe) as run:
        for block in set(plan_blocks(area, block_px)) - run.finished_blocks():
            run.put_block(block, answer(block, **answers))
        run.assemble(source, area, classes, grid_mode)
        run.pending("segments.gpkg").write_bytes(b"polygons")
        run.note_vector({"polygons": 7})
        return run.publish(seconds={"match": 1.5}, peak_mb=10.0, encoded_windows=3, kept_windows=4)


def read(path):
    with rasterio.open(path) as dataset:
        return dataset.read(1), {**dataset.profile, "overviews": dataset.overviews(1)}, dataset


# Outputs


def test_a_finished_run_holds_its_outputs_and_nothing_else(tmp_path, source):
    result = finish(tmp_path / "run", source)
    assert {p.name for p in (tmp_path / "run").iterdir()} == {
        "recipe.json",
        "ledger.jsonl",
        "classes.tif",
        "classes.tif.aux.xml",
        "confidence.tif",
        "segments.gpkg",
    }
    data = result.to_dict()
    assert json.loads(json.dumps(data)) == data
    assert all(Path(data[name]).exists() for name in ("folder", "classes", "confidence", "segments", "recipe"))
    assert data["warnings"] == ["mind the gap"] and data["polygons"] == {"polygons": 7}
    expected = answer(source.grid.block).classes
    names = ["background", *(c.name for c in CLASSES)]
    assert data["counts"] == {name: int((expected == value).sum()) for value, name in enumerate(names)}
    recipe = json.loads(Path(result.recipe).read_text())
    assert recipe["identity"] == RECIPE["identity"] and recipe["result"]["counts"] == data["counts"]


def test_rasters_show_the_blocks_at_their_place(tmp_path, source):
    area = Block(13, 29, 270, 241)
    result = finish(tmp_path / "run", source, area)
    expected = answer(area)
    ids, profile, dataset = read(result.classes)
    assert np.array_equal(ids, expected.classes) and profile["nodata"] == 255 and profile["dtype"] == "uint8"
    assert profile["tiled"] and profile["compress"] == "deflate" and profile["overviews"] == [2]
    assert dataset.crs.to_wkt() == source.grid.crs
    assert tuple(dataset.transform)[:6] == pytest.approx((0.3, 0, 5e5 + 29 * 0.3, 0, -0.3, 58e5 - 13 * 0.3))
    confidence, profile, _ = read(result.confidence)
    assert np.array_equal(confidence, expected.confidence, equal_nan=True) and np.isnan(profile["nodata"])


def test_blocks_of_any_size_give_the_same_bytes(tmp_path, source):
    results = [finish(tmp_path / str(px), source, block_px=px) for px in (64, 97, 1024)]
    for name in ("classes", "confidence"):
        assert len({Path(getattr(result, name)).read_bytes() for result in results}) == 1


def test_the_polygon_stage_finds_four_rasters_on_the_working_grid(tmp_path, coarse):
    area = Block(5, 7, 60, 70)
    for mode in ("working", "source"):
        with RunFolder.start(tmp_path / mode, RECIPE) as run:
            for block in plan_blocks(area, 32):
                run.put_block(block, answer(block))
            run.assemble(coarse, area, CLASSES, mode)
            expected = answer(area)
            for name in ("classes", "confidence", "margin", "second"):
                array, _, dataset = read(getattr(run, f"working_{name}"))
                assert np.array_equal(array, getattr(expected, name), equal_nan=name in ("confidence", "margin"))
                assert tuple(dataset.transform)[:6] == pytest.approx(coarse.grid.transform_of(area))


def test_the_source_grid_repeats_each_working_pixel_and_keeps_the_sources_nodata(tmp_path, coarse):
    whole = finish(tmp_path / "whole", coarse, grid_mode="source")
    ids, _, dataset = read(whole.classes)
    with rasterio.open(coarse.path) as raster:
        assert dataset.shape == raster.shape and dataset.transform == raster.transform
        valid = raster.dataset_mask() > 0
    repeated = answer(coarse.grid.block).classes.repeat(3, axis=0).repeat(3, axis=1)[:310, :290]
    assert np.array_equal(ids, np.where(valid, repeated, 255))
    confidence = read(whole.confidence)[0]
    assert np.array_equal(np.isnan(confidence), ids == 255)
    area = Block(10, 20, 93, 50)
    part = read(finish(tmp_path / "part", coarse, area, grid_mode="source").classes)
    assert np.array_equal(part[0], ids[30:309, 60:210])
    assert tuple(part[2].transform)[:6] == pytest.approx((0.3, 0, 5e5 + 18, 0, -0.3, 58e5 - 9))


def test_colours_and_names_travel_with_the_class_raster(tmp_path, source):
    result = finish(tmp_path / "run", source)
    with rasterio.open(result.classes) as dataset:
        table = dataset.colormap(1)
    for value, spec in enumerate(CLASSES, start=1):
        assert "#{:02x}{:02x}{:02x}".format(*table[value][:3]) == spec.colour
    assert table[255][3] == 0
    assert read_classes(result.classes) == CLASSES
    sidecar = ElementTree.parse(result.classes + ".aux.xml")  # GDAL's PAM: band 1, names of the values 0, 1, …
    names = sidecar.findall("./PAMRasterBand[@band='1']/CategoryNames/Category")
    assert [name.text for name in names] == ["background", *(c.name for c in CLASSES)]


def test_more_than_254_classes_take_16_bits(tmp_path, source):
    classes = with_colours(parse_names(", ".join(f"kind {k}" for k in range(300))))
    result = finish(tmp_path / "run", source, classes=classes, count=300, nodata=65535)
    ids, profile, _ = read(result.classes)
    assert profile["dtype"] == "uint16" and profile["nodata"] == 65535 and ids[0, 0] == 65535
    assert read_classes(result.classes) == classes
    with rasterio.open(result.classes) as dataset:
        assert "#{:02x}{:02x}{:02x}".format(*dataset.colormap(1)[300][:3]) == classes[299].colour


def test_a_raster_without_class_names_is_not_taken_for_a_result(tmp_path, source):
    with pytest.raises(InputError, match=r"a\.tif does not name its classes"):
        read_classes(source.path)


def test_a_class_raster_can_be_edited_in_place(tmp_path, source):
    result = finish(tmp_path / "run", source)
    with rasterio.open(result.classes, "r+") as dataset:
        dataset.write(np.full((5, 7), 2, np.uint8), 1, window=((11, 16), (250, 257)))
    ids, _, _ = read(result.classes)
    assert (ids[11:16, 250:257] == 2).all() and read_classes(result.classes) == CLASSES


# Which folder


def test_a_finished_run_is_refused_by_name_and_not_touched(tmp_path, source):
    finish(tmp_path / "run", source)
    before = {p: (p.stat().st_mtime_ns, p.stat().st_size) for p in (tmp_path / "run").iterdir()}
    for recipe in (RECIPE, {"identity": "other"}):
        with pytest.raises(OutputError, match=r"run already holds a finished run"):
            RunFolder.start(tmp_path / "run", recipe)
    assert before == {p: (p.stat().st_mtime_ns, p.stat().st_size) for p in (tmp_path / "run").iterdir()}


def test_an_empty_folder_is_the_runs_own_and_a_used_one_gets_it_inside(tmp_path, source):
    (tmp_path / "empty").mkdir()
    assert finish(tmp_path / "empty", source).folder == str(tmp_path / "empty")
    used = tmp_path / "used"
    used.mkdir()
    (used / "thesis.txt").write_text("mine")
    first = finish(used, source)
    assert Path(first.folder) == used / run_name(RECIPE) and (used / "thesis.txt").read_text() == "mine"
    with RunFolder.start(used, RECIPE) as again:  # the first is finished: another one beside it
        assert again.path.name == run_name(RECIPE) + "-2" and "other files" in again.notes[0].message
        again.put_block(Block(0, 0, 2, 2), answer(Block(0, 0, 2, 2)))
    with RunFolder.start(used, RECIPE) as resumed:
        assert resumed.path == again.path and len(resumed.finished_blocks()) == 1


def test_an_unfinished_run_goes_on_and_another_one_is_refused(tmp_path):
    block = Block(0, 0, 20, 30)
    with RunFolder.start(tmp_path / "run", RECIPE) as run:
        run.put_block(block, answer(block))
    with RunFolder.start(tmp_path / "run", {**RECIPE, "warnings": [], "threads": 8}) as run:
        assert run.finished_blocks() == {block}
        kept = run.get_block(block)
        for name in ("classes", "second", "confidence", "margin"):
            assert np.array_equal(getattr(kept, name), getattr(answer(block), name), equal_nan=name[0] in "cm")
    with pytest.raises(OutputError, match="unfinished run with other settings"):
        RunFolder.start(tmp_path / "run", {"identity": "other"})


def test_an_unfinished_run_that_read_pixels_by_another_rule_does_not_go_on_and_the_reason_is_said(tmp_path):
    former = {"identity": {"seed": 0, "raster": {"size": [30, 20]}}}
    block = Block(0, 0, 20, 30)
    with RunFolder.start(tmp_path / "run", former) as run:
        run.put_block(block, answer(block))
    today = {"identity": {"seed": 0, "raster": {"size": [30, 20], "rule": PIXEL_RULE}}}
    with pytest.raises(OutputError, match="of an earlier version, which read pixels by another rule"):
        RunFolder.start(tmp_path / "run", today)


def test_a_run_that_failed_before_its_first_block_leaves_nothing_behind(tmp_path):
    for made in (True, False):
        out = tmp_path / f"run{made}"
        if not made:
            out.mkdir()
        with pytest.raises(RuntimeError), RunFolder.start(out, RECIPE):
            raise RuntimeError("no such network")
        assert out.exists() is not made and (made or not list(out.iterdir()))


def test_a_second_run_in_the_same_folder_waits_for_its_turn(tmp_path):
    with RunFolder.start(tmp_path / "run", RECIPE) as run:
        run.put_block(Block(0, 0, 2, 2), answer(Block(0, 0, 2, 2)))
        with pytest.raises(OutputError, match=rf"at work in .*run \(process {os.getpid()}\)"):
            RunFolder.start(tmp_path / "run", RECIPE)
    with RunFolder.start(tmp_path / "run", RECIPE) as run:
        assert len(run.finished_blocks()) == 1


def test_an_output_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(OutputError, match="out is a file"):
        RunFolder.start(tmp_path / "out", RECIPE)


def test_a_name_that_no_folder_can_have_is_refused(tmp_path):
    (tmp_path / "letter").touch()
    for out in (tmp_path / ("x" * 300), tmp_path / "letter" / "run"):
        with pytest.raises(OutputError, match="cannot be a folder") as caught:
            RunFolder.start(out, RECIPE)
        assert "another" in caught.value.hint
