"""Polygons from class rasters: coverages, areas, attributes, and what may go wrong."""

import json
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from pyproj import Geod
from rasterio.transform import Affine
from terralex.core.errors import InputError, OutputError
from terralex.core.files.category_names import names_file, write_category_names
from terralex.core.files.layers import read_layer
from terralex.core.outputs import polygons, remaking
from terralex.core.outputs.regions import RegionGraph
from terralex.core.progress import Cancelled, CancelToken, Note, Progress, result_of

SITE = 'LOCAL_CS["Site grid",UNIT["metre",1]]'
NORTH_UP = Affine(0.5, 0, 500_000, 0, -0.5, 600_000)
NAMES = ("building", "road", "water", "tree", "żółć 樹")
SYSTEM_PYTHON = "/usr/bin/python3"  # has QGIS's own GDAL: another library than the one that writes


def write(path, values, nodata=255, crs="EPSG:2180", transform=NORTH_UP):
    values = np.asarray(values)
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=values.shape[1],
        height=values.shape[0],
        count=1,
        dtype=values.dtype,
        nodata=nodata,
        crs=crs,
        transform=transform,
    ) as raster:
        raster.write(values, 1)
    return path


def drive(job):
    """The events and the result of a generator."""
    events = []
    result = result_of(job, events.append)
    return events, result


def run(folder, values, names=NAMES, **options):
    folder.mkdir(exist_ok=True)
    keys = {key: options.pop(key) for key in ("nodata", "crs", "transform") if key in options}
    classes = write(folder / "classes.tif", np.asarray(values, options.pop("dtype", np.uint8)), **keys)
    options.setdefault("min_area_px", 0)
    options.setdefault("simplify_px", 0)
    result = drive(polygons.polygonise(classes, folder / "segments.gpkg", names, **options))[1]
    return read_layer(folder / "segments.gpkg", "segments", folder), result


def in_pixels(layer, transform=NORTH_UP):
    a, b, c, d, e, f = (~transform)[:6]
    return shapely.transform(
        layer.geometry, lambda xy: np.column_stack([a * xy[:, 0] + b * xy[:, 1] + c, d * xy[:, 0] + e * xy[:, 1] + f])
    )


def check_coverage(layer, labelled_px, transform=NORTH_UP):
    assert shapely.is_valid(layer.geometry).all()
    assert set(shapely.get_type_id(layer.geometry)) == {3}
    assert shapely.coverage_is_valid(layer.geometry)
    pixels = in_pixels(layer, transform)
    assert shapely.area(pixels).sum() == pytest.approx(labelled_px, rel=1e-9)
    assert shapely.area(shapely.union_all(pixels)) == pytest.approx(labelled_px, rel=1e-9)  # no overlap hides a gap


T_JUNCTION = [[1, 1, 1, 1], [1, 1, 1, 1], [2, 2, 3, 3], [2, 2, 3, 3]]
FOUR_CORNERS = [[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]]
DIAGONAL = [[1, 1, 2, 2], [1, 1, 2, 2], [2, 2, 1, 1], [2, 2, 1, 1]]
HOLES = [[1, 1, 1, 1, 1], [1, 2, 2, 2, 1], [1, 2, 3, 2, 1], [1, 2, 2, 2, 1], [1, 1, 1, 1, 1]]
PINCHED_HOLE = [[1, 1, 1, 1], [1, 2, 1, 1], [1, 1, 2, 1], [1, 1, 1, 1]]
ISLANDS = [[255] * 5, [255, 1, 255, 2, 255], [255] * 5, [255, 1, 255, 255, 255], [255] * 5]
NODATA_HOLE = [[0, 0, 0, 0], [0, 255, 255, 0], [1, 1, 255, 1], [1, 1, 1, 1]]


@pytest.mark.parametrize(
    "values, polygons",
    [
        (T_JUNCTION, 3),
        (FOUR_CORNERS, 4),
        (DIAGONAL, 4),
        (HOLES, 3),
        (PINCHED_HOLE, 3),
        (ISLANDS, 3),
        (NODATA_HOLE, 2),
        ((np.indices((9, 8)).sum(0) % 2), 72),
        ([[2]], 1),
        (np.full((7, 5), 4), 1),
        (np.zeros((3, 3)), 1),
    ],
    ids=[
        "t-junction",
        "four corners",
        "diagonal",
        "nested holes",
        "holes that touch",
        "islands",
        "nodata hole",
        "checkerboard",
        "one pixel",
        "one class",
        "background only",
    ],
)
@pytest.mark.parametrize("simplify_px", [0, 1.0])
def test_polygons_form_a_coverage_of_the_labelled_pixels(tmp_path, values, polygons, simplify_px):
    values = np.asarray(values, np.uint8)
    layer, result = run(tmp_path, values, simplify_px=simplify_px)
    assert len(layer.geometry) == result["polygons"] == polygons
    assert result["area_px"] == (values != 255).sum()
    assert result["simplified"] == (simplify_px > 0)
    check_coverage(layer, (values != 255).sum())


