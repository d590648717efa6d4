"""What people want of finished results does not wait for a run: it goes to a second process of the engine."""

import os

import pytest
from terralex.core.errors import InputError
from terralex.plugin.engine.beside import Order

WAIT = {"wait_cancel": True}


def result(**values):
    return {"say": {"event": "result", "result": values}}


class Heard:
    """What came of an order."""

    def __init__(self):
        self.done, self.errors, self.stopped = [], [], 0

    def order(self, *steps, title="work", command="export"):
        def stop():
            self.stopped += 1

        return Order(title, command, {"script": list(steps)}, self.done.append, self.errors.append, stop)


def alive(pid):
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def go(runner, *steps, **how):
    """Something that goes on: the main work."""
    heard = Heard()
    order = heard.order(*steps)
    runner.ask("run", "segment", order.config, order.on_done, order.on_error, order.on_cancel, **how)
    return heard


def test_while_nothing_goes_on_the_warm_process_does_it(qtbot, runner):
    heard = Heard()
    assert runner.serve(heard.order(result(a=1))) is False and runner.busy
    qtbot.waitUntil(lambda: heard.done == [{"a": 1}], timeout=20000)
    assert runner.remote.pid and runner.beside._remote is None


def test_beside_a_run_a_second_process_does_one_after_the_other_and_ends_with_the_run(qtbot, runner):
    run = go(runner, WAIT)
    heard = Heard()
    for number in range(3):
        one = heard.order({"sleep": 0.1}, result(n=number))
        assert runner.serve(one) is True
    qtbot.waitUntil(lambda: len(heard.done) == 3, timeout=20000)
    assert [each["n"] for each in heard.done] == [0, 1, 2] and run.done == [] and runner.busy
    second = runner.beside._remote
    assert second.pid != runner.remote.pid and second.log != runner.remote.log and second.log.exists()
    pid = second.pid
    assert alive(pid)
    runner.cancel()
    qtbot.waitUntil(lambda: not runner.busy, timeout=20000)
    qtbot.waitUntil(lambda: second.pid is None and runner.beside._remote is None, timeout=20000)
    assert run.stopped == 1


def test_what_is_begun_beside_a_run_goes_on_after_it(qtbot, runner):
    go(runner, result())
    heard = Heard()
    assert runner.serve(heard.order({"sleep": 1.0}, result(n=1)))
    qtbot.waitUntil(lambda: not runner.busy, timeout=20000)
    assert heard.done == [] and runner.beside.working
    second = runner.beside._remote
    qtbot.waitUntil(lambda: heard.done == [{"n": 1}] and second.pid is None, timeout=20000)


def test_an_error_and_a_process_that_dies_are_told_and_the_next_is_done(qtbot, runner):
    go(runner, WAIT)
    heard = Heard()
    said = {"event": "error", "kind": "InputError", "message": "No.", "hint": "Yes."}
    runner.serve(heard.order({"say": said}))
    runner.serve(heard.order({"exit": 3}))
    runner.serve(heard.order(result(n=1)))
    qtbot.waitUntil(lambda: heard.done == [{"n": 1}], timeout=20000)
    assert [error.message[:10] for error in heard.errors] == ["No.", "The engine"] and runner.busy


def test_two_never_write_into_one_run(qtbot, runner):
    go(runner, WAIT, folder="/runs/now")
    heard = Heard()
    with pytest.raises(InputError, match="being worked on"):
        runner.serve(heard.order(result()), "/runs/now")
    runner.serve(heard.order({"sleep": 0.3}, result(n=1)), "/runs/other")
    with pytest.raises(InputError, match="being worked on"):
        runner.serve(heard.order(result()), "/runs/other")
    qtbot.waitUntil(lambda: heard.done == [{"n": 1}], timeout=20000)
    runner.serve(heard.order(result(n=2)), "/runs/other")  # free again
    qtbot.waitUntil(lambda: heard.done == [{"n": 1}, {"n": 2}], timeout=20000)


def test_nothing_goes_on_beside_what_changes_the_engine(qtbot, runner):
    heard = Heard()
    runner.start("set up", lambda token: iter(()), lambda _: None, lambda _: None, lambda: None, alone=True)
    with pytest.raises(InputError, match="already going on"):
        runner.serve(heard.order(result()))
    qtbot.waitUntil(lambda: not runner.busy, timeout=20000)
    runner.ask("remove", "remove", {"script": [WAIT]}, lambda _: None, lambda _: None, lambda: None)
    with pytest.raises(InputError, match="already going on"):
        runner.serve(heard.order(result()))
    runner.cancel()
    qtbot.waitUntil(lambda: not runner.busy, timeout=20000)
    go(runner, result())
    runner.serve(heard.order({"sleep": 1.0}, result()))
    qtbot.waitUntil(lambda: not runner.busy, timeout=20000)
    with pytest.raises(InputError, match="already going on"):
        runner.start("set up", lambda token: iter(()), lambda _: None, lambda _: None, lambda: None, alone=True)


def test_leaving_ends_both(qtbot, runner):
    go(runner, WAIT)
    heard = Heard()
    runner.serve(heard.order(WAIT))
    runner.serve(heard.order(result()))
    qtbot.waitUntil(lambda: bool(runner.beside._remote and runner.beside._remote.pid), timeout=20000)
    pids = [runner.remote.pid, runner.beside._remote.pid]
    runner.shutdown()
    qtbot.waitUntil(lambda: not any(alive(pid) for pid in pids if pid), timeout=20000)
    assert heard.done == [] and not runner.beside.working
