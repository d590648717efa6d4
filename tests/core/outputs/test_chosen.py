"""Which features are exported, and what QGIS shows beside the file's fields."""

import json

import numpy as np
import pyogrio
import pytest
import shapely
from terralex.core.commands import Export
from terralex.core.errors import InputError
from terralex.core.files.layers import Field, Layer, read_layer, write_layer
from terralex.core.jobs.commands import Engine
from terralex.core.outputs.export import export_labels
from terralex.core.progress import CancelToken, result_of


def column(values, kind):
    dtype = {"OFTInteger": np.int32, "OFTReal": float, "OFTString": object}[kind]
    missing = np.array([value is None for value in values])
    if kind != "OFTString":
        values = [0 if value is None else value for value in values]
    return Field(np.array([*values, None], dtype=object)[:-1].astype(dtype), missing, kind)


@pytest.fixture
def source(tmp_path):
    """Four polygons: background, a reviewed one, one that the run was not sure of, one without confidence."""
    fields = {
        "class_id": column([0, 1, 2, 2], "OFTInteger"),
        "class_name": column(["background", "road", "pond", "pond"], "OFTString"),
        "confidence": column([0.9, 0.8, 0.4, None], "OFTReal"),
        "reviewed": Field(np.array([False, True, False, True]), np.zeros(4, bool), "OFTInteger", True),
    }
    shapes = np.array([shapely.box(x, 0, x + 1, 1) for x in range(4)])
    write_layer(tmp_path / "s.gpkg", Layer("segments", shapes, np.arange(4), fields, "EPSG:2180"), "GPKG")
    return tmp_path / "s.gpkg"


def exported(source, **asked):
    out = source.with_name("out.geojson")
    request = Export(str(source), str(out), "geojson", **asked)
    result = result_of(Engine().do("export", json.loads(json.dumps(request.to_dict())), CancelToken()))
    rows = json.loads(out.read_text("utf-8"))["features"]
    out.unlink()
    out.with_suffix(".qml").unlink(missing_ok=True)
    return result, [row["properties"] for row in rows]


@pytest.mark.parametrize(
    "asked, confidences",
    [
        ({}, [0.9, 0.8, 0.4, None]),
        ({"reviewed": True}, [0.8, None]),
        ({"background": False}, [0.8, 0.4, None]),
        ({"confidence": 0.5}, [0.9, 0.8]),
        ({"fids": [3, 1]}, [0.9, 0.4]),
        ({"fids": [1, 2, 3], "background": False, "confidence": 0.4}, [0.8, 0.4]),
    ],
)
def test_only_what_was_asked_for_is_exported(source, asked, confidences):
    result, rows = exported(source, **asked)
    assert [row["confidence"] for row in rows] == confidences
    assert (result["features"], result["of"]) == (len(confidences), 4)


def test_holes_that_a_choice_leaves_are_no_gaps_of_the_coverage(source):
    assert exported(source, fids=[1, 3])[0]["notes"] == []


def test_nothing_left_and_a_field_that_is_not_there_are_said(source):
    with pytest.raises(InputError, match="None of the 4 polygons is among those"):
        exported(source, fids=[77])
    pyogrio.raw.write(
        source.with_name("bare.gpkg"),
        geometry=shapely.to_wkb(np.array([shapely.box(0, 0, 1, 1)])),
        field_data=[np.array(["x"], object)],
        fields=["name"],
        geometry_type="Polygon",
        crs="EPSG:2180",
        driver="GPKG",
    )
    for asked, name in (({"reviewed": True}, "reviewed"), ({"background": False}, "class_name")):
        with pytest.raises(InputError, match=f"has no field “{name}”"):
            exported(source.with_name("bare.gpkg"), **asked)


@pytest.mark.parametrize("values", (["1", "0", None], ["true", "false", None]))
def test_reviewed_is_understood_as_text_and_as_a_number(tmp_path, values):
    shapes = np.array([shapely.box(x, 0, x + 1, 1) for x in range(3)])
    fields = {"reviewed": column(values, "OFTString"), "class_name": column(["a", "b", "c"], "OFTString")}
    write_layer(tmp_path / "s.gpkg", Layer("segments", shapes, np.arange(3), fields, "EPSG:2180"), "GPKG")
    assert [row["class_name"] for row in exported(tmp_path / "s.gpkg", reviewed=True)[1]] == ["a"]