def test_a_border_that_passes_straight_by_two_others_has_a_vertex_there(tmp_path):
    layer, _ = run(tmp_path, T_JUNCTION)
    top = in_pixels(layer)[0]
    assert (2.0, 2.0) in list(top.exterior.coords)
    assert shapely.get_num_coordinates(top) == 6  # four corners, the junction, and the first again: nothing else


def test_holes_are_kept_as_holes(tmp_path):
    layer, _ = run(tmp_path, HOLES, simplify_px=1.0)
    assert shapely.get_num_interior_rings(layer.geometry).tolist() == [1, 1, 0]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_random_rasters_become_coverages_with_every_pixel_in_a_polygon_of_its_class(data):
    shape = data.draw(st.tuples(st.integers(1, 14), st.integers(1, 14)))
    values = data.draw(hnp.arrays(np.uint8, shape, elements=st.sampled_from([0, 1, 2, 3, 255])))
    simplify_px = data.draw(st.sampled_from([0, 0.7, 3.0]))
    transform = data.draw(st.sampled_from([NORTH_UP, Affine(2, 0, 0, 0, 2, 0), NORTH_UP * Affine.rotation(17)]))
    if (values == 255).all():
        values[0, 0] = 1
    with tempfile.TemporaryDirectory() as folder:
        layer, _ = run(Path(folder), values, simplify_px=simplify_px, transform=transform)
    check_coverage(layer, (values != 255).sum(), transform)
    if not simplify_px:
        row, col = np.nonzero(values != 255)
        centres = shapely.points(col + 0.5, row + 0.5)
        pixels = in_pixels(layer, transform)
        inside = shapely.STRtree(pixels).query(centres, predicate="within")
        assert inside.shape[1] == len(centres)
        assert (layer.fields["class_id"].values[inside[1]] == values[row, col][inside[0]]).all()


@settings(max_examples=40, deadline=None)
@given(
    hnp.arrays(np.uint8, st.tuples(st.integers(1, 16), st.integers(1, 16)), elements=st.sampled_from([0, 1, 2, 255])),
    st.integers(1, 9),
    st.integers(0, 12),
)
def test_regions_do_not_depend_on_the_strips_they_were_read_in(values, rows, min_area_px):
    def regions(height):
        graph = RegionGraph(255)
        for row in range(0, values.shape[0], height):
            graph.add_strip(values[row : row + height])
        return graph.merge(min_area_px)

    whole, strips = regions(values.shape[0]), regions(rows)
    assert whole.classes.tolist() == strips.classes.tolist()
    assert whole.area_px.tolist() == strips.area_px.tolist()
    assert whole.area_px.sum() == (values != 255).sum()
    assert whole.merged == strips.merged


def test_a_crumb_joins_the_neighbour_with_the_longest_border_and_not_the_largest(tmp_path):
    values = np.ones((12, 12), np.uint8)
    values[4:8, 4:8] = 2
    values[5:7, 7] = 3  # two pixels: five sides towards 2 ... and two towards the larger 1
    values[4:8, 3] = 4
    layer, result = run(tmp_path, values, min_area_px=3)
    assert result["merged"] == 1
    assert layer.fields["class_id"].values.tolist() == [1, 4, 2]
    assert shapely.area(in_pixels(layer)).tolist() == [124, 4, 16]


def test_noise_is_cleaned_until_no_crumb_is_left_that_has_a_neighbour(tmp_path):
    values = np.random.default_rng(3).integers(1, 4, (60, 61)).astype(np.uint8)
    values[:4], values[0, 0] = 255, 2  # one pixel alone in nodata: nothing to join
    layer, _ = run(tmp_path, values, min_area_px=8, simplify_px=1.0)
    areas = np.sort(shapely.area(in_pixels(run(tmp_path / "stairs", values, min_area_px=8)[0])))
    assert areas[0] == 1 and areas[1] >= 8
    check_coverage(layer, (values != 255).sum())


