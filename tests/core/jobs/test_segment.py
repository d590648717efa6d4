"""Whole runs on a pack of tiny random networks: outputs, equality, resume, kept features."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from terralex.core.config import Area, RunConfig
from terralex.core.errors import Cancelled, InputError, OutputError
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.progress import CancelToken, Note, Progress, result_of
from terralex.core.vocabulary import parse_names

CLASSES = tuple(parse_names("building, road, water"))


def run(config, warm=None, token=None, on_event=None):
    """The result of a run, and everything that it yielded."""
    events = []

    def hear(event):
        events.append(event)
        if on_event:
            on_event(event)

    return result_of(segment(config, token or CancelToken(), warm), hear), events


@pytest.fixture(scope="module")
def warm():
    return Warm()


@pytest.fixture(scope="module", autouse=True)
def one_bank(tmp_path_factory):
    """The tests of this file share one bank of prototypes; making it once is enough."""
    patch = pytest.MonkeyPatch()
    patch.setenv("TERRALEX_CACHE", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def private_folders():
    """In place of the one for all tests, which would hide the shared bank."""


@pytest.fixture
def config(tiny_pack, small_raster, tmp_path):
    def make(name="run", classes=CLASSES, **more):
        more.setdefault("overrides", {"store_gb": 0})
        return RunConfig(
            str(small_raster), str(tmp_path / name), classes, str(tiny_pack), preset="draft", device="cpu", **more
        )

    return make


def pixels(result, name="classes"):
    with rasterio.open(getattr(result, name)) as raster:
        return raster.read(1), raster.bounds


def test_a_run_leaves_rasters_polygons_and_its_recipe(config, warm, small_raster):
    result, events = run(config(), warm)
    folder = Path(result.folder)
    assert {p.name for p in folder.iterdir() if not p.name.startswith(".")} >= {
        "recipe.json",
        "classes.tif",
        "confidence.tif",
        "segments.gpkg",
        "classes.tif.aux.xml",
    }
    with rasterio.open(result.classes) as classes, rasterio.open(small_raster) as source:
        assert classes.crs == source.crs and classes.bounds == source.bounds and classes.nodata == 255
        ids = classes.read(1)
        invalid = source.dataset_mask() == 0
    assert set(np.unique(ids)) <= {0, 1, 2, 3, 255} and (ids[invalid] == 255).all() and (ids[~invalid] != 255).all()
    confidence, _ = pixels(result, "confidence")
    assert ((confidence[~invalid] > 0) & (confidence[~invalid] <= 1)).all()
    recipe = json.loads((folder / "recipe.json").read_text())
    assert [c["name"] for c in recipe["identity"]["classes"]] == ["building", "road", "water"]
    assert recipe["format"] == 1
    assert recipe["prompts"]["road"] == "an aerial photo of road" and "path" not in recipe["result"]["polygons"]
    assert recipe["warnings"] == [e.message for e in events if isinstance(e, Note) and e.level == "warning"]
    overall = [e.overall for e in events if isinstance(e, Progress)]
    assert overall == sorted(overall) and overall[-1] == 1.0
    assert {e.stage for e in events if isinstance(e, Progress)} == {
        "check",
        "load",
        "imagine",
        "prototypes",
        "match",
        "write",
        "polygons",
    }


def test_the_second_run_takes_its_prototypes_from_the_bank_and_says_so(config, warm):
    run(config("a"), warm)
    _, events = run(config("b"), warm)
    notes = " ".join(e.message for e in events if isinstance(e, Note))
    assert "road" in notes and ("bank" in notes or "found" in notes)
    assert not any(isinstance(e, Progress) and "picture 1 of" in e.message for e in events)


@pytest.mark.parametrize(
    "change", [{"block_px": 64}, {"block_px": 97}, {"threads": 1}, {"threads": 2}, {"threads": 3, "block_px": 128}]
)
def test_blocks_and_threads_do_not_change_a_pixel(config, warm, change):
    whole, _ = run(config("whole", threads=1), warm)
    other, _ = run(config("other", **change), warm)
    for name in ("classes", "confidence"):
        np.testing.assert_array_equal(pixels(whole, name)[0], pixels(other, name)[0])


@pytest.mark.parametrize("box", [(20, 30, 90, 100), (25, 15, 37, 29), (111, 13, 200, 150)])
def test_an_area_gets_the_same_pixels_as_the_whole(config, warm, small_raster, box):
    whole, _ = run(config("whole"), warm)
    left, top, right, bottom = box
    with rasterio.open(small_raster) as source:
        ring = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        corners = [source.transform * p for p in ring]
        area = Area(({"type": "Polygon", "coordinates": [corners]},), source.crs.to_wkt())
    part, _ = run(config("part", area=area), warm)
    for name in ("classes", "confidence"):
        all_pixels, bounds = pixels(whole, name)
        some, part_bounds = pixels(part, name)
        row, col = round((bounds.top - part_bounds.top) / 0.3), round((part_bounds.left - bounds.left) / 0.3)
        window = all_pixels[row : row + some.shape[0], col : col + some.shape[1]]
        inside = some != 255 if name == "classes" else ~np.isnan(some)
        assert inside.any()
        np.testing.assert_array_equal(some[inside], window[inside])


def test_one_more_class_encodes_no_window_again(config, warm):
    kept = {"overrides": {"store_gb": 1}}
    first, _ = run(config("first", **kept), warm)
    again, _ = run(config("again", classes=(*CLASSES, *parse_names("tree")), **kept), warm)
    assert first.encoded_windows > 0
    assert again.encoded_windows == 0 and again.kept_windows > 0


def test_kept_features_do_not_change_a_pixel(config, warm):
    fresh, _ = run(config("fresh"), warm)
    run(config("keep", overrides={"store_gb": 1}), warm)
    kept, _ = run(config("kept", overrides={"store_gb": 1}), warm)
    assert kept.encoded_windows == 0
    for name in ("classes", "confidence"):
        np.testing.assert_array_equal(pixels(fresh, name)[0], pixels(kept, name)[0])


def test_cancelling_leaves_no_output_and_the_run_can_be_resumed(config, warm):
    token, whole = CancelToken(), run(config("whole", block_px=64), warm)[0]
    steps = []

    def stop_in_the_middle(event):
        if isinstance(event, Progress) and event.stage == "match":
            steps.append(event)
            if event.done > 0.6 * event.total:
                token.cancel()

    with pytest.raises(Cancelled):
        run(config("stopped", block_px=64), warm, token, stop_in_the_middle)
    folder = Path(config("stopped").out)
    assert not (folder / "classes.tif").exists() and not (folder / "segments.gpkg").exists()
    resumed, events = run(config("stopped", block_px=64), warm)
    assert any(isinstance(e, Note) and "Resumed" in e.message for e in events)
    for name in ("classes", "confidence"):
        assert Path(getattr(resumed, name)).read_bytes() == Path(getattr(whole, name)).read_bytes()


def test_out_on_a_finished_run_is_refused_by_name_and_changes_nothing(config, warm):
    result, _ = run(config(), warm)
    before = {p: (p.stat().st_mtime_ns, p.stat().st_size) for p in Path(result.folder).iterdir()}
    with pytest.raises(OutputError, match="run"):
        run(config(), warm)
    assert before == {p: (p.stat().st_mtime_ns, p.stat().st_size) for p in Path(result.folder).iterdir()}


def test_a_word_the_pack_does_not_know_stops_before_anything_is_written(config, warm):
    bad = config(classes=(*CLASSES, *parse_names("bilding")))
    with pytest.raises(InputError, match=r"“bilding”.*building"):
        run(bad, warm)
    assert not Path(bad.out).exists()


def test_the_colour_method_stands_behind_the_same_wall(config, warm):
    result, _ = run(config(method="colour"), warm)
    assert set(np.unique(pixels(result)[0])) <= {0, 1, 2, 3, 255}


def test_a_closed_set_has_no_background(config, warm):
    result, _ = run(config(overrides={"background": "off", "store_gb": 0}), warm)
    assert set(np.unique(pixels(result)[0])) <= {1, 2, 3, 255}


def test_an_area_outside_the_raster_is_refused(config, warm):
    ring = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
    with pytest.raises(InputError, match="outside"):
        run(config(area=Area(({"type": "Polygon", "coordinates": [ring]},), "EPSG:4326")), warm)


def test_an_area_without_coordinates_is_taken_in_the_rasters_and_this_is_said(config, warm, small_raster):
    with rasterio.open(small_raster) as source:
        ring = [source.transform * p for p in ((60, 60), (90, 60), (90, 80), (60, 80), (60, 60))]
    result, events = run(config(area=Area(({"type": "Polygon", "coordinates": [ring]},), "")), warm)
    assert (pixels(result)[0] != 255).sum() == 30 * 20
    said = [e.message for e in events if isinstance(e, Note) and "The area has no coordinate system" in e.message]
    assert len(said) == 1 and said[0] in json.loads(Path(result.recipe).read_text())["warnings"]


def test_an_area_without_data_is_refused_before_anything_is_written(config, warm, small_raster):
    with rasterio.open(small_raster) as source:
        ring = [source.transform * p for p in ((0, 0), (9, 0), (9, 9), (0, 9), (0, 0))]
        area = Area(({"type": "Polygon", "coordinates": [ring]},), source.crs.to_wkt())
    with pytest.raises(InputError, match="nodata"):
        run(config(area=area), warm)
    assert not Path(config().out).exists()


KILLED = """
import importlib.util, json, os, signal, sys, threading
root, request, stage, after, delay = sys.argv[1:]
spec = importlib.util.spec_from_file_location("terralex", root + "/__init__.py", submodule_search_locations=[root])
package = importlib.util.module_from_spec(spec)
sys.modules["terralex"] = package
spec.loader.exec_module(package)
from terralex.core.config import RunConfig
from terralex.core.jobs.segment import segment
from terralex.core.progress import CancelToken

