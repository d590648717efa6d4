"""`terralex:exportlabels` into folders: data sets for training and for catalogues."""

import json

from qgis.core import QgsRasterLayer

from .test_provider import finished, provider, run  # noqa: F401


def test_chips_of_a_raster_that_is_named(tmp_path, provider, finished, image):  # noqa: F811
    given = {"INPUT": finished["segments"], "IMAGE": QgsRasterLayer(str(image), "image"), "CHIP": 32}
    done, ok, told = run(
        "exportlabels", FORMAT="coco", FOLDER=str(tmp_path / "coco"), EMPTY=False, LICENCE="CC-BY-4.0", **given
    )
    assert ok and (done["FEATURE_COUNT"], done["CHIP_COUNT"]) == (2, 4), told
    assert done["FOLDER"] == str(tmp_path / "coco")
    data = json.loads((tmp_path / "coco" / "annotations" / "instances.json").read_text())
    assert [each["name"] for each in data["licenses"]] == ["CC-BY-4.0"]
    assert sorted((each["category_id"], each["area"]) for each in data["annotations"]) == [
        (1, 256.0),
        (1, 1024.0),
        (2, 256.0),
        (2, 1024.0),
    ]
    assert [each["name"] for each in data["categories"]] == ["building", "road"]
    (tmp_path / "empty").mkdir()  # as a folder that is made in the dialog
    done, ok, told = run("exportlabels", FORMAT="yolo", FOLDER=str(tmp_path / "empty"), SPLIT="1/1", **given)
    assert ok and sorted(path.name for path in (tmp_path / "empty" / "labels").iterdir()) == ["train", "val"], told


def test_polygons_in_no_run_need_a_raster(tmp_path, provider, finished):  # noqa: F811
    _, ok, told = run("exportlabels", FORMAT="masks", FOLDER=str(tmp_path / "m"), INPUT=finished["segments"])
    assert not ok and "Name the raster, too." in told and not (tmp_path / "m").exists()
