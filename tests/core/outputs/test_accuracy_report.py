"""A sample drawn from a map, judged, and reported: read back by other libraries."""

import csv
import json
import re
import shutil
import sqlite3
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from terralex.core.cli.app import app
from terralex.core.commands import DrawSample, ReportAccuracy
from terralex.core.errors import Cancelled, InputError, OutputError
from terralex.core.jobs.commands import Engine
from terralex.core.progress import CancelToken, result_of
from terralex.core.results import next_edit, read_table, write_table
from terralex.core.sample import FIELDS, read_sample
from typer.testing import CliRunner

RUN = Path(__file__).parents[2] / "fixtures" / "run_0_1" / "run"


@pytest.fixture
def run(tmp_path):
    """A finished run: 120 x 160 pixels, three classes and background."""
    shutil.copytree(RUN, tmp_path / "run")
    return tmp_path / "run"


def drawn(run, name="points", token=None, **asked):
    request = DrawSample(str(run), str(run.parent / f"{name}.gpkg"), **{"points": 60, "at_least": 5, **asked})
    return result_of(Engine().do("sample", request.to_dict(), token or CancelToken()))


def reported(run, name="report", points="points", **asked):
    request = ReportAccuracy(str(run), str(run.parent / f"{points}.gpkg"), str(run.parent / name), **asked)
    return result_of(Engine().do("accuracy", request.to_dict(), CancelToken()))


def opened(path):
    """The file as SQLite sees it, with the functions that a GeoPackage's triggers name."""
    file = sqlite3.connect(path)
    for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
        file.create_function(name, 1, lambda _shape: 0)
    return closing(file)


def judge(path, answer, most=10**6):
    """Judge points as the page does: answer(id, class of the map) is the class, None for none."""
    sample = read_sample(path)
    with opened(path) as file:
        for id_, stratum in list(enumerate(sample.strata, start=1))[:most]:
            label = answer(id_, stratum)
            name = None if label is None else sample.names[label]
            file.execute("UPDATE points SET label_id = ?, label = ? WHERE id = ?", (label, name, id_))
        file.commit()
    return sample


def values_at(run, path):
    with rasterio.open(run / "classes.tif") as raster:
        points = pyogrio.raw.read(path)[2]
        return [int(each[0]) for each in raster.sample([(p.x, p.y) for p in shapely.from_wkb(points)])]


def test_points_lie_in_the_pixels_of_their_class_each_once(run):
    done = drawn(run)
    sample = read_sample(done["path"])
    assert values_at(run, done["path"]) == list(sample.strata)
    meta, _, shapes, _ = pyogrio.raw.read(done["path"])
    assert meta["geometry_type"] == "Point" and len({bytes(each) for each in shapes}) == 60
    with rasterio.open(run / "classes.tif") as raster:
        found, counts = np.unique(raster.read(1), return_counts=True)
        nodata, transform = raster.nodata, raster.transform
        assert pyogrio.read_info(done["path"])["crs"] is not None and raster.crs is not None
    right = {int(v): int(c) for v, c in zip(found, counts) if v != nodata}
    assert sample.pixels == right == {each["id"]: each["pixels"] for each in done["classes"]}
    assert all(each["points"] >= 5 for each in done["classes"]) and sum(e["points"] for e in done["classes"]) == 60
    cols, rows = ~transform * shapely.get_coordinates(shapely.from_wkb(shapes)).T
    assert np.allclose(cols % 1, 0.5) and np.allclose(rows % 1, 0.5), "centres of pixels"
    assert sample.pixel_m2 == pytest.approx(abs(transform.a * transform.e), rel=0.01)


def test_the_same_seed_draws_the_same_points_and_another_one_does_not(run):
    one, two, three = drawn(run, "one", seed=4), drawn(run, "two", seed=4), drawn(run, "three", seed=5)
    first, second, third = (pyogrio.raw.read(each["path"])[2].tolist() for each in (one, two, three))
    assert first == second != third
    strata = read_sample(one["path"]).strata
    assert len(set(strata[:20])) > 1, "classes come in random order"


