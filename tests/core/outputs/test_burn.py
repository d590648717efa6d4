"""Polygons edited by hand, burnt into a class raster; the files that QGIS has open stay untouched."""

import sqlite3

import numpy as np
import pytest
import rasterio
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from rasterio.transform import Affine
from terralex.core.errors import InputError, OutputError
from terralex.core.files.category_names import names_file, read_category_names, write_category_names
from terralex.core.files.class_raster import Frame, class_writer, read_classes
from terralex.core.files.layers import Field, Layer, write_layer
from terralex.core.outputs import polygons
from terralex.core.outputs.burn import burn
from terralex.core.vocabulary import ClassSpec

PLACE = Affine(0.5, 0, 500_000, 0, -0.5, 600_000)
NAMES = ["background", "building", "road", "żółta 樹"]
COLOURS = {0: (0, 0, 0, 0), 1: (200, 10, 10, 255), 2: (90, 90, 90, 255), 3: (10, 200, 10, 255)}


def class_raster(folder, values, transform=PLACE, crs="EPSG:2180", name="classes.tif"):
    values = np.asarray(values, np.uint8)
    path = folder / name
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=values.shape[1],
        height=values.shape[0],
        count=1,
        dtype="uint8",
        nodata=255,
        crs=crs,
        transform=transform,
    ) as raster:
        raster.write_colormap(1, COLOURS)
        raster.write(values, 1)
    write_category_names(names_file(path), NAMES)
    return path


def read(path):
    with rasterio.open(path) as raster:
        return raster.read(1)


def polygonise(classes, out):
    for _ in polygons.polygonise(classes, out, min_area_px=0, simplify_px=0):
        pass
    return out


def edited(path, features, crs="EPSG:2180", transform=PLACE):
    """A layer of (WKT in pixels, class_id, class_name), in this order."""
    a, b, c, d, e, f = transform[:6]
    shapes = shapely.transform(
        shapely.from_wkt([text for text, _, _ in features]),
        lambda xy: np.column_stack([a * xy[:, 0] + b * xy[:, 1] + c, d * xy[:, 0] + e * xy[:, 1] + f]),
    )
    ids = [number for _, number, _ in features]
    names = np.array([name for _, _, name in features], object)
    fields = {
        "class_id": Field(np.array([n or 0 for n in ids], np.int32), np.array([n is None for n in ids])),
        "class_name": Field(names, np.array([n is None for n in names])),
    }
    write_layer(
        path,
        Layer("segments", shapes, np.arange(len(features)), fields, crs),
        "GPKG",
        geometry_type="Unknown",
        dataset_options={"VERSION": "1.2"},
    )
    return path


def square(left, top, right, bottom):
    return f"POLYGON (({left} {top}, {right} {top}, {right} {bottom}, {left} {bottom}, {left} {top}))"


@settings(max_examples=25, deadline=None)
@given(
    hnp.arrays(np.uint8, st.tuples(st.integers(1, 12), st.integers(1, 12)), elements=st.sampled_from([0, 1, 2, 255])),
    st.sampled_from([PLACE, Affine(0.4, 0.3, 10, 0.3, -0.4, 20), Affine(1, 0, 7, 0, 1, 9)]),
)
def test_polygons_burnt_into_the_raster_they_came_from_give_it_back(tmp_path_factory, values, transform):
    values[0, 0] = 1
    folder = tmp_path_factory.mktemp("burn")
    classes = class_raster(folder, values, transform)
    result = burn(polygonise(classes, folder / "s.gpkg"), "segments", classes, folder / "burnt.tif")
    assert (read(folder / "burnt.tif") == values).all()
    assert result["changed_px"] == 0 and result["notes"] == []


def test_the_new_raster_has_the_grid_nodata_colours_and_names_of_the_old_one(tmp_path):
    classes = class_raster(tmp_path, np.ones((300, 700)))
    burn(edited(tmp_path / "s.gpkg", [(square(0, 0, 10, 10), 2, "road")]), "segments", classes, tmp_path / "burnt.tif")
    with rasterio.open(classes) as old, rasterio.open(tmp_path / "burnt.tif") as new:
        assert (new.transform, new.crs, new.nodata, new.shape, new.dtypes) == (
            old.transform,
            old.crs,
            old.nodata,
            old.shape,
            old.dtypes,
        )
        assert new.colormap(1) == old.colormap(1) and new.colormap(1)[1] == COLOURS[1]
        assert new.overviews(1) and new.profile["tiled"]
    assert read_category_names(tmp_path / "burnt.tif") == NAMES


