"""Inputs that are damaged or no files at all are told in words: never a traceback, never a wait for ever."""

import json
import os
import subprocess
import sys

import numpy as np
import pyogrio
import pytest
import shapely
from pyogrio import raw
from terralex.core.config import RunConfig
from terralex.core.errors import InputError, OutputError, TerralexError
from terralex.core.files.class_raster import read_classes
from terralex.core.files.layers import read_layer
from terralex.core.options import Options, resolve_options
from terralex.core.outputs.run_folder import RunFolder
from terralex.core.raster.areas import area_on_grid, read_area
from terralex.core.raster.grid import make_grid
from terralex.core.raster.source import Source
from terralex.core.vocabulary import read_class_list
from terralex.tests.core.cli.test_app import REGISTER
from terralex.tests.core.outputs.test_run_folder import RECIPE
from terralex.tests.core.rasters import PLACE, pack_at, picture, write_tif

OPEN_RING = [[500000, 5800000], [500010, 5800000], [500010, 5799990]]


def with_an_open_ring(folder, suffix):
    """A file whose polygon's ring does not end where it began."""
    path = folder / f"area{suffix}"
    if suffix == ".geojson":
        path.write_text(json.dumps({"type": "Polygon", "coordinates": [OPEN_RING]}))
        return path
    body = b"\x01" + (3).to_bytes(4, "little") + (1).to_bytes(4, "little") + (3).to_bytes(4, "little")
    wkb = np.array([body + np.array(OPEN_RING, "<f8").tobytes()], object)
    raw.write(path, wkb, [], [], layer="area", driver="GPKG", geometry_type="Polygon", crs="EPSG:32633")
    return path


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson"])
def test_a_ring_that_is_not_closed_is_told_in_words(tmp_path, suffix):
    path = with_an_open_ring(tmp_path, suffix)
    with pytest.raises(shapely.errors.ShapelyError):
        shapely.from_wkb(pyogrio.raw.read(path)[2])
    with pytest.raises(InputError, match=f"A shape in the area area{suffix} is damaged"):
        read_area(path)
    with pytest.raises(InputError, match=f"A shape in area{suffix} is damaged"):
        read_layer(path, None, tmp_path)


@pytest.mark.parametrize(
    "place",
    [
        (0.0, 0.0, 500000.0, 0.0, -0.3, 5800000.0),
        (0.3, 0.0, 500000.0, 0.0, 0.0, 5800000.0),
        (float("nan"), 0.0, 500000.0, 0.0, -0.3, 5800000.0),
        (0.3, 0.0, float("inf"), 0.0, -0.3, 5800000.0),
        (0.3, 0.3, 500000.0, 0.3, 0.3, 5800000.0),
    ],
    ids=["no width", "no height", "no number", "infinite", "a line"],
)
@pytest.mark.parametrize("pixel_m", [0.0, 0.3])
def test_pixels_without_a_size_are_told_in_words(place, pixel_m):
    with pytest.raises(InputError, match="its pixels have no size"):
        make_grid((100, 100), place, None, pack_at(0.3).resolutions, pixel_m=pixel_m)


def test_a_raster_file_whose_pixels_have_no_size_is_told_in_words(tmp_path):
    image = write_tif(tmp_path / "a.tif", picture(64, 64))
    vrt = tmp_path / "a.vrt"
    vrt.write_text(
        '<VRTDataset rasterXSize="64" rasterYSize="64"><GeoTransform>500000, 0, 0, 5800000, 0, 0</GeoTransform>'
        f'<VRTRasterBand dataType="Byte" band="1"><SimpleSource><SourceFilename>{image}</SourceFilename>'
        "<SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>"
    )
    with pytest.raises(InputError, match="its pixels have no size"):
        Source.open(vrt, pack_at(0.3), Options())


def said(done):
    """The lines of standard error, less the bar's."""
    return [line for line in done.stderr.splitlines() if "0 % 0:00" not in line]


@pytest.fixture
def pipe(tmp_path):
    def make(name):
        os.mkfifo(tmp_path / name)
        return tmp_path / name

    return make


@pytest.mark.parametrize("given", ["raster", "area", "class raster", "class list", "layer"])
def test_a_pipe_is_refused_at_once(pipe, tmp_path, given):
    read = {
        "raster": lambda: Source.open(pipe("a.tif"), pack_at(0.3), Options()),
        "area": lambda: read_area(pipe("a.geojson")),
        "class raster": lambda: read_classes(pipe("classes.tif")),
        "class list": lambda: read_class_list(pipe("list.csv")),
        "layer": lambda: read_layer(pipe("a.gpkg"), None, tmp_path),
    }[given]
    with pytest.raises(InputError) as caught:
        read()
    assert caught.value.hint


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/stdin"])
def test_a_device_is_refused_at_once(path):
    with pytest.raises(InputError, match="is a pipe or a device, not a file"):
        Source.open(path, pack_at(0.3), Options())
    with pytest.raises(InputError, match="is a pipe or a device, not a file"):
        read_area(path)