def beyond(path, fids, **fields):
    pyogrio.raw.write(
        path,
        geometry=None,
        field_data=[np.array(fids, np.int64), *(np.array(values) for values in fields.values())],
        fields=["fid", *fields],
        driver="GPKG",
        geometry_type=None,
        layer="beyond",
    )
    return path


def test_what_the_layer_shows_beyond_its_file_is_joined_by_id(source, tmp_path):
    table = beyond(tmp_path / "beyond.gpkg", [4, 3, 2, 1], owner=["d", "c", "b", "a"], size=[4.5, 3.5, 2.5, 1.5])
    _, rows = exported(source, beyond=str(table), background=False)
    assert [(row["owner"], row["size"]) for row in rows] == [("b", 2.5), ("c", 3.5), ("d", 4.5)]


def test_a_table_of_other_features_is_refused(source, tmp_path):
    table = beyond(tmp_path / "beyond.gpkg", [1, 2, 9], owner=["a", "b", "c"])
    with pytest.raises(InputError, match="have changed meanwhile"):
        exported(source, beyond=str(table))


def test_names_in_every_script_and_heights_of_a_survey(tmp_path):
    """A layer of parcels as a Chinese survey hands it over: case 23."""
    ring = [(500000, 5800000, 31), (500050, 5800000, 32), (500050, 5800050, 33), (500000, 5800000, 31)]
    pyogrio.raw.write(
        tmp_path / "parcels.gpkg",
        geometry=shapely.to_wkb(np.array([shapely.Polygon(ring)])),
        field_data=[
            np.array(["水田"], object),
            np.array(["0101"], object),
            np.array(["2026-05-01"], "datetime64[D]"),
            np.array([1250.123456789]),
            np.array(["paddy"], object),
        ],
        fields=["地类名称", "地类编码", "调查日期", "площадь", "class_name"],
        geometry_type="Polygon Z",
        crs="EPSG:32633",
        driver="GPKG",
        layer="parcels",
    )
    done = export_labels(tmp_path / "parcels.gpkg", "parcels", tmp_path / "map.shp", "shapefile")
    short = ["地类名", "地类编", "调查日", "ploshchad", "class_name"]
    assert list(done["fields"].values()) == short
    assert done["notes"] == ["Heights of the corners (Z) are left out: labels are flat."]
    meta, _, shapes, values = pyogrio.raw.read(tmp_path / "map.shp")
    assert list(meta["fields"]) == short and [str(each[0]) for each in values][:3] == ["水田", "0101", "2026-05-01"]
    assert values[3][0] == 1250.123456789
    assert not shapely.has_z(shapely.from_wkb(shapes)).any()
    assert shapely.equals(shapely.from_wkb(shapes[0]), shapely.Polygon([xyz[:2] for xyz in ring]))
    for format, name in (("gpkg", "all.gpkg"), ("geojson", "web.geojson")):
        done = export_labels(tmp_path / "parcels.gpkg", "parcels", tmp_path / name, format)
        assert all(old == new for old, new in done["fields"].items())
        assert list(pyogrio.read_info(tmp_path / name)["fields"]) == list(done["fields"])
        assert len(done["notes"]) == 1


@pytest.mark.parametrize("asked", [False, True])
def test_nobodys_name_leaves_unless_it_is_asked_for(source, asked):
    layer = read_layer(source, None, source.parent)
    layer.fields["reviewer"] = column([None, "Ada", None, "Ada"], "OFTString")
    named = source.with_name("named.gpkg")
    write_layer(named, layer, "GPKG")
    _, rows = exported(named, reviewer=asked)
    there = [row.get("reviewer", "absent") for row in rows]
    assert there == ([None, "Ada", None, "Ada"] if asked else ["absent"] * 4)