def test_a_raster_of_a_run_keeps_its_classes_inside(tmp_path):
    specs = [ClassSpec("building", ("house",), "thing", "#010203"), ClassSpec("żółta 樹", colour="#040506")]
    with class_writer(tmp_path / "classes.tif", Frame(3, 3, tuple(PLACE)[:6], ""), specs) as raster:
        raster.write(np.zeros((3, 3), np.uint8))
    segments = edited(tmp_path / "s.gpkg", [(square(0, 0, 1, 1), None, "żółta 樹")])
    burn(segments, "segments", tmp_path / "classes.tif", tmp_path / "burnt.tif")
    assert read_classes(tmp_path / "burnt.tif") == tuple(specs)
    assert read_category_names(tmp_path / "burnt.tif") == ["background", "building", "żółta 樹"]
    assert read(tmp_path / "burnt.tif")[0].tolist() == [2, 0, 0]
    with rasterio.open(tmp_path / "burnt.tif") as new:
        assert new.colormap(1)[2] == (4, 5, 6, 255)


def test_later_polygons_win_and_uncovered_pixels_become_background(tmp_path):
    classes = class_raster(tmp_path, [[1, 1, 1, 1, 255]] * 4)
    segments = edited(tmp_path / "s.gpkg", [(square(0, 0, 3, 3), 1, "building"), (square(2, 2, 5, 4), 2, "road")])
    result = burn(segments, "segments", classes, tmp_path / "burnt.tif")
    assert read(tmp_path / "burnt.tif").tolist() == [
        [1, 1, 1, 0, 255],
        [1, 1, 1, 0, 255],
        [1, 1, 2, 2, 255],
        [0, 0, 2, 2, 255],
    ]
    assert result["changed_px"] == 8
    assert [note.split(":")[0] for note in result["notes"]] == [
        "The polygons leave gaps",
        "Polygons overlap",
        "In the raster gaps are background, and where polygons overlap the later one counts.",
        "Pixels of polygons where the raster has no data, left without a class",
    ]
    assert result["notes"][-1].endswith(" 2.")


def test_crossing_empty_and_missing_shapes_are_burnt_as_they_are_drawn(tmp_path):
    classes = class_raster(tmp_path, np.zeros((4, 8)))
    bow_tie = "POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))"
    double = f"MULTIPOLYGON ({square(4, 0, 6, 2)[8:]}, {square(6, 2, 8, 4)[8:]})"
    segments = edited(
        tmp_path / "s.gpkg",
        [(bow_tie, 1, None), (double, 2, None), ("POLYGON EMPTY", 1, None), ("LINESTRING (0 0, 8 4)", 3, None)],
    )
    result = burn(segments, "segments", classes, tmp_path / "burnt.tif")
    burnt = read(tmp_path / "burnt.tif")
    assert burnt[1:3, [0, 3]].tolist() == [[1, 1], [1, 1]] and burnt[[0, 3]][:, 1:3].sum() == 0
    assert burnt[:2, 4:6].tolist() == [[2, 2]] * 2 and burnt[2:, 6:].tolist() == [[2, 2]] * 2
    assert result["polygons"] == 2 and "Features without a polygon, left out: 2." in result["notes"]


def test_the_name_decides_where_the_number_does_not(tmp_path):
    classes = class_raster(tmp_path, np.zeros((1, 4)))
    segments = edited(
        tmp_path / "s.gpkg",
        [(square(0, 0, 1, 1), None, "żółta 樹"), (square(1, 0, 2, 1), 77, "road"), (square(2, 0, 3, 1), 1, "road")],
    )
    burn(segments, "segments", classes, tmp_path / "burnt.tif")
    assert read(tmp_path / "burnt.tif").tolist() == [[3, 2, 1, 0]]


def test_a_polygon_without_a_known_class_is_named(tmp_path):
    classes = class_raster(tmp_path, np.zeros((2, 2)))
    segments = edited(tmp_path / "s.gpkg", [(square(0, 0, 1, 1), 1, ""), (square(0, 0, 2, 2), 9, "pond")])
    with pytest.raises(InputError) as error:
        burn(segments, "segments", classes, tmp_path / "burnt.tif")
    assert "Polygon 2 of s.gpkg has no class of the raster: class_id “9”, class_name “pond”" in str(error.value)
    assert "2 road" in error.value.hint
    assert sorted(file.name for file in tmp_path.iterdir()) == ["classes.tif", "classes.tif.aux.xml", "s.gpkg"]


