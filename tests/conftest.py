"""Import the repository root as package `terralex`, whatever the checkout folder is called."""

import importlib.util
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
NAME = "terralex"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.pop("COLUMNS", None)  # how wide a table is, a test says; workers of pytest-xdist are told otherwise
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # two spinning OpenMP threads are slower than one on small machines

# No test fails by the clock, nor by what chance drew that day: HYPOTHESIS_PROFILE=chance looks further.
settings.register_profile("always the same", deadline=None, derandomize=True)
settings.register_profile("chance", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "always the same"))

if NAME not in sys.modules:
    spec = importlib.util.spec_from_file_location(NAME, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)])
    module = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = module
    spec.loader.exec_module(module)


def pytest_collection_modifyitems(items):
    """For pytest-xdist: one process has QGIS, since two side by side disturb each other; other files go anywhere."""
    for item in items:
        qgis = item.path.is_relative_to(ROOT / "tests" / "plugin")
        item.add_marker(pytest.mark.xdist_group("qgis" if qgis else str(item.path)))


@pytest.fixture(autouse=True)
def private_folders(tmp_path_factory, monkeypatch):
    """No test reads or writes the user's own caches, packs or settings."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.delenv("TERRALEX_PACKS", raising=False)
    monkeypatch.delenv("TERRALEX_PYTHON", raising=False)
    monkeypatch.delenv("TERRALEX_CACHE", raising=False)
    monkeypatch.delenv("TERRALEX_HOME", raising=False)


@pytest.fixture(scope="session")
def tiny_pack(tmp_path_factory):
    """A pack of tiny random networks in the true formats."""
    from .tiny_pack import make_tiny_pack

    return make_tiny_pack(tmp_path_factory.mktemp("packs") / "tiny")


@pytest.fixture(scope="session")
def small_raster(tmp_path_factory):
    """200 x 150 px of smooth random colours at 0.3 m in UTM, with a nodata corner and a non-zero origin."""
    import numpy as np
    import rasterio
    from rasterio.transform import from_origin

    path = tmp_path_factory.mktemp("raster") / "small.tif"
    rng = np.random.default_rng(5)
    coarse = rng.integers(1, 255, (3, 15, 20), np.uint8)
    pixels = coarse.repeat(10, axis=1).repeat(10, axis=2)
    pixels[:, :20, :30] = 0
    profile = {
        "driver": "GTiff",
        "width": 200,
        "height": 150,
        "count": 3,
        "dtype": "uint8",
        "crs": "EPSG:32633",
        "transform": from_origin(500010.0, 5200020.0, 0.3, 0.3),
        "nodata": 0,
    }
    with rasterio.open(path, "w", **profile) as raster:
        raster.write(pixels)
    return path
