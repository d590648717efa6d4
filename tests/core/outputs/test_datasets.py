"""Data sets for training, read back by other libraries and compared shape by shape."""

import csv
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pystac
import pytest
import rasterio
import rasterio.features
import shapely
from pycocotools.coco import COCO
from pyproj import Transformer
from pystac.extensions.label import LabelExtension
from rasterio.transform import Affine
from terralex.core.commands import Export
from terralex.core.errors import Cancelled, InputError, OutputError
from terralex.core.files.layers import Field, Layer, read_layer, write_layer
from terralex.core.jobs.commands import Engine
from terralex.core.outputs.dataset_writers import as_rle, one_ring
from terralex.core.progress import CancelToken, Progress, result_of
from terralex.core.results import ClassTable, write_table
from terralex.core.vocabulary import ClassSpec

RUN = Path(__file__).parents[2] / "fixtures" / "run_0_1"
ROWS, COLS, CHIP = 120, 160, 64


@pytest.fixture
def run(tmp_path):
    """A finished run of 120 x 160 pixels with 82 polygons, some with holes, beside its raster."""
    shutil.copytree(RUN, tmp_path / "work")
    recipe = tmp_path / "work" / "run" / "recipe.json"
    told = json.loads(recipe.read_text("utf-8"))
    recipe.write_text(json.dumps({**told, "image": str(tmp_path / "work" / "image.tif")}), encoding="utf-8")
    return tmp_path / "work" / "run"


def exported(run, format, **asked):
    out = run.parent / f"out {format}"
    shutil.rmtree(out, ignore_errors=True)
    request = Export(str(run / "segments.gpkg"), str(out), format, **{"chip": CHIP, **asked})
    return result_of(Engine().do("export", request.to_dict(), CancelToken())), out


def truth(run):
    """The run's own polygons in pixels, by class id."""
    with rasterio.open(run / "classes.tif") as raster:
        inverse = ~raster.transform
    layer = read_layer(run / "segments.gpkg", None, run.parent)
    (run.parent / "copy.gpkg").unlink(missing_ok=True)
    shapes = shapely.transform(layer.geometry, lambda xy: np.column_stack(inverse * (xy[:, 0], xy[:, 1])))
    return shapes, layer.fields["class_id"].values, layer.fids


def pictures(folder):
    return sorted(folder.rglob("images/**/*.png"))


