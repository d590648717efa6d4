"""The language between QGIS and the child."""

import pytest
from terralex.core import protocol
from terralex.core.errors import InputError


@pytest.mark.parametrize(
    "event",
    [
        protocol.Ready(1, versions={"python": "3"}),
        protocol.Beat(3),
        protocol.ProgressEvent(1, "match", "Matching “Teich”", 1, 2, 0.5, 3.0),
        protocol.NoteEvent(1, "é\nline"),
        protocol.ResultEvent(1, {"a": [1]}),
        protocol.CancelledEvent(1),
        protocol.Pong(2),
        protocol.error_event(1, InputError("m", "h"), "trace"),
    ],
)
def test_every_event_survives_as_one_line(event):
    line = protocol.to_line(event)
    assert line.count("\n") == 1 and line.endswith("\n")
    assert protocol.parse_event(line) == event


def test_an_error_arrives_as_the_exception_it_was():
    error = protocol.error_from(protocol.error_event(1, InputError("m", "h")))
    assert isinstance(error, InputError) and (error.message, error.hint) == ("m", "h")


def test_a_bug_arrives_as_a_bug_with_its_traceback():
    error = protocol.error_from(protocol.error_event(1, KeyError("x"), "the trace"))
    assert isinstance(error, RuntimeError) and "the trace" in str(error)


@pytest.mark.parametrize("line", ["hello", "[]", '{"event":"dance"}', "{}"])
def test_rubbish_is_not_an_event(line):
    with pytest.raises(ValueError):
        protocol.parse_event(line)


def test_fields_of_a_newer_child_are_ignored():
    assert protocol.parse_event('{"event":"pong","id":1,"new":2}') == protocol.Pong(1)


@pytest.mark.parametrize("line", ["hello", "[]", "{}", '{"cmd":3}'])
def test_rubbish_is_not_a_request(line):
    with pytest.raises(ValueError):
        protocol.parse_request(line)
