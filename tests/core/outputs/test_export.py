"""Labels for other programs, read back by another library; nothing lost without a word."""

import csv
import json
import os
import sqlite3
import subprocess
import xml.etree.ElementTree as ElementTree

import numpy as np
import pyogrio
import pytest
import shapely
from terralex.core.errors import InputError, OutputError
from terralex.core.files.class_raster import Frame, class_writer
from terralex.core.files.layers import Field, Layer, write_layer
from terralex.core.formats import FORMATS
from terralex.core.outputs import export
from terralex.core.outputs.export import WRITERS, export_labels
from terralex.core.vocabulary import ClassSpec, with_colours

SYSTEM_PYTHON = "/usr/bin/python3"  # has QGIS's own GDAL: another library than the one that writes
READ = """
import json, sys
from osgeo import gdal, ogr
source = ogr.Open(sys.argv[1])
layer = source.GetLayer(0)
rows = [{**json.loads(f.ExportToJson())["properties"], "area": f.GetGeometryRef().GetArea(),
         "kind": f.GetGeometryRef().GetGeometryName(), "rings": f.GetGeometryRef().GetGeometryCount()} for f in layer]
print(json.dumps({"rows": rows, "count": layer.GetFeatureCount(), "wkt": layer.GetSpatialRef().ExportToWkt(),
                  "widths": {f.GetName(): f.GetWidth() for f in layer.schema}}))
"""


def by_gdal(path):
    out = subprocess.run([SYSTEM_PYTHON, "-c", READ, str(path)], check=True, capture_output=True, text=True).stdout
    return json.loads(out)


def text(*values):
    return Field(np.array([*values, None], object)[:-1], np.array([value is None for value in values]))


def number(*values, kind="OFTReal", dtype=float, boolean=False):
    missing = np.array([value is None for value in values])
    return Field(np.array([0 if value is None else value for value in values], dtype), missing, kind, boolean)


RING = shapely.Polygon([(0, 0), (0, 40), (40, 40), (40, 0)], [[(10, 10), (20, 10), (20, 20), (10, 20)]])


def labels(path, names=("building", "żółta 樹"), crs="EPSG:2180", **extra):
    shapes = shapely.transform([RING, shapely.box(40, 0, 60, 40)], lambda xy: xy + np.array([500_000, 600_000]))
    fields = {
        "class_id": number(1, 3, kind="OFTInteger", dtype=np.int32),
        "class_name": text(*names),
        "confidence": number(0.123456, None),
        "second_class": text("road", None),
        "margin": number(0.5, 0.25),
        "area_m2": number(1500.0, 800.0),
        "reviewed": number(False, True, kind="OFTInteger", dtype=bool, boolean=True),
        "source": text("ą.tif", "ą.tif"),
        **extra,
    }
    write_layer(path, Layer("segments", shapes, np.arange(2), fields, crs), "GPKG", dataset_options={"VERSION": "1.2"})
    return path


def test_a_shapefile_keeps_every_attribute_and_says_how_it_is_called_now(tmp_path):
    result = export_labels(labels(tmp_path / "s.gpkg"), "segments", tmp_path / "map.shp", "shapefile")
    assert result["fields"] == {
        "class_id": "class_id",
        "class_name": "class_name",
        "confidence": "confidence",
        "second_class": "second_cls",
        "margin": "margin",
        "area_m2": "area_m2",
        "reviewed": "reviewed",
        "source": "source",
    }
    assert set(result["files"]) == {"map" + ending for ending in (*FORMATS["shapefile"].companions, ".shp")}
    (note,) = result["notes"]  # the layer is no coverage: there is a hole in it
    assert note.startswith("The polygons leave gaps: 1 in all, 100 m²")
    assert result["truncated"] == {} and result["features"] == 2
    rows = by_gdal(tmp_path / "map.shp")["rows"]
    assert [row["class_name"] for row in rows] == ["building", "żółta 樹"]
    assert [row["confidence"] for row in rows] == [0.123456, None]
    assert [row["second_cls"] for row in rows] == ["road", None]
    assert [row["reviewed"] for row in rows] == [0, 1]
    assert [(row["area"], row["rings"]) for row in rows] == [(1500.0, 2), (800.0, 1)]
    assert (tmp_path / "map.cpg").read_text().strip() == "UTF-8"
    assert "PROJCS" in (tmp_path / "map.prj").read_text()
    with (tmp_path / "map_fields.csv").open(encoding="utf-8") as file:
        table = {row["field"]: row for row in csv.DictReader(file)}
    assert table["second_class"]["shapefile_field"] == "second_cls" and len(table) == 8