def test_every_pixel_of_a_class_is_drawn_as_often_as_the_others(run):
    """Over many seeds, the points of a class spread over all of its pixels, not over a corner."""
    with rasterio.open(run / "classes.tif") as raster:
        rows = np.nonzero(raster.read(1) == 2)[0]
    means = []
    for seed in range(12):
        done = drawn(run, f"p{seed}", seed=seed, points=120, allocation="equal")
        shapes = shapely.from_wkb(pyogrio.raw.read(done["path"])[2])
        with rasterio.open(run / "classes.tif") as raster:
            places = [raster.index(p.x, p.y)[0] for p, s in zip(shapes, read_sample(done["path"]).strata) if s == 2]
        means.append(np.mean(places))
    error = rows.std() / np.sqrt(12 * 30)
    assert abs(np.mean(means) - rows.mean()) < 4 * error


def test_the_file_does_not_show_what_the_map_says_and_acatama_can_take_it(run):
    """AcATaMa reads one layer of single points and takes the field `id` as their numbers (core/response_design.py)."""
    path = drawn(run)["path"]
    assert [str(name) for name, _ in pyogrio.list_layers(path)] == ["points"]
    meta, _, shapes, data = pyogrio.raw.read(path)
    assert tuple(meta["fields"]) == FIELDS and data[0].tolist() == list(range(1, 61))
    assert {each.geom_type for each in shapely.from_wkb(shapes)} == {"Point"}
    strata = np.array(read_sample(path).strata)
    for name, values in zip(meta["fields"][1:], data[1:]):
        assert all(value is None or np.isnan(value) for value in values.tolist()), name
    assert abs(np.corrcoef(data[0], strata)[0, 1]) < 0.4, "the numbers do not give the class away"


def test_the_map_that_counts_is_sampled_and_classes_that_are_gone_are_not_there(run):
    with rasterio.open(run / "classes.tif") as raster:
        values, profile = raster.read(1), raster.profile
    newer = next_edit(run / "classes.tif")
    values[:40] = 1
    with rasterio.open(newer, "w", **profile) as raster:
        raster.write(values, 1)
    write_table(run, read_table(run).without(2, into=3), "merged")
    done = drawn(run)
    sample = read_sample(done["path"])
    assert sample.classes == newer.name and 2 not in sample.pixels and 2 not in sample.names
    assert sample.pixels[3] == int(np.isin(values, (2, 3)).sum())


