"""The engine's process: warm, watched, replaced when it dies; with a staged child and with the real one."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from terralex.core.errors import Cancelled, EngineError, InputError
from terralex.core.progress import CancelToken, result_of
from terralex.core.protocol import NoteEvent, ProgressEvent
from terralex.plugin.engine.remote import WORKER, Remote
from terralex.plugin.environment.child import HIDDEN

FAKE = Path(__file__).parents[1] / "fake_child.py"
STEP = {"event": "progress", "stage": "match", "message": "Matching", "done": 1, "total": 2, "overall": 0.5}
DONE = {"say": {"event": "result", "result": {"answer": 42}}}


@pytest.fixture
def remote(tmp_path):
    made = Remote(lambda: sys.executable, tmp_path / "engine.log", FAKE, start_s=10, silence_s=1.5, cancel_s=1.0)
    yield made
    made.shutdown(0.2)


def ask(remote, *script, token=None):
    """All events of a request and its result."""
    events, job = [], remote.run("segment", {"script": list(script)}, token or CancelToken())
    result = result_of(job, events.append)
    return events, result


def test_progress_and_notes_come_in_order_and_then_the_result(remote):
    note = {"event": "note", "message": "The raster has no CRS.", "level": "warning"}
    events, result = ask(remote, {"say": STEP}, {"say": note}, DONE)
    assert [type(event) for event in events] == [ProgressEvent, NoteEvent]
    assert events[0].overall == 0.5 and events[0].left_s is None
    assert result == {"answer": 42}


def test_the_process_stays_warm_between_requests(remote):
    ask(remote, DONE)
    first = remote.pid
    ask(remote, DONE)
    assert remote.pid == first is not None


def test_the_process_does_not_inherit_what_belongs_to_qgis(remote, monkeypatch):
    for name in HIDDEN:
        monkeypatch.setenv(name, "/of/qgis")
    job = remote.run("segment", {}, CancelToken())
    with pytest.raises(StopIteration) as end:
        next(job)
    assert not set(HIDDEN) & set(end.value.value["environment"])


def test_an_error_of_the_engine_keeps_its_class_message_and_hint(remote):
    error = {"event": "error", "kind": "InputError", "message": "The raster is empty.", "hint": "Open another."}
    with pytest.raises(InputError) as caught:
        ask(remote, {"say": error})
    assert (caught.value.message, caught.value.hint) == ("The raster is empty.", "Open another.")
    assert remote.pid is not None


def test_a_bug_of_the_engine_is_a_runtime_error_with_its_traceback(remote):
    bug = {"event": "error", "kind": "Bug", "message": "oops", "traceback": "Traceback of the engine"}
    with pytest.raises(RuntimeError, match="Traceback of the engine"):
        ask(remote, {"say": bug})


def test_rubbish_on_the_protocol_is_skipped_and_kept_in_the_log(remote):
    _, result = ask(remote, {"print": "CUDA says hello"}, {"print": '{"event": "progress"}'}, {"print": "[1]"}, DONE)
    assert result == {"answer": 42}
    assert "CUDA says hello" in remote.log.read_text()


def test_a_killed_process_is_reported_and_the_next_request_gets_a_new_one(remote):
    with pytest.raises(EngineError, match=r"stopped by itself \(killed by signal 9") as caught:
        ask(remote, {"say": STEP}, {"kill": True})
    assert "Press Run again" in caught.value.hint and str(remote.log) in caught.value.hint
    assert remote.pid is None
    assert ask(remote, DONE)[1] == {"answer": 42}


def test_a_process_killed_from_outside_while_idle_is_replaced(remote):
    ask(remote, DONE)
    first = remote.pid
    os.kill(first, signal.SIGKILL)
    while remote.pid is not None:
        time.sleep(0.01)
    ask(remote, DONE)
    assert remote.pid not in (None, first)


def test_the_last_words_of_a_process_that_ends_are_told(remote):
    with pytest.raises(EngineError, match="exit code 3; its last words: out of luck"):
        ask(remote, {"stderr": "out of luck"}, {"exit": 3})


def test_a_process_that_dies_at_the_start_says_why(remote, monkeypatch):
    monkeypatch.setenv("FAKE_CHILD", "dies")
    with pytest.raises(EngineError, match="No module named 'something'"):
        ask(remote, DONE)


def test_a_process_that_never_gets_ready_is_ended(tmp_path, monkeypatch):
    monkeypatch.setenv("FAKE_CHILD", "silent")
    slow = Remote(lambda: sys.executable, tmp_path / "engine.log", FAKE, start_s=0.5)
    with pytest.raises(EngineError, match=r"not ready after 0\.5 seconds"):
        ask(slow, DONE)
    assert slow.pid is None


def test_an_engine_of_another_version_is_refused(remote, monkeypatch):
    monkeypatch.setenv("FAKE_CHILD", "old")
    with pytest.raises(EngineError, match="version 0 of the protocol"):
        ask(remote, DONE)
    assert remote.pid is None


def test_a_python_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(EngineError, match="could not be started with /no/such/python"):
        ask(Remote(lambda: "/no/such/python", tmp_path / "engine.log", FAKE), DONE)


def test_a_hung_process_is_ended_after_its_silence(remote):
    with pytest.raises(EngineError, match=r"silent for 1\.5 seconds"):
        ask(remote, {"hang": True})
    assert remote.pid is None


def test_a_busy_process_that_beats_is_left_alone(remote):
    assert ask(remote, {"sleep": 2.0}, DONE)[1] == {"answer": 42}


def test_a_process_that_gets_nowhere_is_reported_and_left_alone(tmp_path):
    slow = Remote(lambda: sys.executable, tmp_path / "engine.log", FAKE, stall_s=0.6)
    events, result = ask(slow, {"say": STEP}, {"sleep": 0.9}, {"say": STEP}, DONE)
    slow.shutdown(0.2)
    assert [type(event) for event in events] == [ProgressEvent, NoteEvent, ProgressEvent]
    assert events[1].level == "warning" and "The engine is alive" in events[1].message
    assert result == {"answer": 42}


def test_cancel_is_passed_on_and_the_process_stays(remote):
    token = CancelToken()
    threading.Timer(0.3, token.cancel).start()
    with pytest.raises(Cancelled):
        ask(remote, {"wait_cancel": True}, token=token)
    assert remote.pid is not None


def test_a_process_that_ignores_cancel_is_ended(remote):
    token = CancelToken()
    threading.Timer(0.3, token.cancel).start()
    with pytest.raises(Cancelled):
        ask(remote, {"sleep": 60}, token=token)
    assert remote.pid is None


def test_a_second_request_while_one_is_going_on_is_refused(remote):
    job = remote.run("segment", {"script": [{"say": STEP}, {"sleep": 1}, DONE]}, CancelToken())
    next(job)
    with pytest.raises(InputError, match="already going on"):
        ask(remote, DONE)
    with pytest.raises(StopIteration):
        next(job)


def test_a_request_that_nobody_follows_any_more_ends_its_process(remote):
    job = remote.run("segment", {"script": [{"say": STEP}, {"sleep": 60}]}, CancelToken())
    next(job)
    job.close()
    assert remote.pid is None
    assert ask(remote, DONE)[1] == {"answer": 42}


def test_shutdown_ends_the_process_during_a_request(remote):
    job, token = remote.run("segment", {"script": [{"say": STEP}, {"sleep": 60}]}, CancelToken()), CancelToken()
    next(job)
    pid = remote.pid
    remote.shutdown(0.2)
    with pytest.raises(EngineError):
        next(job)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert not token.cancelled


def test_the_real_engine_answers_over_the_same_wire(tmp_path):
    remote = Remote(lambda: sys.executable, tmp_path / "engine.log", WORKER, start_s=30)
    try:
        with pytest.raises(InputError, match="no command “juggle”"):
            next(remote.run("juggle", {}, CancelToken()))
        assert remote.pid is not None
    finally:
        remote.shutdown()
    assert remote.pid is None
