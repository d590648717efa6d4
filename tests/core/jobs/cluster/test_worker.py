"""What a worker says when it cannot do its part; it is named, and so is the path."""

import json
import sys

import pytest
from terralex.core.errors import InputError, ModelError
from terralex.core.jobs.cluster import letters, worker
from terralex.core.jobs.cluster.crew import said_of
from terralex.core.jobs.cluster.letters import letter
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.progress import CancelToken, result_of

PLACE = "tcp://10.0.0.7:9 (laptop)"


@pytest.fixture(autouse=True)
def named(monkeypatch):
    """Outside of Dask there is no address."""
    monkeypatch.setattr(worker, "name", lambda: PLACE)
    monkeypatch.setattr(worker, "PLACE", worker.Place())


@pytest.fixture
def recipe(config):
    """Of a run, as it is when its classes are learned."""
    found = []

    class LearnedError(Exception):
        pass

    def stop(bench):
        raise LearnedError

    module = sys.modules[segment.__module__]
    with pytest.MonkeyPatch.context() as patch:
        make = module.make_recipe
        patch.setattr(module, "make_recipe", lambda *given: found.append(make(*given)) or found[-1])
        with pytest.raises(LearnedError):
            result_of(segment(config("run"), CancelToken(), Warm(), stop))
    return json.loads(json.dumps(found[0]))


def said(recipe, **identity):
    return said_of(worker.look(letter("run", {**recipe, "identity": {**recipe["identity"], **identity}})))[0]


def test_one_that_can_says_its_processor(recipe):
    assert said(recipe)["processor"] and said(recipe)["worker"] == PLACE


def test_a_raster_that_cannot_be_read_is_named_with_the_worker(recipe):
    with pytest.raises(InputError, match=r"laptop\) cannot read /nowhere/county.tif"):
        said({**recipe, "image": "/nowhere/county.tif"})


def test_another_raster_under_that_path_is_told(recipe):
    with pytest.raises(InputError, match=r"laptop\) finds another raster at .*small.tif"):
        said(recipe, fingerprint="0" * 64)


def test_another_pack_is_told(recipe):
    pack = {**recipe["identity"]["pack"], "hash": "0" * 64}
    with pytest.raises(ModelError, match=r"laptop\) lacks the pack “tiny”"):
        said(recipe, pack=pack)


def test_another_version_is_told(recipe):
    with pytest.raises(ModelError, match=r"laptop\) has torch .*, and this computer 0.1"):
        said({**recipe, "versions": {**recipe["versions"], "torch": "0.1"}})


def test_another_checkout_is_told(recipe, monkeypatch):
    monkeypatch.setattr(letters, "code", lambda: "somethingelse")
    with pytest.raises(ModelError, match=r"laptop\) has another Terralex"):
        said(recipe)


def test_a_bug_comes_back_with_its_traceback():
    with pytest.raises(RuntimeError, match=r"(?s)laptop.*JSONDecodeError"):
        said_of(worker.look("{no letter"))


def test_a_run_that_was_left_gets_nothing_more(recipe):
    worker.leave("run")
    assert json.loads(worker.finish(letter("run", recipe))[0]) == {"cancelled": True}
