"""A run of 0.1, exported: with its own colours, and with those of its list of classes after it was edited."""

from terralex.core.outputs.class_list import names_now
from terralex.core.outputs.export import export_labels
from terralex.core.results import read_table, write_table
from terralex.tests.core import run_0_1


def test_a_run_of_0_1_is_exported_with_the_classes_that_count_now(tmp_path):
    run, _ = run_0_1.copy(tmp_path / "a")
    done = export_labels(run / "segments.gpkg", "segments", tmp_path / "before", "gpkg")
    assert done["features"] == 82 and "street" not in (tmp_path / "before.qml").read_text()
    write_table(run, read_table(run).changed(2, name="street", colour="#123456"), "renamed")
    run_0_1.change(run, "update segments set class_name = 'street' where class_id = 2")
    export_labels(run / "segments.gpkg", "segments", tmp_path / "after", "shapefile")
    assert {row["class_name"] for row in run_0_1.rows(tmp_path / "after.shp")} == {
        "background",
        "building",
        "street",
        "water",
    }
    assert "18,52,86" in (tmp_path / "after.qml").read_text() and names_now(run / "classes.tif")[2] == "street"