def test_a_perfect_map_and_one_with_errors(run):
    drawn(run)
    sample = judge(run.parent / "points.gpkg", lambda _id, stratum: stratum)
    done = reported(run, "perfect")
    assert (done["overall"], done["half"], done["judged"]) == (pytest.approx(1.0), pytest.approx(0.0), 60)
    judge(run.parent / "points.gpkg", lambda id_, stratum: 1 if id_ % 4 == 0 else stratum)
    done = reported(run)
    pairs = [(s, 1 if k % 4 == 0 else s) for k, s in enumerate(sample.strata, start=1)]
    whole = sum(sample.pixels.values())
    overall = sum(
        n / whole * np.mean([a == b for a, b in pairs if a == i]) for i, n in sample.pixels.items()
    )  # eq. 1 with eq. 4, written down once more
    assert done["overall"] == pytest.approx(overall) and 0.01 < done["half"] < 0.2
    assert done["files"] == ["classes.csv", "matrix.csv", "report.html"]
    with (run.parent / "report" / "matrix.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["what"] == "points"]
    names = sample.names
    for row in rows:
        for j in sample.pixels:
            told = int(row[names[j]])
            assert told == sum((names[a], b) == (row["map"], j) for a, b in pairs)
    with (run.parent / "report" / "classes.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    mapped = [float(row["mapped_m2"]) for row in table]
    assert sum(mapped[:-1]) == pytest.approx(mapped[-1]) and float(table[-1]["users"]) == pytest.approx(overall)


class Loads(HTMLParser):
    """What a page would fetch, and its words."""

    def __init__(self):
        super().__init__()
        self.found, self.text, self.cells = [], "", 0

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("src", "href", "srcset", "action")]
        self.cells += tag == "td"

    def handle_data(self, data):
        self.text += data


def test_the_page_opens_without_a_network_in_the_readers_words(run):
    drawn(run)
    judge(run.parent / "points.gpkg", lambda id_, stratum: 2 if id_ % 9 == 0 else stratum, most=40)
    reported(
        run, words={"Overall accuracy is {value} ± {half} so far; more points would make it surer.": "<b>{value}</b>"}
    )
    page = (run.parent / "report" / "report.html").read_text("utf-8")
    read = Loads()
    read.feed(page)
    assert [each[:22] for each in read.found] == ["data:image/png;base64,"] and "@import" not in page
    assert re.search(r"&lt;b&gt;0\.\d\d&lt;/b&gt;", page), "words are words, no markup"
    assert "40 of 60 points were judged." in read.text and "building" in read.text and "±" in read.text
    assert read.cells == 4 * 4 + 2 * 5 * 5


def test_what_cannot_be_said_is_a_sentence(run, tmp_path):
    drawn(run)
    points = run.parent / "points.gpkg"
    with pytest.raises(InputError, match=r"No point of points\.gpkg was judged yet"):
        reported(run)
    judge(points, lambda _id, stratum: stratum if stratum != 3 else None)
    with pytest.raises(InputError, match="Fewer than two points were judged where the map says: water"):
        reported(run)
    judge(points, lambda _id, stratum: stratum)
    with opened(points) as file:
        file.execute("UPDATE points SET label_id = 99 WHERE id = 7")
        file.commit()
    with pytest.raises(InputError, match=r"Point 7 of points\.gpkg was judged as class 99"):
        reported(run)
    assert not (run.parent / "report").exists()
    with pytest.raises(OutputError, match="exists already"):
        drawn(run)
    with pytest.raises(InputError, match="is no sample of points"):
        reported(run, points="run/segments")
    with pytest.raises(InputError, match="holds no finished map"):
        drawn(tmp_path / "nothing", "other")
    with pytest.raises(InputError, match="no way to share points"):
        drawn(run, "other", allocation="random")
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        drawn(run, "other", token=token)
    assert not (run.parent / "other.gpkg").exists()


def test_answers_that_another_program_still_holds_open_count(run):
    """QGIS keeps a GeoPackage in WAL mode: what was judged a moment ago lies beside the file."""
    drawn(run)
    points = run.parent / "points.gpkg"
    sample = read_sample(points)
    with opened(points) as file:
        file.execute("PRAGMA journal_mode = WAL")
        for id_, stratum in enumerate(sample.strata, start=1):
            file.execute("UPDATE points SET label_id = ? WHERE id = ?", (stratum, id_))
        file.commit()
        assert points.with_name("points.gpkg-wal").stat().st_size > 0
        assert reported(run)["judged"] == 60


def test_a_map_that_changed_since_is_told(run):
    drawn(run)
    judge(run.parent / "points.gpkg", lambda _id, stratum: stratum)
    with rasterio.open(run / "classes.tif", "r+") as raster:
        values = raster.read(1)
        values[:9] = 1
        raster.write(values, 1)
    assert any("has changed since" in note for note in reported(run)["notes"])


def test_labels_typed_by_hand_count_by_their_names(run):
    drawn(run)
    points = run.parent / "points.gpkg"
    sample = judge(points, lambda _id, stratum: stratum)
    with opened(points) as file:
        file.execute("UPDATE points SET label_id = NULL")
        file.commit()
    assert reported(run)["judged"] == len(sample.strata)


def test_both_are_typed_in_a_terminal(run):
    def terralex(*arguments):
        return CliRunner().invoke(app, [str(each) for each in arguments])

    points = run.parent / "points.gpkg"
    made = terralex("accuracy", "sample", run, "--out", points, "--points", 40, "--at-least", 4, "--seed", 3)
    assert made.exit_code == 0 and "40 points" in made.output, made.output
    judge(points, lambda _id, stratum: stratum)
    told = terralex("accuracy", "report", run, points, "--out", run.parent / "report", "--json")
    assert told.exit_code == 0 and json.loads(told.output)["overall"] == pytest.approx(1.0)
    short = terralex("report", run, points, "--out", run.parent / "short")
    assert short.exit_code == 0 and (run.parent / "short" / "report.html").is_file(), "the same by a shorter name"
    again = terralex("accuracy", "report", run, points, "--out", run.parent / "report")
    assert again.exit_code == 1 and "exists already" in again.output
