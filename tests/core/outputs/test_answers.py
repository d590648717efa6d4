"""A sample that AcATaMa opens, labels and saves, and its answers in the report.

What AcATaMa does with a file was read in its source (core/response_design.py and core/point.py of its repository) and
is written down here in few lines; a run of its own code gave the same files.
"""

import json

import numpy as np
import pyogrio
import pytest
import shapely
from terralex.core.cli.app import app
from terralex.core.errors import InputError
from terralex.core.sample import read_sample
from typer.testing import CliRunner

from .test_accuracy_report import drawn, judge, reported, run

__all__ = ["run"]  # the fixture
GPKG, SHAPEFILE = ("labelled.gpkg", "GPKG"), ("labelled.shp", "ESRI Shapefile")


def opened_as_acatama_does(path):
    """Number and place of each point: the field `id` in any letters, else a count; single valid points."""
    assert path.suffix in (".shp", ".gpkg", ".geojson")  # what its browse dialog and its loader know
    meta, _, shapes, data = pyogrio.raw.read(path)  # the first layer: it opens the file without a layer's name
    lowered = [name.lower() for name in meta["fields"]]
    ids = data[lowered.index("id")].tolist() if "id" in lowered else range(1, len(shapes) + 1)
    places = {}
    for id_, shape in zip(ids, shapely.from_wkb(shapes)):
        if shape.is_valid:
            assert shape.geom_type == "Point", "asPoint() of anything else is an error"
            places[id_] = (shape.x, shape.y)
    return places, meta["crs"]


def saved_as_acatama_does(path, driver, crs, places, names, classes=None):
    """Its file of what was labelled; `classes`: where buttons were made for the classes of the map."""
    ids = sorted(places)
    labels = {name: number for number, name in enumerate(sorted(set(names.values()) - {None}), start=1)}
    text = np.array([names[id_] for id_ in ids], object)
    fields = {"ID": np.array(ids, np.int32), "Label": text}
    if classes is None:
        fields["Label ID"] = np.array([labels.get(names[id_], 0) for id_ in ids], np.int32)
    else:
        fields["Is labeled as"] = np.array([classes[id_] for id_ in ids], np.int32)
        fields["In thematic map as"] = np.array([9] * len(ids), np.int32)
        fields["Match"] = np.array(["No"] * len(ids), object)
    mask = [np.array([names[id_] is None for id_ in ids]) if name != "ID" else None for name in fields]
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb(np.array([shapely.Point(places[id_]) for id_ in ids])),
        field_data=list(fields.values()),
        fields=list(fields),
        field_mask=mask,
        geometry_type="Point",
        crs=crs,
        driver=driver,
    )
    return path


@pytest.fixture
def labelled(run):
    """What a person who knows the map but for each fifth point has said in AcATaMa, and the sample."""
    points = drawn(run)["path"]
    places, crs = opened_as_acatama_does(run.parent / "points.gpkg")
    sample = read_sample(points)
    said = {id_: sample.strata[id_ - 1] if id_ % 5 else 1 for id_ in places}
    return sample, places, crs, said


def test_acatama_finds_every_point_under_its_number(run, labelled):
    _, places, crs, _ = labelled
    assert sorted(places) == list(range(1, 61)) and len(set(places.values())) == 60 and crs


@pytest.mark.parametrize("file", [GPKG, SHAPEFILE], ids=["gpkg", "shp"])
@pytest.mark.parametrize("thematic", [True, False])
def test_what_acatama_saves_is_reported_as_if_it_was_judged_here(run, labelled, file, thematic):
    sample, places, crs, said = labelled
    names = {id_: f"button {value}" if thematic else sample.names[value] for id_, value in said.items()}
    path = saved_as_acatama_does(run.parent / file[0], file[1], crs, places, names, said if thematic else None)
    told = reported(run, "theirs", answers=str(path))
    judge(run.parent / "points.gpkg", lambda id_, _stratum: said[id_])
    ours = reported(run, "ours")
    assert {key: told[key] for key in ("overall", "half", "judged")} == {
        key: ours[key] for key in ("overall", "half", "judged")
    }
    assert told["judged"] == 60 and told["overall"] < 1
    for name in ("matrix.csv", "classes.csv"):
        assert (run.parent / "theirs" / name).read_text() == (run.parent / "ours" / name).read_text()


def test_points_that_acatama_left_open_are_open(run, labelled):
    sample, places, crs, said = labelled
    names = {id_: sample.names[value] if id_ > 10 else None for id_, value in said.items()}
    path = saved_as_acatama_does(run.parent / "labelled.gpkg", "GPKG", crs, places, names)
    assert reported(run, answers=str(path))["judged"] == 50


def test_answers_to_another_sample_are_refused(run, labelled):
    sample, places, crs, said = labelled
    names = {id_: sample.names[value] for id_, value in said.items()}
    moved = {id_: (x + 1, y) for id_, (x, y) in places.items()}
    path = saved_as_acatama_does(run.parent / "moved.gpkg", "GPKG", crs, moved, names)
    with pytest.raises(InputError, match=r"Point 1 of moved\.gpkg does not lie where it was drawn"):
        reported(run, answers=str(path))
    with pytest.raises(InputError, match=r"segments\.gpkg does not say which class"):
        reported(run, answers=str(run / "segments.gpkg"))
    with pytest.raises(InputError, match="does not exist"):
        reported(run, answers=str(run / "none.gpkg"))


def test_answers_are_named_in_a_terminal(run, labelled):
    sample, places, crs, said = labelled
    path = saved_as_acatama_does(
        run.parent / "labelled.gpkg", "GPKG", crs, places, {id_: sample.names[v] for id_, v in said.items()}
    )
    points, out = str(run.parent / "points.gpkg"), str(run.parent / "report")
    told = CliRunner().invoke(
        app, ["accuracy", "report", str(run), points, "--answers", str(path), "--out", out, "--json"]
    )
    assert told.exit_code == 0 and json.loads(told.output)["judged"] == 60, told.output
