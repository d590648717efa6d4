"""Run configurations."""

import json

import pytest
from terralex.core.config import Area, RunConfig
from terralex.core.errors import InputError
from terralex.core.vocabulary import ClassSpec


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