def test_masks_put_together_are_the_polygons_burnt_and_lie_where_the_raster_lies(run):
    done, out = exported(run, "masks")
    shapes, values, _ = truth(run)
    right = rasterio.features.rasterize(zip(shapes, values.tolist()), (ROWS, COLS), fill=255, dtype="uint8")
    whole, seen = np.full((ROWS, COLS), 7, np.uint8), np.zeros((3, ROWS, COLS), np.uint8)
    with rasterio.open(run.parent / "image.tif") as image:
        place, colours, crs = image.transform, image.read(), image.crs
    for file in pictures(out):
        with rasterio.open(file) as chip, rasterio.open(out / "masks" / file.name) as mask:
            col, row = ~place * (chip.transform.c, chip.transform.f)
            assert (round(row) % CHIP, round(col) % CHIP) == (0, 0) and np.allclose(chip.transform[:2], place[:2])
            assert mask.transform == chip.transform and chip.crs == mask.crs == crs
            here = (slice(round(row), round(row) + mask.height), slice(round(col), round(col) + mask.width))
            whole[here], seen[(slice(None), *here)] = mask.read(1), chip.read()
            assert mask.colormap(1)[1][:3] == (0xD7, 0x19, 0x1C)
    assert np.array_equal(seen, colours)
    centres = [shapely.Point(col + 0.5, row + 0.5) for row, col in np.argwhere(whole != right)]
    edges = shapely.union_all(shapely.boundary(shapes))
    assert len(centres) < 20 and all(edges.distance(centre) < 1e-6 for centre in centres), "ties on a border"
    assert done["chips"] == 6 and done["features"] == done["of"] == int((values > 0).sum())
    with (out / "classes.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    assert [table[0][key] for key in ("id", "name", "colour")] == ["1", "building", "#d7191c"]
    told = json.loads((out / "dataset.json").read_text("utf-8"))
    assert told["chip"] == CHIP and told["chips"] == {"all": 6} and (out / "recipe.json").is_file()


def clipped(run, image):
    """What of each polygon lies in a chip, in the chip's pixels, by its id in the file."""
    shapes, values, fids = truth(run)
    frame = shapely.box(image["col"], image["row"], image["col"] + image["width"], image["row"] + image["height"])
    pieces = shapely.transform(shapely.intersection(shapes, frame), lambda xy: xy - (image["col"], image["row"]))
    return {int(f): (int(v), piece) for f, v, piece in zip(fids, values, pieces) if v > 0 and piece.area >= 1}


@pytest.mark.parametrize("format", ["coco", "coco-rle"])
def test_coco_is_read_by_pycocotools_and_its_objects_are_the_polygons(run, format):
    done, out = exported(run, format, split="50/30/20", seed=3, licence="CC-BY-4.0", credit="us")
    found = 0
    for part in done["parts"]:
        coco = COCO(str(out / "annotations" / f"instances_{part}.json"))
        assert coco.dataset["licenses"][0]["name"] == "CC-BY-4.0"
        assert [each["name"] for each in coco.loadCats(coco.getCatIds())] == ["building", "road", "water"]
        for image in coco.loadImgs(coco.getImgIds()):
            assert (out / "images" / image["file_name"]).is_file()
            assert image["file_name"].startswith(part + "/")
            right = clipped(run, image)
            objects = coco.loadAnns(coco.getAnnIds(image["id"]))
            assert {each["fid"] for each in objects} <= set(right)
            for each in objects:
                value, piece = right[each["fid"]]
                assert each["category_id"] == value
                outline = isinstance(each["segmentation"], list)
                assert outline == (format == "coco" and not any(p.interiors for p in shapely.get_parts(piece)))
                if outline:
                    rings = [np.array(ring).reshape(-1, 2) for ring in each["segmentation"]]
                    shape = shapely.union_all([shapely.Polygon(ring) for ring in rings])
                    assert shapely.symmetric_difference(shape, piece).area < 0.05 + 0.01 * piece.length
                    assert each["area"] == pytest.approx(piece.area, abs=1.0)
                else:
                    mask = coco.annToMask(each)
                    whole = [part for part in shapely.get_parts(piece) if part.area >= 1]
                    burnt = rasterio.features.rasterize(whole, mask.shape, dtype="uint8")
                    ties = [shapely.Point(x + 0.5, y + 0.5) for y, x in np.argwhere(mask != burnt)]
                    assert all(piece.boundary.distance(centre) < 1e-6 for centre in ties)
                    assert each["area"] == mask.sum()
                    up, left = np.argwhere(mask).min(axis=0)
                    assert each["bbox"][:2] == [left, up]
                found += 1
    assert found == done["objects"] > 70 and sum(done["parts"].values()) == 6


def test_yolo_is_read_by_a_plain_parser_and_its_outlines_are_the_polygons(run):
    _, out = exported(run, "yolo")
    rows = dict(line.split(": ", 1) for line in (out / "data.yaml").read_text("utf-8").splitlines() if ": " in line)
    assert rows["train"] == rows["val"] == '"images"' and rows["  0"] == '"building"'
    for file in pictures(out):
        with rasterio.open(file) as chip:
            width, height = chip.width, chip.height
        row, col = (int(part) for part in file.stem.split("_")[-2:])
        right = clipped(run, {"row": row, "col": col, "width": width, "height": height})
        objects = []
        for line in (out / "labels" / f"{file.stem}.txt").read_text().splitlines():
            number, *numbers = line.split()
            corners = np.array(numbers, float).reshape(-1, 2)
            assert len(corners) >= 3 and corners.min() >= 0 and corners.max() <= 1
            x, y = (corners * (width, height)).T
            signed = (np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
            objects.append((int(number) + 1, shapely.make_valid(shapely.Polygon(zip(x, y))), abs(signed)))
        parts = [(value, part) for value, piece in right.values() for part in shapely.get_parts(piece)]
        parts = [each for each in parts if each[1].area >= 1]
        assert len(objects) == len(parts)
        for value, part in parts:
            near = [shapely.symmetric_difference(shape, part).area for v, shape, _ in objects if v == value]
            best = int(np.argmin(near))
            assert near[best] < 0.05 + 0.01 * part.length, "also where a hole was cut open"
            objects.remove([each for each in objects if each[0] == value][best])


def test_a_stac_item_is_read_by_pystac(run):
    done, out = exported(run, "stac", credit="us", licence="CC-BY-4.0")
    item = pystac.Item.from_file(str(out / "labels.json"))
    label = LabelExtension.ext(item)
    assert label.label_type == "vector" and item.properties["license"] == "CC-BY-4.0"
    assert set(label.label_classes[0].classes) == {"building", "road", "water", "background"}
    assert sum(each.count for each in label.label_overviews[0].counts) == done["features"] == 82
    assert "https://stac-extensions.github.io/label/v1.0.1/schema.json" in item.stac_extensions
    source = next(link for link in item.links if link.rel == "source")
    image = pystac.Item.from_file(str(out / source.target))
    assert Path(image.assets["image"].href.removeprefix("file://")) == run.parent / "image.tif"
    assert shapely.box(*image.bbox).buffer(1e-6).contains(shapely.box(*item.bbox))
    data = json.loads((out / item.assets["labels"].href).read_text("utf-8"))
    assert len(data["features"]) == 82
    shapes = shapely.union_all([shapely.geometry.shape(each["geometry"]) for each in data["features"]])
    assert np.allclose(shapes.bounds, item.bbox, atol=1e-7)


READ = """
import json, sys
from osgeo import ogr
source = ogr.Open(sys.argv[1])
layer = source.GetLayer(0)
print(json.dumps([(f.GetField("class_name"), f.GetGeometryRef().ExportToWkt()) for f in layer]))
"""


@pytest.mark.parametrize(
    "format, file",
    [
        ("shapefile", "map.shp"),
        ("gpkg", "map.gpkg"),
        ("geojson", "map.geojson"),
        ("flatgeobuf", "map.fgb"),
        ("stac", "map/labels.geojson"),
    ],
)
def test_every_polygon_in_a_file_is_the_one_that_was_exported(run, format, file):
    """Read by QGIS's own GDAL, which is another library than the one that writes, and compared one by one."""
    request = Export(str(run / "segments.gpkg"), str(run.parent / Path(file).parts[0]), format)
    result_of(Engine().do("export", request.to_dict(), CancelToken()))
    read = subprocess.run(
        ["/usr/bin/python3", "-c", READ, str(run.parent / file)], check=True, capture_output=True, text=True
    )
    names, texts = zip(*json.loads(read.stdout))
    found, near = shapely.from_wkt(list(texts)), 0.0
    if format in ("geojson", "stac"):  # in longitude and latitude, rounded to seven digits: a centimetre
        back = Transformer.from_crs(4326, 32633, always_xy=True).transform
        found, near = shapely.transform(found, lambda xy: np.column_stack(back(xy[:, 0], xy[:, 1]))), 0.02
    source = read_layer(run / "segments.gpkg", None, run.parent)
    right = list(zip(source.fields["class_name"].values.tolist(), source.geometry))
    assert len(found) == len(right) == 82
    for name, shape in zip(names, found):
        shape = shapely.make_valid(shape)
        off = [shapely.symmetric_difference(shape, each).area if n == name else np.inf for n, each in right]
        best = int(np.argmin(off))
        assert off[best] <= near * shape.length + 1e-6, name
        del right[best]


def test_what_tears_is_told_and_exported_all_the_same(run):
    """One polygon moved by hand: a gap where it was, an overlap where it is."""
    source = read_layer(run / "segments.gpkg", None, run.parent)
    largest = int(np.argmax(shapely.area(source.geometry)))
    source.geometry[largest] = shapely.transform(source.geometry[largest], lambda xy: xy + 2.0)
    (run / "segments.gpkg").unlink()
    write_layer(run / "segments.gpkg", source, "GPKG")
    for format in ("masks", "coco", "yolo", "stac"):
        done, _ = exported(run, format)
        told = " ".join(done["notes"])
        assert "leave gaps" in told and "overlap" in told, (format, told)


def test_what_was_left_out_has_no_label_and_background_is_no_object(run):
    _, values, fids = truth(run)
    some = [int(fid) for fid, value in zip(fids, values) if value == 1][:3]
    _, out = exported(run, "masks", fids=some, empty=False)
    masks = {file.name: rasterio.open(file).read(1) for file in sorted((out / "masks").glob("*.png"))}
    assert set(np.unique(np.concatenate([m.ravel() for m in masks.values()]))) == {1, 255}
    done, out = exported(run, "coco", fids=some, empty=False)
    data = json.loads((out / "annotations" / "instances.json").read_text())
    assert {each["fid"] for each in data["annotations"]} <= set(some) and done["features"] == 3
    assert len(data["images"]) == len(masks) < 6 and any("without an object" in note for note in done["notes"])


def test_the_users_own_codes_and_classes_without_a_polygon_are_in_the_table(run):
    specs = [ClassSpec("building", colour="#102030", value=40), ClassSpec("road"), ClassSpec("water", value=7)]
    write_table(run, ClassTable.of_specs([*specs, ClassSpec("wharf", value=99)]), "codes")
    _, out = exported(run, "coco")
    with (out / "classes.csv").open(encoding="utf-8") as file:
        rows = [(row["id"], row["name"], row["code"], row["number"]) for row in csv.DictReader(file)]
    assert rows == [
        ("1", "building", "40", "0"),
        ("2", "road", "", "1"),
        ("3", "water", "7", "2"),
        ("4", "wharf", "99", "3"),
    ]
    data = json.loads((out / "annotations" / "instances.json").read_text())
    assert [each["code"] for each in data["categories"]] == [40, None, 7, 99]


def test_a_layer_that_is_no_coverage_has_background_between_its_polygons(run, tmp_path):
    names = np.array(["pond", "field", None], object)
    shapes = np.array([shapely.box(x, 0, x + 8, 8) for x in (0, 8, 30)])
    place = rasterio.open(run.parent / "image.tif").transform
    shapes = shapely.transform(shapes, lambda xy: np.column_stack(place * (xy[:, 0] + 4, xy[:, 1] + 4)))
    fields = {"class_name": Field(names, names == None)}  # noqa: E711
    write_layer(tmp_path / "own.gpkg", Layer("own", shapes, np.arange(3), fields, "EPSG:32633"), "GPKG")
    request = Export(str(tmp_path / "own.gpkg"), str(tmp_path / "m"), "masks", image=str(run.parent / "image.tif"))
    result_of(Engine().do("export", {**request.to_dict(), "chip": 64}, CancelToken()))
    (mask,) = [rasterio.open(file).read(1) for file in sorted((tmp_path / "m" / "masks").glob("*.png"))]
    assert mask[5, 5] == 2 and mask[5, 13] == 1 and mask[40, 40] == 0 and mask[5, 36] == 0
    with pytest.raises(InputError, match="lies in the folder of no run"):
        exported_own = Export(str(tmp_path / "own.gpkg"), str(tmp_path / "n"), "masks")
        result_of(Engine().do("export", exported_own.to_dict(), CancelToken()))


@pytest.mark.parametrize("pieces, objects", [(False, 1), (True, 2)])
def test_what_the_run_has_cut_is_one_object_again(run, tmp_path, pieces, objects):
    place = rasterio.open(run.parent / "image.tif").transform
    shapes = np.array([shapely.box(4, 4, 10, 20), shapely.box(10, 4, 30, 20)])
    shapes = shapely.transform(shapes, lambda xy: np.column_stack(place * (xy[:, 0], xy[:, 1])))
    none = np.zeros(2, bool)
    fields = {
        "class_id": Field(np.array([1, 1], np.int32), none, "OFTInteger"),
        "class_name": Field(np.array(["pond", "pond"], object), none),
        "region": Field(np.array([7, 7], np.int32), none, "OFTInteger"),
    }
    write_layer(tmp_path / "own.gpkg", Layer("own", shapes, np.arange(2), fields, "EPSG:32633"), "GPKG")
    asked = Export(str(tmp_path / "own.gpkg"), str(tmp_path / "c"), "coco", image=str(run.parent / "image.tif"))
    done = result_of(Engine().do("export", {**asked.to_dict(), "pieces": pieces}, CancelToken()))
    data = json.loads((tmp_path / "c" / "annotations" / "instances.json").read_text())
    assert done["objects"] == len(data["annotations"]) == objects
    assert sum(each["area"] for each in data["annotations"]) == pytest.approx(26 * 16, abs=0.01)


def test_it_is_stopped_between_chips_and_leaves_nothing(run):
    token, seen = CancelToken(), []

    def hear(event):
        if isinstance(event, Progress) and event.message.startswith("Writing chip"):
            seen.append(event.overall)
            if len(seen) == 3:
                token.cancel()

    request = Export(str(run / "segments.gpkg"), str(run.parent / "out"), "yolo", chip=CHIP)
    before = sorted(run.parent.rglob("*"))
    with pytest.raises(Cancelled):
        result_of(Engine().do("export", request.to_dict(), token), hear)
    assert sorted(run.parent.rglob("*")) == before and seen == sorted(seen) and seen[0] == 0


def test_mistakes_are_sentences(run):
    (run.parent / "there").mkdir()
    (run.parent / "there" / "mine.txt").touch()
    with pytest.raises(OutputError, match="there exists already"):
        result_of(
            Engine().do(
                "export", Export(str(run / "segments.gpkg"), str(run.parent / "there"), "coco").to_dict(), CancelToken()
            )
        )
    for asked, said in (
        ({"chip": 4}, "A chip of 4 pixels"),
        ({"split": "x"}, "does not say how to split"),
        ({"image": "/nowhere.tif"}, "There is no file"),
        ({"fids": [10**6]}, "None of the 82 polygons"),
    ):
        with pytest.raises(InputError, match=said):
            exported(run, "masks", **asked)
    with rasterio.open(
        run.parent / "far.tif", "w", "GTiff", 64, 64, 3, "EPSG:32633", Affine(1, 0, 0, 0, -1, 0), "uint8"
    ) as far:
        far.write(np.random.default_rng(0).integers(1, 255, (3, 64, 64), np.uint8))
    with pytest.raises(InputError, match="No polygon lies on far"):
        exported(run, "masks", image=str(run.parent / "far.tif"))
    with rasterio.open(run.parent / "far.tif", "r+") as far:
        far.crs = "EPSG:2180"
    with pytest.raises(InputError, match="different coordinate systems"):
        exported(run, "masks", image=str(run.parent / "far.tif"))


def test_a_ring_with_holes_keeps_the_area():
    part = shapely.Polygon(
        [(0, 0), (20, 0), (20, 20), (0, 20)],
        [[(2, 2), (2, 6), (6, 6), (6, 2)], [(10, 10), (15, 10), (12, 16)], [(3, 12), (3, 15), (6, 15)]],
    )
    x, y = one_ring(part).T
    assert abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2 == pytest.approx(part.area)


def test_rle_of_what_reaches_the_bottom_goes_on_in_the_next_column():
    told = as_rle([shapely.box(1, 0, 3, 4)], (4, 5))
    assert told["segmentation"] == {"size": [4, 5], "counts": [4, 8, 8]} and told["bbox"] == [1, 0, 2, 4]
    assert as_rle([shapely.box(0.6, 0.6, 0.9, 0.9)], (4, 5)) is None