def test_two_crumbs_that_only_have_each_other_become_the_larger_one(tmp_path):
    layer, result = run(tmp_path, [[255, 1, 1, 2, 255]], min_area_px=10)
    assert layer.fields["class_id"].values.tolist() == [1]
    assert result["merged"] == 1


def test_confidence_and_margin_are_means_and_the_second_class_the_most_frequent_runner_up(tmp_path):
    values = np.array([[1, 1, 2], [1, 1, 2], [255, 0, 0]], np.uint8)
    confidence = np.array([[0.5, 0.7, 0.9], [0.9, np.nan, 0.7], [0.1, 0.2, 0.4]], np.float32)
    second = np.array([[2, 3, 0], [3, 0, 0], [255, 1, 1]], np.uint8)
    layer, _ = run(
        tmp_path,
        values,
        confidence=write(tmp_path / "c.tif", confidence, None),
        margin=write(tmp_path / "m.tif", confidence / 2, None),
        second=write(tmp_path / "s.tif", second),
        source="orthophoto.tif",
    )
    rows = {name: field.values.tolist() for name, field in layer.fields.items()}
    assert rows["class_name"] == ["building", "road", "background"]
    assert rows["confidence"] == pytest.approx([0.7, 0.8, 0.3])
    assert rows["margin"] == pytest.approx([0.35, 0.4, 0.15])
    assert rows["second_class"] == ["water", "background", "building"]
    assert rows["area_m2"] == pytest.approx([1.0, 0.5, 0.5], rel=0.002)  # the projection's scale
    assert rows["reviewed"] == [False, False, False]
    assert set(rows["source"]) == {"orthophoto.tif"}


def test_a_merged_crumb_does_not_make_the_polygons_own_class_its_second(tmp_path):
    second = write(tmp_path / "s.tif", np.array([[3, 3, 0, 1, 1]], np.uint8))
    layer, _ = run(tmp_path, [[1, 1, 1, 2, 2]], min_area_px=3, second=second)
    assert layer.fields["second_class"].values.tolist() == ["water"]


def test_what_is_not_known_is_null(tmp_path):
    layer, _ = run(tmp_path, T_JUNCTION, crs=None)
    for name in ("confidence", "margin", "second_class", "area_m2", "source"):
        assert layer.fields[name].missing.all(), name


@pytest.mark.parametrize("crs, metres", [("EPSG:2180", 1.0), ("EPSG:2263", 0.3048006096), (SITE, 1.0)])
def test_areas_are_in_square_metres_whatever_the_unit_of_the_map(tmp_path, crs, metres):
    layer, result = run(tmp_path, T_JUNCTION, crs=crs)
    assert layer.fields["area_m2"].values.sum() == pytest.approx(16 * 0.25 * metres**2, rel=0.002)
    assert not result["notes"]


def test_areas_in_degrees_are_geodesic(tmp_path):
    transform = Affine(1e-3, 0, 20.0, 0, -1e-3, 52.0)
    layer, _ = run(tmp_path, HOLES, crs="EPSG:4326", transform=transform)
    expected = [abs(Geod(ellps="WGS84").geometry_area_perimeter(shape)[0]) for shape in layer.geometry]
    assert layer.fields["area_m2"].values == pytest.approx(expected, rel=1e-6)
    assert expected[2] == pytest.approx(111e3 * 68.7e3 * 1e-6, rel=0.01)  # a thousandth of a degree at 52° north


@pytest.mark.parametrize(
    "transform",
    [Affine(0.5, 0, 10, 0, 0.5, 20), Affine(0.4, 0.3, 10, 0.3, -0.4, 20), Affine(-0.5, 0, 10, 0, -0.25, 20)],
    ids=["south-up", "rotated", "mirrored"],
)
def test_turned_rasters_keep_place_and_area(tmp_path, transform):
    layer, _ = run(tmp_path, T_JUNCTION, transform=transform, simplify_px=1.0)
    check_coverage(layer, 16, transform)
    assert all(shape.exterior.is_ccw for shape in layer.geometry)
    corner = shapely.Point(transform * (0.0, 0.0))
    assert layer.geometry[0].distance(corner) < 1e-9
    assert layer.fields["area_m2"].values.sum() == pytest.approx(16 * abs(transform.determinant), rel=0.01)


def test_more_than_254_classes_need_two_bytes(tmp_path):
    values = np.arange(400, dtype=np.uint16).reshape(20, 20)
    values[0, 0] = 65535
    layer, _ = run(tmp_path, values, [f"class {k}" for k in range(1, 400)], dtype=np.uint16, nodata=65535)
    assert layer.fields["class_id"].values.tolist() == list(range(1, 400))
    assert layer.fields["class_name"].values[-1] == "class 399"
    check_coverage(layer, 399)