def test_strips_do_not_show(tmp_path, monkeypatch):
    classes = class_raster(tmp_path, np.zeros((1100, 30)))
    segments = edited(
        tmp_path / "s.gpkg",
        [
            ("POLYGON ((3 5, 29 500, 15 1090, 3 5), (8 300, 15 400, 12 600, 8 300))", 1, None),
            (square(5, 500, 9, 530), 2, None),
        ],
    )
    burn(segments, "segments", classes, tmp_path / "whole.tif")
    monkeypatch.setattr("terralex.core.outputs.burn.STRIP_PX", 1)
    burn(segments, "segments", classes, tmp_path / "strips.tif")
    whole = read(tmp_path / "whole.tif")
    assert (whole == read(tmp_path / "strips.tif")).all() and set(np.unique(whole)) == {0, 1, 2}


def snapshot(folder):
    return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in sorted(folder.iterdir())}


def test_a_geopackage_that_qgis_has_open_is_read_with_its_saved_edits_and_not_touched(tmp_path):
    (tmp_path / "run").mkdir()
    classes = class_raster(tmp_path / "run", np.zeros((2, 2)))
    segments = edited(tmp_path / "run" / "s.gpkg", [(square(0, 0, 1, 1), 1, "building")])
    qgis = sqlite3.connect(segments)
    try:
        qgis.execute("pragma journal_mode=wal")
        qgis.execute("pragma wal_autocheckpoint=0")
        triggers = qgis.execute("select name from sqlite_master where type = 'trigger' and name like 'rtree%'")
        for (trigger,) in triggers.fetchall():
            qgis.execute(f'drop trigger "{trigger}"')  # they call functions that only GDAL has
        qgis.execute("update segments set class_id = 2")
        qgis.commit()  # saved, but still in the write-ahead log only
        before = snapshot(tmp_path / "run")
        assert "s.gpkg-wal" in before
        burn(segments, "segments", classes, tmp_path / "burnt.tif")
        assert snapshot(tmp_path / "run") == before
    finally:
        qgis.close()
    assert read(tmp_path / "burnt.tif").tolist() == [[2, 0], [0, 0]]


def test_a_closed_geopackage_and_its_folder_stay_as_they_are(tmp_path):
    (tmp_path / "run").mkdir()
    classes = class_raster(tmp_path / "run", np.zeros((2, 2)))
    segments = edited(tmp_path / "run" / "s.gpkg", [(square(0, 0, 1, 1), 1, "building")])
    before = snapshot(tmp_path / "run")
    burn(segments, "segments", classes, tmp_path / "burnt.tif")
    assert snapshot(tmp_path / "run") == before


def test_bad_input_is_refused_by_name(tmp_path):
    classes = class_raster(tmp_path, np.zeros((2, 2)))
    segments = edited(tmp_path / "s.gpkg", [(square(0, 0, 1, 1), 1, "building")])
    out = tmp_path / "burnt.tif"
    (tmp_path / "text.gpkg").write_text("no database")
    elsewhere = edited(tmp_path / "elsewhere.gpkg", [(square(0, 0, 1, 1), 1, "building")], crs="EPSG:3857")
    for arguments, kind, words in [
        ((tmp_path / "gone.gpkg", "segments", classes, out), InputError, "gone.gpkg does not exist"),
        ((segments, "labels", classes, out), InputError, "s.gpkg has no layer “labels”"),
        ((tmp_path / "text.gpkg", "", classes, out), InputError, "text.gpkg cannot be read as a vector layer"),
        ((segments, "segments", tmp_path / "text.gpkg", out), InputError, "text.gpkg cannot be read as a raster"),
        ((elsewhere, "segments", classes, out), InputError, "different coordinate systems"),
        ((segments, "segments", classes, classes), OutputError, "classes.tif, classes.tif.aux.xml exists already"),
        ((segments, "segments", classes, tmp_path / "nowhere" / "b.tif"), OutputError, "nowhere does not exist"),
    ]:
        with pytest.raises(kind) as error:
            burn(*arguments)
        assert words in str(error.value)
    assert not out.exists() and not list(tmp_path.glob(".terralex-*"))
