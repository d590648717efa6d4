"""The table of formats: what every door offers, and what writes it."""

from pathlib import Path

import pytest
from terralex.core.errors import InputError
from terralex.core.formats import FORMATS, format_of, free_name
from terralex.core.outputs.dataset_writers import WRITERS as CHIP_WRITERS
from terralex.core.outputs.export import WRITERS


def test_every_format_is_written_and_nothing_else_is():
    assert {*WRITERS, *CHIP_WRITERS, "stac"} == set(FORMATS)
    assert set(CHIP_WRITERS) == {key for key, each in FORMATS.items() if each.wants == "chips"}


def test_suffixes_are_different_and_a_name_gets_the_one_that_it_lacks():
    suffixes = [each.suffix for each in FORMATS.values() if each.suffix]
    assert len(set(suffixes)) == len(suffixes) == 4
    assert format_of("coco").target("a/v1.2") == Path("a/v1.2") and format_of("coco").files(Path("a/b")) == [
        Path("a/b")
    ]
    shapefile = format_of("shapefile")
    assert shapefile.target("a/labels") == Path("a/labels.shp") == shapefile.target("a/labels.shp")
    assert shapefile.target("a/v1.2") == Path("a/v1.2.shp")
    assert shapefile.files(Path("a/labels.shp"))[-1] == Path("a/labels.shp")
    assert Path("a/labels_fields.csv") in shapefile.files(Path("a/labels.shp"))


def test_a_format_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(
        InputError, match=r"“dxf” is not a format of labels\. Use one of: shapefile, gpkg, geojson, flat"
    ):
        format_of("dxf")


def test_what_a_format_is_made_from_is_said():
    assert {each.wants for each in FORMATS.values()} <= {"polygons", "chips"}
    assert all(each.remark.endswith(".") and each.label for each in FORMATS.values())


def test_a_proposed_name_is_free_with_all_that_is_written_beside_it(tmp_path):
    wished = tmp_path / "labels.gpkg"
    assert free_name(FORMATS["gpkg"], wished) == wished
    (tmp_path / "labels.qml").write_text("of another export")
    assert free_name(FORMATS["gpkg"], wished) == tmp_path / "labels_2.gpkg"
    (tmp_path / "labels_2.qml").symlink_to(tmp_path / "gone")
    assert free_name(FORMATS["gpkg"], wished, {tmp_path / "labels_3.gpkg"}) == tmp_path / "labels_4.gpkg"