def test_another_library_reads_what_was_written(tmp_path):
    run(tmp_path, FOUR_CORNERS, ("building", "road", "żółta 樹", "o'neill <&>"), source="ą.tif")
    path = tmp_path / "segments.gpkg"
    with sqlite3.connect(path) as base:
        assert base.execute("pragma user_version").fetchone() == (10200,)  # GeoPackage 1.2: what QGIS 3.22 knows
        names = base.execute("select class_name from segments order by fid").fetchall()
        assert base.execute("select count(*) from rtree_segments_geom").fetchone() == (4,)
    assert names == [("building",), ("road",), ("żółta 樹",), ("o'neill <&>",)]
    script = """
import json, sys
from osgeo import gdal, ogr
source = ogr.Open(sys.argv[1])
layer = source.GetLayerByName("segments")
fields = [(f.GetName(), f.GetTypeName(), f.GetSubType() == ogr.OFSTBoolean) for f in layer.schema]
shapes = [f.GetGeometryRef().GetArea() for f in layer]
valid = all(f.GetGeometryRef().IsValid() for f in layer)
print(json.dumps([fields, shapes, valid, layer.GetSpatialRef().GetAuthorityCode(None), layer.GetGeomType()]))
"""
    fields, shapes, valid, epsg, kind = json.loads(
        subprocess.run([SYSTEM_PYTHON, "-c", script, str(path)], check=True, capture_output=True, text=True).stdout
    )
    assert fields == [
        ["class_id", "Integer", False],
        ["class_name", "String", False],
        ["confidence", "Real", False],
        ["second_class", "String", False],
        ["margin", "Real", False],
        ["area_m2", "Real", False],
        ["reviewed", "Integer", True],
        ["source", "String", False],
        ["notes", "String", False],
        ["reviewer", "String", False],
        ["reviewed_at", "String", False],
        ["was", "String", False],
        ["origin", "String", False],
        ["region", "Integer", False],
        ["code", "Integer", False],
    ]
    assert shapes == [1.0] * 4 and valid and epsg == "2180" and kind == 3


def test_an_edited_raster_brings_its_own_names_and_the_confidence_beside_it(tmp_path):
    classes = write(tmp_path / "classes.tif", np.array(T_JUNCTION, np.uint8))
    write_category_names(names_file(classes), ["background", "building", 'a <b> & "c"', "樹"])
    write(tmp_path / "confidence.tif", np.full((4, 4), 0.25, np.float32), None)
    drive(remaking.polygonise_edited(classes, tmp_path / "new.gpkg", min_area_px=0, simplify_px=0))
    layer = read_layer(tmp_path / "new.gpkg", "segments", tmp_path)
    assert layer.fields["class_name"].values.tolist() == ["building", 'a <b> & "c"', "樹"]
    assert layer.fields["confidence"].values.tolist() == [0.25] * 3


def test_category_names_are_those_that_gdal_reads(tmp_path):
    names = ["background", 'a <b> & "c" d\'e', "", "樹 ż"]
    classes = write(tmp_path / "classes.tif", np.array(T_JUNCTION, np.uint8))
    write_category_names(names_file(classes), names)
    script = """
import json, sys
from osgeo import gdal
raster = gdal.Open(sys.argv[1])
raster.GetGeoTransform()  # GDAL 3.6 looks for the file beside a GeoTIFF only now
print(json.dumps(raster.GetRasterBand(1).GetCategoryNames()))
"""
    out = subprocess.run([SYSTEM_PYTHON, "-c", script, str(classes)], check=True, capture_output=True, text=True).stdout
    assert json.loads(out) == names


def test_progress_never_falls_and_ends_at_its_total(tmp_path):
    classes = write(tmp_path / "classes.tif", np.array(HOLES, np.uint8))
    events, _ = drive(polygons.polygonise(classes, tmp_path / "o.gpkg", NAMES, min_area_px=0))
    steps = [event for event in events if isinstance(event, Progress)]
    assert {step.stage for step in steps} == {"polygons"}
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == steps[-1].total
    assert not [event for event in events if isinstance(event, Note)]