def test_rings_of_a_shapefile_run_clockwise_outside(tmp_path):
    export_labels(labels(tmp_path / "s.gpkg"), "", tmp_path / "map", "shapefile")
    points = np.frombuffer((tmp_path / "map.shp").read_bytes()[108 + 44 + 8 : 108 + 44 + 8 + 80], "<f8").reshape(5, 2)
    assert not shapely.LinearRing(points).is_ccw and abs(shapely.Polygon(points).area) == 1600


def test_text_too_long_for_a_shapefile_is_cut_between_characters_and_told(tmp_path):
    long = "ż" * 100 + "樹" * 100  # 500 bytes; 254 would end inside a character
    labels(tmp_path / "s.gpkg", ("building", "ż" * 100), remark=text(long, "short"))
    result = export_labels(tmp_path / "s.gpkg", "segments", tmp_path / "map.shp", "shapefile")
    assert result["truncated"] == {"remark": 1} and any("“remark”" in note for note in result["notes"])
    rows = by_gdal(tmp_path / "map.shp")["rows"]
    assert rows[0]["remark"] == "ż" * 100 + "樹" * 18
    assert rows[1]["class_name"] == "ż" * 100  # 200 bytes fit: the field is as wide as it must be
    assert "remark,remark,OFTString,OFTString,1" in (tmp_path / "map_fields.csv").read_text("utf-8")


def test_moments_become_text_in_a_shapefile_and_stay_moments_elsewhere(tmp_path):
    when = np.array(["2026-01-02T03:04:05.678", "NaT"], "datetime64[ms]")
    labels(tmp_path / "s.gpkg", seen=Field(when, np.isnat(when), "OFTDateTime"))
    result = export_labels(tmp_path / "s.gpkg", "segments", tmp_path / "map.shp", "shapefile")
    assert result["fields"]["seen"] == "seen"
    assert [row["seen"] for row in by_gdal(tmp_path / "map.shp")["rows"]] == ["2026-01-02T03:04:05.678", None]
    export_labels(tmp_path / "s.gpkg", "segments", tmp_path / "copy.gpkg", "gpkg")
    with sqlite3.connect(tmp_path / "copy.gpkg") as base:
        (seen,), (nothing,) = base.execute("select seen from segments")
        assert seen.startswith("2026-01-02T03:04:05.678") and nothing is None


def test_a_geopackage_keeps_names_types_and_nulls(tmp_path):
    result = export_labels(labels(tmp_path / "s.gpkg"), "segments", tmp_path / "copy.gpkg", "gpkg")
    assert all(old == new for old, new in result["fields"].items())
    one, other = (pyogrio.raw.read(tmp_path / name, layer="segments") for name in ("s.gpkg", "copy.gpkg"))
    for key in ("crs", "geometry_type", "ogr_types", "ogr_subtypes"):
        assert one[0][key] == other[0][key]
    assert list(one[2]) == list(other[2])
    for name, before, after in zip(one[0]["fields"], one[3], other[3]):
        if name == "area_m2":  # measured anew on the ground, where the plane of the projection is 0.14 % smaller
            np.testing.assert_allclose(after, before, rtol=0.002)
        else:
            np.testing.assert_array_equal(before, after)
    with sqlite3.connect(tmp_path / "copy.gpkg") as base:
        assert base.execute("pragma user_version").fetchone() == (10200,)


def test_geojson_is_in_longitude_and_latitude_with_the_right_hand_rule(tmp_path):
    export_labels(labels(tmp_path / "s.gpkg"), "segments", tmp_path / "map.geojson", "geojson")
    data = json.loads((tmp_path / "map.geojson").read_text("utf-8"))
    assert "crs" not in data  # RFC 7946, section 4: always WGS 84
    first = data["features"][0]
    assert first["properties"]["class_name"] == "building" and first["properties"]["second_class"] == "road"
    outer, hole = (shapely.LinearRing(ring) for ring in first["geometry"]["coordinates"])
    assert outer.is_ccw and not hole.is_ccw
    assert 18.9 < outer.coords[0][0] < 19.1 and 53.2 < outer.coords[0][1] < 53.4  # EPSG:2180's middle is 19° east


