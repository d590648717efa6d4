"""Options and run configurations."""

import json

import pytest
from terralex.core.config import Area, RunConfig
from terralex.core.errors import InputError
from terralex.core.options import Options, resolve_options
from terralex.core.vocabulary import ClassSpec


def test_later_layers_win():
    options = resolve_options({"pictures": 16, "stride": 128}, {"pictures": 8}, {"stride": "96", "windows": "256,192"})
    assert (options.pictures, options.stride, options.windows) == (8, 96, (256, 192))


def test_switches_are_read_from_words():
    assert resolve_options({}, {"stuff_filter": "off", "background": "yes"}).stuff_filter is False


def test_an_unknown_option_names_near_ones():
    with pytest.raises(InputError, match=r"no option “pictues”.*pictures"):
        resolve_options({"pictues": 3})


@pytest.mark.parametrize(
    "bad",
    [
        {"pictures": 0},
        {"pictures": "many"},
        {"stride": 300, "windows": [256]},
        {"windows": ""},
        {"blend": "sharp"},
        {"class_prototypes": "off", "instance_prototypes": "off", "part_prototypes": "off"},
        {"background": "maybe"},
    ],
)
def test_impossible_values_are_refused_in_words(bad):
    with pytest.raises(InputError) as error:
        resolve_options(bad)
    assert error.value.hint


def test_a_run_survives_the_wire():
    area = Area(({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},), "EPSG:4326")
    road = ClassSpec("road", ("street",), "stuff", "#808080")
    config = RunConfig("a.tif", "out", (road,), area=area, bands=(3, 2, 1), overrides={"pictures": 4})
    assert RunConfig.from_dict(json.loads(json.dumps(config.to_dict()))).to_dict() == config.to_dict()


@pytest.mark.parametrize(
    "bad", [{"preset": "fast"}, {"device": "tpu"}, {"grid": "other"}, {"block_px": 1}, {"bands": (1, 2)}]
)
def test_a_run_refuses_what_it_cannot_do(bad):
    with pytest.raises(InputError):
        RunConfig("a.tif", "out", (), **bad)


def test_options_become_plain_values():
    assert json.loads(json.dumps(Options().to_dict()))["windows"] == [448, 336]