def test_cancelling_at_any_step_leaves_nothing_behind(tmp_path):
    classes = write(tmp_path / "classes.tif", np.array(HOLES, np.uint8))
    total = len(drive(polygons.polygonise(classes, tmp_path / "whole.gpkg", NAMES))[0])
    (tmp_path / "whole.gpkg").unlink()
    stopped = 0
    for stop in range(total):
        token = CancelToken()
        job = polygons.polygonise(classes, tmp_path / "o.gpkg", NAMES, token=token)
        for _ in range(stop + 1):
            next(job)
        token.cancel()
        try:
            drive(job)
        except Cancelled:
            stopped += 1
            assert [file.name for file in tmp_path.iterdir()] == ["classes.tif"]
        else:
            (tmp_path / "o.gpkg").unlink()
    assert stopped >= 5


def test_borders_follow_the_pixels_and_the_user_is_told_when_simplifying_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(shapely, "coverage_simplify", lambda shapes, *_, **__: shapely.buffer(shapes, 0.1))
    classes = write(tmp_path / "classes.tif", np.array(HOLES, np.uint8))
    events, result = drive(polygons.polygonise(classes, tmp_path / "o.gpkg", NAMES, min_area_px=0))
    notes = [event.message for event in events if isinstance(event, Note)]
    assert not result["simplified"] and result["notes"] == notes and "follow the pixels" in notes[0]
    check_coverage(read_layer(tmp_path / "o.gpkg", "segments", tmp_path), 25)


def message(error):
    return str(error.value)


def test_bad_input_is_refused_by_name(tmp_path):
    classes = write(tmp_path / "classes.tif", np.array(HOLES, np.uint8))
    out = tmp_path / "o.gpkg"
    with pytest.raises(InputError) as error:
        drive(polygons.polygonise(classes, out, ("building", "road"), min_area_px=0))
    assert "classes.tif holds the value 3" in message(error) and "2 road" in message(error)
    with pytest.raises(InputError) as error:
        drive(polygons.polygonise(classes, out))
    assert "does not say what its classes are called" in message(error)
    other = write(tmp_path / "confidence.tif", np.zeros((5, 4), np.float32))
    with pytest.raises(InputError) as error:
        drive(polygons.polygonise(classes, out, NAMES, confidence=other))
    assert "confidence.tif does not lie on the grid of classes.tif" in message(error)
    with pytest.raises(InputError) as error:
        drive(polygons.polygonise(other, out, NAMES))
    assert "confidence.tif holds float32 values" in message(error)
    with pytest.raises(InputError) as error:
        drive(polygons.polygonise(write(tmp_path / "empty.tif", np.full((3, 3), 255, np.uint8)), out, NAMES))
    assert "empty.tif holds no labelled pixel" in message(error)
    (tmp_path / "text.tif").write_text("no raster")
    with pytest.raises(InputError) as error:
        drive(polygons.polygonise(tmp_path / "text.tif", out, NAMES))
    assert "text.tif cannot be read as a raster" in message(error)
    assert not out.exists() and not list(tmp_path.glob(".terralex-*"))


def test_an_existing_file_is_never_replaced_and_a_missing_folder_is_named(tmp_path):
    classes = write(tmp_path / "classes.tif", np.array(HOLES, np.uint8))
    out = tmp_path / "o.gpkg"
    out.write_bytes(b"mine")
    with pytest.raises(OutputError) as error:
        drive(polygons.polygonise(classes, out, NAMES))
    assert "o.gpkg exists already" in message(error) and out.read_bytes() == b"mine"
    with pytest.raises(OutputError) as error:
        drive(polygons.polygonise(classes, tmp_path / "nowhere" / "o.gpkg", NAMES))
    assert "nowhere does not exist" in message(error)


def test_a_truncated_raster_is_named(tmp_path):
    classes = write(tmp_path / "classes.tif", np.ones((200, 200), np.uint8))
    classes.write_bytes(classes.read_bytes()[:-20_000])
    with pytest.raises(InputError) as error:
        drive(polygons.polygonise(classes, tmp_path / "o.gpkg", NAMES))
    assert "classes.tif cannot be read" in message(error)
    assert [file.name for file in tmp_path.iterdir()] == ["classes.tif"]


def test_a_full_disk_is_told_and_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(*_arguments, **_options):
        raise polygons.write_layer.__globals__["DataSourceError"]("database or disk is full")

    monkeypatch.setattr("terralex.core.files.layers.raw.write", full)
    classes = write(tmp_path / "classes.tif", np.array(HOLES, np.uint8))
    with pytest.raises(OutputError) as error:
        drive(polygons.polygonise(classes, tmp_path / "o.gpkg", NAMES))
    assert "o.gpkg could not be written: the disk is full." in message(error)
    assert [file.name for file in tmp_path.iterdir()] == ["classes.tif"]