def test_the_geojson_of_a_layer_without_crs_is_refused(tmp_path):
    labels(tmp_path / "s.gpkg", crs="")
    with pytest.raises(InputError) as error:
        export_labels(tmp_path / "s.gpkg", "segments", tmp_path / "map.geojson", "geojson")
    assert "has no coordinate system" in str(error.value)
    assert [file.name for file in tmp_path.iterdir()] == ["s.gpkg"]


def test_a_flatgeobuf_keeps_names_types_and_nulls_whatever_order_its_index_gives_it(tmp_path):
    result = export_labels(labels(tmp_path / "s.gpkg"), "segments", tmp_path / "map", "flatgeobuf")
    assert all(old == new for old, new in result["fields"].items())
    read = by_gdal(tmp_path / "map.fgb")
    assert read["count"] == 2
    rows = {row["class_name"]: row for row in read["rows"]}
    assert rows["building"]["confidence"] == 0.123456 and rows["żółta 樹"]["confidence"] is None
    assert (rows["building"]["area"], rows["building"]["rings"]) == (1500.0, 2)


def style_of(path):
    renderer = ElementTree.parse(path).getroot().find("renderer-v2")
    symbols = {
        symbol.get("name"): symbol.find("layer/Option/Option[@name='color']").get("value")
        for symbol in renderer.find("symbols")
    }
    categories = {each.get("value"): symbols[each.get("symbol")] for each in renderer.find("categories")}
    return renderer.get("attr"), categories


@pytest.mark.parametrize(
    "format, name",
    [("shapefile", "map.shp"), ("gpkg", "map.gpkg"), ("geojson", "map.geojson"), ("flatgeobuf", "map.fgb")],
)
def test_the_style_beside_the_labels_shows_the_classes_in_their_colours(tmp_path, format, name):
    labels(tmp_path / "s.gpkg", ('a <b> & "c"', "background"))
    classes = [ClassSpec('a <b> & "c"', colour="#102030")]
    export_labels(tmp_path / "s.gpkg", "segments", tmp_path / name, format, classes)
    field, colours = style_of(tmp_path / "map.qml")
    assert field == "class_name"
    assert list(colours) == ['a <b> & "c"', "background", ""]  # the legend: by class id, all others last
    assert colours['a <b> & "c"'].startswith("16,32,48,") and colours["background"].endswith(",0")


def test_colours_nobody_chose_are_those_of_the_run(tmp_path):
    export_labels(labels(tmp_path / "s.gpkg"), "segments", tmp_path / "map.shp", "shapefile")
    colours = style_of(tmp_path / "map.qml")[1]
    third = with_colours([ClassSpec("a"), ClassSpec("b"), ClassSpec("c")])[2].colour
    assert colours["żółta 樹"].startswith(",".join(str(int(third[i : i + 2], 16)) for i in (1, 3, 5)))


def test_the_colours_are_those_of_the_class_raster_beside_the_labels(tmp_path):
    classes = [
        ClassSpec("building", colour="#010203"),
        ClassSpec("b", colour="#040506"),
        ClassSpec("żółta 樹", colour="#070809"),
    ]
    with class_writer(tmp_path / "classes.tif", Frame(2, 2, (1, 0, 7, 0, -1, 9), ""), classes) as raster:
        raster.write(np.ones((2, 2), np.uint8))
    export_labels(labels(tmp_path / "s.gpkg"), "segments", tmp_path / "map.shp", "shapefile")
    colours = style_of(tmp_path / "map.qml")[1]
    assert colours["building"].startswith("1,2,3,") and colours["żółta 樹"].startswith("7,8,9,")


