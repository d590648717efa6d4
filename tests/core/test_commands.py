"""The table of commands: typed requests, and a job for each of them."""

import json
from dataclasses import fields

import pytest
from terralex.core.commands import COMMANDS, Burn, Evaluate, Explain, Fetch, Measure, Polygonise, Request, Train
from terralex.core.config import RunConfig
from terralex.core.errors import InputError
from terralex.core.jobs.commands import JOBS


def test_every_command_has_its_job_and_nothing_else_has_one():
    assert set(JOBS) == set(COMMANDS)


@pytest.mark.parametrize(
    "request_",
    [
        Burn("a.gpkg", "b.tif", "c.tif", "segments"),
        Polygonise("b.tif", "a.gpkg", "old.gpkg", 4, 0.5),
        Explain("run", 1, 2.5),
        Evaluate("set", "report.json", {"pack": "starter"}),
        Fetch("big", True, network={"proxies": {}, "certificates": ""}),
        Measure("starter"),
        Train(["run"], "mine", consistency=10),
    ],
    ids=lambda request: type(request).__name__,
)
def test_a_request_survives_the_wire(request_):
    assert type(request_).from_dict(json.loads(json.dumps(request_.to_dict()))) == request_


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "lacks “classes”"),
        ({"classes": "a", "out": "b", "colour": 1}, "part “colour”"),
        ({"classes": 7, "out": "b"}, "“classes” of the request is 7"),
        ({"classes": "a", "out": "b", "min_area_px": True}, "“min_area_px” of the request is True"),
        ({"classes": "a", "out": "b", "min_area_px": "4"}, "“min_area_px” of the request is '4'"),
    ],
)
def test_a_request_that_cannot_be_understood_is_refused_in_words(data, told):
    with pytest.raises(InputError, match=told):
        Polygonise.from_dict(data)


def test_every_kind_of_field_is_known():
    for name, command in COMMANDS.items():
        if issubclass(command.request, Request):
            whole = {f.name: [] for f in fields(command.request)}  # a list fits none of them
            if not whole:  # nothing to ask with
                continue
            with pytest.raises(InputError, match="of the request is"):
                command.request.from_dict(whole)
        else:
            assert command.request is RunConfig, name
