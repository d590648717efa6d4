"""A class as a file: from one machine's run onto another machine, where it gives the same map."""

import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import rasterio
from terralex.core.class_files.home import home, loaded_classes
from terralex.core.class_files.loading import load_class
from terralex.core.config import RunConfig
from terralex.core.errors import InputError, ModelError, OutputError
from terralex.core.jobs.class_files import save_class
from terralex.core.jobs.explain import explain
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.progress import CancelToken, Note, result_of
from terralex.core.results import read_table, write_table
from terralex.core.vocabulary import ClassSpec, parse_names

from ..rasters import PLACE, picture, write_tif

NAMES = "building: building|storage tank, vegetation, water"


@pytest.fixture(autouse=True)
def private_folders():
    """In place of the one for all tests, which would hide the shared caches."""


@pytest.fixture(scope="module")
def warm():
    return Warm()


@pytest.fixture(scope="module")
def places(tiny_pack, tmp_path_factory):
    """The folder of this file, and two machines: `at("theirs")` makes one's cache and home those that count."""
    root, patch = tmp_path_factory.mktemp("class_files"), pytest.MonkeyPatch()
    patch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))

    def at(machine):
        patch.setenv("TERRALEX_CACHE", str(root / machine / "cache"))
        patch.setenv("TERRALEX_HOME", str(root / machine / "home"))
        return root

    yield at
    patch.undo()


@pytest.fixture
def mine(places):
    return places("mine")


@pytest.fixture
def theirs(places, finished):
    """Another machine, which has the file and nothing else; no class is loaded there yet."""
    root = places("theirs")
    shutil.rmtree(home(), ignore_errors=True)
    return root


def config_of(root, out, classes, **more):
    image = root / "image.tif"
    if not image.exists():
        write_tif(image, picture(150, 130), nodata=0)
    more = {"preset": "balanced", "overrides": {"store_gb": 0, "remove_mean": 0.3}, **more}
    return RunConfig(str(image), str(root / out), tuple(classes), "tiny", device="cpu", **more)


def run(warm, config, told=lambda event: None):
    return Path(result_of(segment(config, CancelToken(), warm), told).folder)


def save(folder, name, out, **more):
    return result_of(save_class(folder, name, out, CancelToken(), **more))


def load(path, told=lambda event: None):
    return result_of(load_class(path, CancelToken()), told)


def spec_of(row):
    return ClassSpec(row["name"], tuple(row["also"]), row["kind"], row["colour"], None, row["key"])


@pytest.fixture(scope="module")
def finished(places, warm):
    """A run on the first machine, and its classes as files."""
    root = places("mine")
    folder = run(warm, config_of(root, "run", parse_names(NAMES)))
    told = {name: save(folder, name, root / f"{name}.terraclass", warm=warm) for name in ("building", "vegetation")}
    told["water"] = save(folder, "water", root / "water.terraclass", warm=warm, pictures=False)
    return folder, told


def test_a_run_of_loaded_classes_is_the_run_that_they_were_saved_from(finished, theirs, warm):
    folder, told = finished
    assert told["building"]["pictures"] == 6 and told["water"]["pictures"] == 0 == told["building"]["imagery"]
    assert told["vegetation"]["words"] == ["tree", "grass"]
    rows = [load(theirs / f"{name}.terraclass") for name in told]
    assert [row["name"] for row in rows] == ["building", "vegetation", "water"]
    again = run(warm, config_of(theirs, "again", map(spec_of, rows)))
    for name in ("classes.tif", "confidence.tif"):
        assert (again / name).read_bytes() == (folder / name).read_bytes()
    with rasterio.open(folder / "classes.tif") as raster:
        assert len(set(raster.read(1).ravel())) > 2
    assert not list(Path(theirs / "theirs" / "cache").glob("banks/*/*/pictures")), "nothing was drawn"
    recipe = json.loads((again / "recipe.json").read_text())
    assert [spec["file"] for spec in recipe["identity"]["classes"]] == [row["key"] for row in rows]
