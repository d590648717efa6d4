"""Blocks as tasks: values that any process can do, with the bytes of the run's own process."""

import json
import multiprocessing
import os
import pickle
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest
from terralex.core.config import RunConfig
from terralex.core.errors import Cancelled
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.jobs.tasks import BlockDone, Serial
from terralex.core.progress import CancelToken, result_of
from terralex.core.vocabulary import parse_names

MOST_BYTES = 64_000  # of a task that travels
TRIES = 3  # without a task done


def begin(root):
    """In a new process: what `tests/conftest.py` does for this one."""
    import importlib.util
    import sys

    spec = importlib.util.spec_from_file_location("terralex", f"{root}/__init__.py", submodule_search_locations=[root])
    sys.modules["terralex"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["terralex"])


def work(packed, stumble=""):
    """A task in another process; with `stumble`, a file, the first to come dies."""
    if stumble:
        try:
            os.close(os.open(stumble, os.O_CREAT | os.O_EXCL))
            os.kill(os.getpid(), signal.SIGKILL)
        except FileExistsError:
            pass
    global _warm
    _warm = globals().get("_warm") or Warm()
    return pickle.dumps(pickle.loads(packed).run(_warm, CancelToken()))


class Processes:
    """Two spawned processes; a task whose process died is done again."""

    def __init__(self, root, stumble=""):
        self.root, self.stumble, self.deaths, self.largest = str(root), str(stumble), 0, 0

    def run(self, tasks, token):
        waiting = [pickle.dumps(task) for task in tasks]
        self.largest = max(map(len, waiting))
        in_vain = 0
        while waiting:
            if in_vain == TRIES:
                raise RuntimeError("a worker process cannot start, or does not live; what it said is on stderr")
            in_vain += 1
            context = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(2, context, begin, (self.root,)) as pool:
                futures = {pool.submit(work, packed, self.stumble): packed for packed in waiting}
                waiting = []
                for future, packed in futures.items():
                    token.check()
                    try:
                        done = pickle.loads(future.result(timeout=180))
                        assert isinstance(done, BlockDone)
                        in_vain = 0
                        yield done
                    except BrokenProcessPool:
                        self.deaths += 1
                        waiting.append(packed)


@pytest.fixture(autouse=True)
def one_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def found_by_name(request, monkeypatch):
    """A spawned process imports this file by its name, from the path of its parent, on which the script `pytest` does
    not put the working folder, as `python -m pytest` does."""
    monkeypatch.syspath_prepend(str(request.config.rootpath))


def config(small_raster, tiny_pack, out, **more):
    given = {"preset": "draft", "device": "cpu", "block_px": 64, "threads": 1, **more}
    return RunConfig(str(small_raster), str(out), tuple(parse_names("building, road, water")), str(tiny_pack), **given)


def bytes_of(folder):
    return [(folder / name).read_bytes() for name in ("classes.tif", "confidence.tif")]


def test_two_processes_make_the_bytes_of_one_though_one_of_them_dies(tmp_path, small_raster, tiny_pack, request):
    result_of(segment(config(small_raster, tiny_pack, tmp_path / "alone"), CancelToken()))
    others = Processes(request.config.rootpath, tmp_path / "stumble")
    result = result_of(
        segment(config(small_raster, tiny_pack, tmp_path / "together"), CancelToken(), executor=lambda bench: others)
    )
    assert others.deaths > 0 and others.largest < MOST_BYTES
    assert bytes_of(tmp_path / "alone") == bytes_of(tmp_path / "together")
    assert result.encoded_windows + result.kept_windows > 0
    recipes = [json.loads((tmp_path / name / "recipe.json").read_text()) for name in ("alone", "together")]
    assert recipes[0]["identity"] == recipes[1]["identity"]


def test_processes_that_cannot_start_are_given_up(tmp_path, capfd):
    with pytest.raises(RuntimeError, match="cannot start"):
        list(Processes(tmp_path / "no checkout").run([None], CancelToken()))
    assert "no checkout" in capfd.readouterr().err


def test_the_prefilters_choice_travels_with_the_task(tmp_path, small_raster, tiny_pack):
    """A task is rebuilt from the recipe alone, and the recipe says which classes were left out."""
    tasks = []

    class Here:
        def __init__(self, bench):
            pass

        def run(self, given, token):
            tasks.extend(given)
            for task in given:
                yield task.run(Warm(), token)

    asked = {"overrides": {"prefilter": "share"}, "block_px": 128}
    result_of(segment(config(small_raster, tiny_pack, tmp_path / "plain", **asked), CancelToken()))
    result_of(segment(config(small_raster, tiny_pack, tmp_path / "tasks", **asked), CancelToken(), executor=Here))
    assert len(tasks) == 4 and all("prefilter" in task.recipe for task in tasks)
    assert bytes_of(tmp_path / "plain") == bytes_of(tmp_path / "tasks")


