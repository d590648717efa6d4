"""The short measurement: every part of a run has a cost, and a slow part does not make people wait."""

import pytest
from terralex.core.errors import Cancelled
from terralex.core.jobs.measure import _refining, measure
from terralex.core.jobs.setting import Warm
from terralex.core.model.generator import Drawn
from terralex.core.options import Options
from terralex.core.packs import EMBEDDED, find_pack, read_pack
from terralex.core.progress import CancelToken, Progress, result_of
from terralex.core.protocol import ErrorEvent, ResultEvent

from ..child import Child


def drain(events):
    told = []
    result = result_of(events, told.append)
    return told, result


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """The tiny networks need no longer to be told apart from nothing."""
    monkeypatch.setattr("terralex.core.methods.costs.PART_S", 0.02)


@pytest.fixture(scope="module")
def warm():
    return Warm()


@pytest.fixture
def measured(tiny_pack, warm):
    return drain(measure(str(tiny_pack), CancelToken(), "cpu", warm))


def test_every_part_of_a_run_has_a_cost(measured):
    _, result = measured
    assert result["device"] == "cpu" and result["threads"] >= 1 and result["peak_mb"] > 50
    assert result["decide_s"] > 0 and result["blend_s"] > 0
    assert set(result["costs"]) == {"draft", "balanced", "best"}
    for costs in result["costs"].values():
        assert costs["draws"] >= 1 and costs["draw_s"] > 0 and costs["learn_s"] > 0 and costs["word_b"] > 0
        for window in costs["windows"].values():
            assert window["encode_s"] > 0 and window["score_s"] > 0 and window["word_s"] >= 0 and window["kept_b"] > 0


def test_a_preset_costs_what_its_options_ask_for(tiny_pack, measured):
    costs, pack = measured[1]["costs"], read_pack(tiny_pack)
    for name in ("draft", "best"):
        options = pack.options(name)
        assert costs[name]["draws"] == -(-options.pictures // 2)  # the tiny generator draws two at a time
        assert set(costs[name]["windows"]) == {str(size) for size in options.windows}
        assert str(options.pictures) in costs[name]["words_as"].split("|")


def test_pamr_has_a_cost_where_a_preset_has_it(measured):
    assert measured[1]["refine_s"] == measured[1]["neighbours_s"] == 0  # the tiny pack has none
    found = _refining(read_pack(EMBEDDED / "starter"), "cpu", 2)
    assert 0.005 < found["refine_s"] < 5 and 0 < found["neighbours_s"] < 60


def test_the_bar_never_falls(measured):
    shares = [event.overall for event in measured[0] if isinstance(event, Progress)]
    assert shares == sorted(shares) and shares[-1] > 0.5


def test_networks_that_are_there_are_not_loaded_again(tiny_pack, warm, measured):
    _, again = drain(measure(str(tiny_pack), CancelToken(), "cpu", warm))
    assert again["load_s"] < 0.2


def test_it_stops_when_it_is_told_to(tiny_pack, warm):
    token = CancelToken()
    events = measure(str(tiny_pack), token, "cpu", warm)
    while next(events).stage != "match":
        pass
    token.cancel()
    with pytest.raises(Cancelled):
        drain(events)


def test_a_generator_that_is_too_slow_is_stopped_and_scaled(tiny_pack, warm, measured, monkeypatch):
    monkeypatch.setattr("terralex.core.methods.ovdiff_costs.DRAW_S", -1.0)  # at the first news that a step is done
    _, cut = drain(measure(str(tiny_pack), CancelToken(), "cpu", warm))
    assert 0.1 < cut["costs"]["draft"]["draw_s"] / measured[1]["costs"]["draft"]["draw_s"] < 10


def test_where_no_step_is_finished_in_time_nothing_is_said_about_drawing(tiny_pack, warm, monkeypatch):
    generator = warm.networks(find_pack(str(tiny_pack)), "cpu", Options(), 0).generator
    closed = []

    def endless(*_given):
        try:
            while True:
                yield Drawn(0, 0.0, None)
        finally:
            closed.append(True)

    monkeypatch.setattr(type(generator), "pictures", lambda _self, *given: endless(*given))
    monkeypatch.setattr("terralex.core.methods.ovdiff_costs.PATIENCE_S", 0.05)
    _, result = drain(measure(str(tiny_pack), CancelToken(), "cpu", warm))
    costs = result["costs"]["balanced"]
    assert costs["draw_s"] is None and closed and all(w["score_s"] > 0 for w in costs["windows"].values())


def test_the_child_measures_when_asked(tmp_path, tiny_pack):
    child = Child(tmp_path / "child.log")
    try:
        child.send(cmd="measure", id=3, config={"pack": str(tiny_pack), "device": "cpu"})
        answer = child.wait_for(ResultEvent, ErrorEvent, timeout=60)
        assert isinstance(answer, ResultEvent) and answer.result["device"] == "cpu", answer
    finally:
        child.process.kill()
        child.process.wait()