left = int(after)
for event in segment(RunConfig.from_dict(json.load(open(request))), CancelToken()):
    if getattr(event, "stage", "") == stage:
        left -= 1
        if left < 0:
            threading.Timer(float(delay), os.kill, (os.getpid(), signal.SIGKILL)).start()
            stage = ""
"""


def test_windows_without_data_are_left_out_and_leave_nodata(tiny_pack, warm, tmp_path):
    """A raster whose data is a small island: most windows hold nothing."""
    path = tmp_path / "island.tif"
    pixels_in = np.zeros((3, 400, 500), np.uint8)
    pixels_in[:, 180:200, 230:260] = np.random.default_rng(0).integers(1, 255, (3, 20, 30), np.uint8)
    profile = {
        "driver": "GTiff",
        "width": 500,
        "height": 400,
        "count": 3,
        "dtype": "uint8",
        "crs": "EPSG:32633",
        "transform": rasterio.Affine(0.3, 0, 5e5, 0, -0.3, 5e6),
        "nodata": 0,
    }
    with rasterio.open(path, "w", **profile) as raster:
        raster.write(pixels_in)
    config = RunConfig(
        str(path),
        str(tmp_path / "run"),
        CLASSES,
        str(tiny_pack),
        preset="draft",
        device="cpu",
        overrides={"store_gb": 0, "windows": "64", "stride": 32},
    )
    result, _ = run(config, warm)
    ids = pixels(result)[0]
    assert (ids[180:200, 230:260] != 255).all() and (ids != 255).sum() == 600


def test_a_run_killed_at_ten_random_moments_ends_with_the_same_bytes(config, warm, tmp_path):
    reference, _ = run(config("reference", block_px=64), warm)
    killed = config("killed", block_px=64)
    request, script = tmp_path / "request.json", tmp_path / "killed.py"
    request.write_text(json.dumps(killed.to_dict()))
    script.write_text(KILLED)
    rng, kills, blocks = np.random.default_rng(11), 0, []
    # Ten moments in all stages, in this order so that the run gets on between them; the delay is random.
    for stage, after in [
        ("check", 0),
        ("load", 0),
        ("prototypes", 0),
        ("match", 0),
        ("match", 1),
        ("match", 3),
        ("match", 2),
        ("match", 4),
        ("write", 0),
        ("polygons", 0),
    ]:
        arguments = [Path(__file__).resolve().parents[3], request, stage, after, rng.uniform(0, 0.02)]
        done = subprocess.run([sys.executable, script, *map(str, arguments)], stderr=subprocess.DEVNULL)
        kills += done.returncode == -signal.SIGKILL
        blocks.append(len(list((Path(killed.out) / ".work").rglob("*.npy"))))
        if (Path(killed.out) / "segments.gpkg").exists():
            break
        assert not (Path(killed.out) / "classes.tif").exists()
    assert kills >= 8 and blocks[-1] >= 1
    if not (Path(killed.out) / "segments.gpkg").exists():
        run(killed, warm)
    for name in ("classes.tif", "confidence.tif"):
        assert (Path(killed.out) / name).read_bytes() == (Path(reference.folder) / name).read_bytes()


def test_the_same_run_cleans_up_after_a_kill_behind_its_last_line_and_says_so(config, warm):
    before, _ = run(config(), warm)
    work = Path(before.folder) / ".work" / "blocks"
    work.mkdir(parents=True)
    (work / "0_0_64_64.npy").write_bytes(bytes(1000))
    written = Path(before.classes).stat().st_mtime_ns
    again, events = run(config(), warm)
    notes = [event.message for event in events if isinstance(event, Note)]
    assert notes == [f"The run in {before.folder} was complete; what its end had left behind is removed."]
    assert again == before and not work.parent.exists() and Path(before.classes).stat().st_mtime_ns == written
    with pytest.raises(OutputError, match="already holds a finished run"):
        run(config(), warm)