def test_a_run_that_was_cancelled_among_tasks_goes_on(tmp_path, small_raster, tiny_pack):
    token, done = CancelToken(), []

    class Stops:
        def __init__(self, bench):
            pass

        def run(self, tasks, token):
            for task in tasks:
                token.check()
                done.append(task.block)
                yield task.run(Warm(), token)
                if len(done) == 2:
                    token.cancel()

    given = config(small_raster, tiny_pack, tmp_path / "run")
    with pytest.raises(Cancelled):
        result_of(segment(given, token, executor=Stops))
    began = time.monotonic()
    notes = []
    result_of(segment(given, CancelToken()), lambda event: notes.append(str(event)))
    assert any("Resumed: 2 of" in note for note in notes) and time.monotonic() - began < 120
    result_of(segment(config(small_raster, tiny_pack, tmp_path / "whole"), CancelToken()))
    assert bytes_of(tmp_path / "run") == bytes_of(tmp_path / "whole")


class Aside(Serial):
    """The run's own bench; tells in which order blocks were decided and came back, and may stop or fail in between."""

    def __init__(self, bench, aside=True, before=lambda serial, number: None):
        super().__init__(bench)
        self.decided, self.back, self.scored = [], [], []  # how many windows had been scored when a block came back
        self.begun, self.more = threading.Event(), threading.Event()  # deciding; a window after that
        decide = bench.scorer.decide
        bench.scorer.aside = lambda block: aside

        def told(canvas, block, inside):
            before(self, len(self.decided))
            self.decided.append(block)
            return decide(canvas, block, inside)

        bench.scorer.decide = told

    def run(self, tasks, token):
        windows = 0
        for news in super().run(tasks, token):
            if news is None:
                windows += 1
                if self.begun.is_set():
                    self.more.set()
            else:
                self.back.append(news.block)
                self.scored.append(windows)
            yield news


def run_aside(given, token=None, **more):
    made = []

    def executor(bench):
        made.append(Aside(bench, **more))
        return made[0]

    result_of(segment(given, token or CancelToken(), executor=executor))
    return made[0]


@pytest.mark.parametrize("pamr", [{}, {"pamr": True, "pamr_iterations": 1}])
def test_a_block_is_decided_while_the_next_one_is_scored_with_the_same_bytes(tmp_path, small_raster, tiny_pack, pamr):
    def wait_for_the_next(serial, number):
        if number == 0:
            serial.begun.set()
            assert serial.more.wait(60)

    given = [config(small_raster, tiny_pack, tmp_path / name, overrides=pamr, threads=2) for name in ("one", "two")]
    after, aside = run_aside(given[0], aside=False), run_aside(given[1], before=wait_for_the_next)
    assert after.decided == after.back == aside.decided == aside.back and len(aside.back) > 4
    assert aside.scored[0] > after.scored[0] and aside.scored[-1] == after.scored[-1]
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_a_block_that_is_being_decided_when_the_run_is_cancelled_is_kept(tmp_path, small_raster, tiny_pack):
    token, given = CancelToken(), config(small_raster, tiny_pack, tmp_path / "run")

    def stop(_, number):
        if number == 1:
            token.cancel()
            time.sleep(0.2)

    with pytest.raises(Cancelled):
        run_aside(given, token, before=stop)
    notes = []
    result_of(segment(given, CancelToken()), lambda event: notes.append(str(event)))
    assert any("Resumed: 2 of" in note for note in notes)
    result_of(segment(config(small_raster, tiny_pack, tmp_path / "whole"), CancelToken()))
    assert bytes_of(tmp_path / "run") == bytes_of(tmp_path / "whole")


def test_what_goes_wrong_while_a_block_is_decided_ends_the_run_and_it_can_go_on(tmp_path, small_raster, tiny_pack):
    given = config(small_raster, tiny_pack, tmp_path / "run")

    def fail(_, number):
        if number == 2:
            raise MemoryError("out of memory")

    with pytest.raises(MemoryError):
        run_aside(given, before=fail)
    notes = []
    result_of(segment(given, CancelToken()), lambda event: notes.append(str(event)))
    assert any("Resumed: 2 of" in note for note in notes)