def test_the_command_line_refuses_pipes_too(pipe, tmp_path):
    image = write_tif(tmp_path / "a.tif", picture(64, 64))
    for words in (
        [pipe("b.tif"), "--classes", "road"],
        [image, "--classes", pipe("c.csv")],
        [image, "--classes", "road", "--area", pipe("d.geojson")],
    ):
        command = [sys.executable, "-c", REGISTER, "segment", *map(str, words), "--out", str(tmp_path / "run")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert done.returncode == 1 and len(said(done)) == 1 and "Traceback" not in done.stderr


def test_a_name_that_is_no_text_is_told_in_words(tmp_path):
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.tif")
    os.rename(write_tif(tmp_path / "a.tif", picture(64, 64)), odd)
    with pytest.raises(InputError, match="holds bytes that are no letters") as caught:
        Source.open(odd, pack_at(0.3), Options())
    str(caught.value).encode()
    with pytest.raises(InputError, match="holds bytes that are no letters"):
        read_area(odd)
    with pytest.raises(OutputError, match="holds bytes that are no letters"):
        RunFolder.start(odd + "-run", RECIPE)
    command = [sys.executable, "-c", REGISTER, "segment", odd, "--classes", "road", "--out", odd + "-run"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and len(said(done)) == 1 and "no letters" in said(done)[0]


WHOLE = {"image": "a.tif", "out": "run", "classes": [{"name": "road"}]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"image": 7},
        {"image": None},
        {"classes": "road"},
        {"classes": [7]},
        {"classes": ["road"]},
        {"classes": [{"kind": "thing"}]},
        {"classes": [{"name": 7}]},
        {"classes": [{"name": "road", "words": 3}]},
        {"classes": [{"name": "road", "words": [3]}]},
        {"classes": [{"name": "road", "value": "1"}]},
        {"bands": ["1"]},
        {"bands": 3},
        {"area": [1]},
        {"area": {"crs": "EPSG:4326"}},
        {"area": {"geometries": 5}},
        {"overrides": [1]},
        {"seed": "0"},
        {"seed": True},
        {"block_px": "64"},
        {"threads": 1.5},
        {"preset": ["draft"]},
        {"reading": "none"},
    ],
    ids=str,
)
def test_a_request_with_a_part_of_another_kind_is_refused_in_words(wrong):
    assert RunConfig.from_dict(WHOLE).classes
    with pytest.raises(InputError, match="request"):
        RunConfig.from_dict({**WHOLE, **wrong})


def test_a_request_that_lacks_its_raster_is_refused_in_words():
    with pytest.raises(InputError, match="request"):
        RunConfig.from_dict({"out": "run", "classes": [{"name": "road"}]})


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": 7},
        {"type": "Polygon", "coordinates": [[[0]]]},
        {"type": "Polygon", "coordinates": [[["a", "b"], ["c", "d"], ["e", "f"]]]},
        {"type": ["Polygon"], "coordinates": []},
        {"type": "Polygon", "coordinates": [[None, None, None, None]]},
        {},
    ],
    ids=str,
)
def test_an_area_of_a_request_that_is_none_is_told_in_words(geometry):
    area = RunConfig.from_dict({**WHOLE, "area": {"geometries": [geometry]}}).area
    grid = make_grid((100, 100), tuple(PLACE)[:6], None, pack_at(0.3).resolutions)
    with pytest.raises(InputError, match=r"The area (cannot be read|holds no polygon)"):
        area_on_grid(area, grid)


@pytest.mark.parametrize("value", [float("inf"), float("nan"), [1], {}, None, "many", 1e400, "²"])
def test_an_option_that_cannot_be_is_told_in_words(value):
    with pytest.raises(TerralexError):
        resolve_options({"pictures": value})


@pytest.mark.parametrize("item", ["=x", " =x", "="])
def test_a_setting_without_a_name_is_told_as_that(item):
    from terralex.core.cli.arguments import parse_settings

    with pytest.raises(InputError, match="does not say which option"):
        parse_settings([item])


def test_an_option_that_resembles_none_does_not_list_them_all():
    with pytest.raises(InputError) as caught:
        resolve_options({"qqqqqq": 1})
    assert caught.value.hint == "terralex options lists them."