def test_an_export_replaces_nothing_and_appears_whole_or_not_at_all(tmp_path, monkeypatch):
    labels(tmp_path / "s.gpkg")
    (tmp_path / "map.dbf").write_text("mine")
    with pytest.raises(OutputError) as error:
        export_labels(tmp_path / "s.gpkg", "segments", tmp_path / "map.shp", "shapefile")
    assert "map.dbf exists already" in str(error.value) and (tmp_path / "map.dbf").read_text() == "mine"
    (tmp_path / "map.dbf").unlink()
    replace, moves = os.replace, []

    def full(source, target):
        moves.append(target)
        if len(moves) == 3:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr("terralex.core.files.making.os.replace", full)
    with pytest.raises(OutputError) as error:
        export_labels(tmp_path / "s.gpkg", "segments", tmp_path / "map.shp", "shapefile")
    assert "map.shp could not be written: the disk is full. Make room" in str(error.value)
    assert [file.name for file in tmp_path.iterdir()] == ["s.gpkg"]


def test_a_shapefile_beyond_its_limit_is_refused_before_it_is_written(tmp_path, monkeypatch):
    labels(tmp_path / "s.gpkg")
    monkeypatch.setattr(export, "SHAPEFILE_BYTES", 300)
    with pytest.raises(OutputError) as error:
        export_labels(tmp_path / "s.gpkg", "segments", tmp_path / "map.shp", "shapefile")
    assert "limit is 2 GB" in str(error.value) and "GeoPackage" in error.value.hint
    assert [file.name for file in tmp_path.iterdir()] == ["s.gpkg"]


def test_the_size_that_is_checked_is_the_size_that_is_written(tmp_path):
    source = labels(tmp_path / "s.gpkg")
    export_labels(source, "segments", tmp_path / "map.shp", "shapefile")
    size = max((tmp_path / f"map.{ending}").stat().st_size for ending in ("shp", "dbf"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export, "SHAPEFILE_BYTES", size - 1)
        with pytest.raises(OutputError):
            export_labels(source, "segments", tmp_path / "other.shp", "shapefile")
        patch.setattr(export, "SHAPEFILE_BYTES", size)
        export_labels(source, "segments", tmp_path / "other.shp", "shapefile")


def test_exporting_leaves_the_source_as_it_is(tmp_path):
    (tmp_path / "run").mkdir()
    source = labels(tmp_path / "run" / "s.gpkg")
    before = (source.read_bytes(), source.stat().st_mtime_ns)
    for format in WRITERS:
        export_labels(source, "segments", tmp_path / format, format)
    assert (source.read_bytes(), source.stat().st_mtime_ns) == before
    assert [file.name for file in source.parent.iterdir()] == ["s.gpkg"]


def test_shapes_that_are_not_simple_polygons_are_exported_or_named(tmp_path):
    shapes = np.array(
        [
            shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)]),
            None,
            shapely.from_wkt("POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))"),
        ]
    )
    fields = {"class_name": text("a", "b", "c")}
    write_layer(
        tmp_path / "s.gpkg", Layer("labels", shapes, np.arange(3), fields, "EPSG:2180"), "GPKG", geometry_type="Unknown"
    )
    result = export_labels(tmp_path / "s.gpkg", "labels", tmp_path / "map.gpkg", "gpkg")
    assert result["features"] == 3 and "Features without a geometry: 1." in result["notes"]
    assert any("cross themselves" in note for note in result["notes"])
    write_layer(
        tmp_path / "p.gpkg",
        Layer("labels", np.array([shapely.Point(0, 0)]), np.arange(1), {"class_name": text("a")}, "EPSG:2180"),
        "GPKG",
        geometry_type="Point",
    )
    with pytest.raises(InputError) as error:
        export_labels(tmp_path / "p.gpkg", "labels", tmp_path / "points.shp", "shapefile")
    assert "other geometries than polygons" in str(error.value)


def test_an_unknown_format_and_an_empty_layer_are_refused(tmp_path):
    with pytest.raises(InputError) as error:
        export_labels(labels(tmp_path / "s.gpkg"), "segments", tmp_path / "map", "dxf")
    assert "“dxf” is not a format" in str(error.value)
    write_layer(
        tmp_path / "e.gpkg", Layer("segments", np.array([], object), np.arange(0), {"class_name": text()}, ""), "GPKG"
    )
    with pytest.raises(InputError) as error:
        export_labels(tmp_path / "e.gpkg", "segments", tmp_path / "map", "gpkg")
    assert "e.gpkg holds no polygon" in str(error.value)
