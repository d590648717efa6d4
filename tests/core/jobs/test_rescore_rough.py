"""Other support sets on a part of the map: from kept features only, into no run, and at once when asked again."""

import numpy as np
import pytest
from terralex.core.cache.features import FeaturesStore
from terralex.core.errors import InputError
from terralex.core.jobs.commands import Engine
from terralex.core.jobs.rescore import rescore
from terralex.core.jobs.teach import teach
from terralex.core.progress import CancelToken, result_of

from .test_rescore import FEWER
from .test_teach import COLS, ROWS, correct, finished, home, private_folders, run, warm
from .test_teach_rough import part, read

__all__ = ["finished", "home", "private_folders", "run", "warm"]  # fixtures


def ask(engine, run, support, out, where):
    return result_of(
        engine.do("rescore_rough", {"run": str(run), "support": support, "out": str(out), **where}, CancelToken())
    )


def test_it_shows_what_the_new_map_will_say_and_writes_into_no_run(run, warm, tmp_path):
    names = sorted(path.name for path in run.iterdir())
    answer = ask(Engine(warm), run, FEWER, tmp_path / "rough.tif", part(0, 0, COLS, ROWS))
    assert sorted(path.name for path in run.iterdir()) == names
    assert answer["missing"] == 0 < answer["windows"] and answer["changed"] > 0
    rough, _ = read(answer["path"])
    whole, _ = read(result_of(rescore(run, FEWER, CancelToken(), warm=warm))["classes"])
    step = answer["pixel"]
    assert (rough == whole[step // 2 :: step, step // 2 :: step]).mean() > 0.85


def test_what_holds_already_changes_nothing_and_corrections_are_on_top(run, warm, tmp_path):
    correct(run, tmp_path, 2)
    result_of(teach(run, CancelToken(), "prototypes", warm=warm))
    result_of(rescore(run, FEWER, CancelToken(), warm=warm))
    engine = Engine(warm)
    assert ask(engine, run, FEWER, tmp_path / "1.tif", part(0, 0, COLS, ROWS))["changed"] == 0
    assert ask(engine, run, {}, tmp_path / "2.tif", part(0, 0, COLS, ROWS))["changed"] > 0
    rough = result_of(
        engine.do(
            "teach_rough",
            {"run": str(run), "out": str(tmp_path / "3.tif"), **part(0, 0, COLS, ROWS), "way": "prototypes"},
            CancelToken(),
        )
    )
    assert (read(rough["path"])[0] == read(tmp_path / "1.tif")[0]).mean() > 0.99  # the same lesson on the same sets


def test_a_second_question_reads_no_window_again_and_looks_only_at_new_pictures(run, warm, tmp_path, monkeypatch):
    from terralex.core.methods.colour import Colour

    engine = Engine(warm)
    ask(engine, run, {"road": {"favoured": {"road": [0]}}}, tmp_path / "1.tif", part(0, 0, 100, 100))
    monkeypatch.setattr(FeaturesStore, "get", lambda *_: pytest.fail("a window was read again"))
    monkeypatch.setattr(Colour, "encode_picture", lambda *_: pytest.fail("a picture was looked at again"))
    answer = ask(engine, run, {"road": {"rejected": {"road": [0]}}}, tmp_path / "2.tif", part(0, 0, 100, 100))
    assert np.isfinite(answer["changed"])


def test_what_it_refuses(run, warm, tmp_path):
    engine = Engine(warm)
    with pytest.raises(InputError, match="beside the run's raster"):
        ask(engine, run, {}, tmp_path / "1.tif", part(900, 900, 950, 950))
    with pytest.raises(InputError, match="All pictures of “road” are rejected"):
        ask(engine, run, {"road": {"rejected": {"road": [0, 1, 2]}}}, tmp_path / "1.tif", part(0, 0, 50, 50))
    assert not (tmp_path / "1.tif").exists()
