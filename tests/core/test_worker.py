"""The real child process: it answers, it can be stopped, it never outlives its parent."""

import subprocess
import sys
import time

import pytest
from terralex.core import protocol
from terralex.core.protocol import Beat, CancelledEvent, ErrorEvent, Pong, ProgressEvent, Ready, ResultEvent

from .child import WORKER, Child


@pytest.fixture
def child(tmp_path):
    child = Child(tmp_path / "child.log")
    yield child
    if child.process.poll() is None:
        child.process.kill()
        child.process.wait()


def run_config(tmp_path, image, pack, **more):
    return {
        "image": str(image),
        "out": str(tmp_path / "run"),
        "pack": str(pack),
        "device": "cpu",
        "classes": [{"name": "road"}, {"name": "water"}],
        "preset": "draft",
        **more,
    }


def test_it_is_ready_without_loading_torch_and_beats(child):
    started = time.monotonic()
    ready = child.wait_for(Ready)
    assert ready.protocol == protocol.VERSION and time.monotonic() - started < 10
    assert child.wait_for(Beat).busy is None


def test_a_ping_is_answered(child):
    child.send(cmd="ping", id=9)
    assert child.wait_for(Pong).id == 9


def test_end_of_file_ends_the_process(child):
    child.wait_for(Ready)
    assert child.close() == 0


def test_shutdown_ends_the_process(child):
    child.wait_for(Ready)
    child.send(cmd="shutdown")
    assert child.process.wait(10) == 0


def test_rubbish_on_stdin_is_ignored(child):
    child.process.stdin.write(b"hello\n\xff\xfe\n[]\n")
    child.process.stdin.flush()
    child.send(cmd="ping", id=1)
    assert child.wait_for(Pong).id == 1


@pytest.mark.parametrize(
    "line",
    [
        '{"cmd": "ping", "id": "seven"}',
        '{"cmd": "ping", "id": [1]}',
        '{"cmd": "ping", "id": null}',
        '{"cmd": "segment", "id": 1, "config": 7}',
        '{"cmd": ' + "[" * 100_000,
        "\\ud800",
    ],
    ids=["text", "list", "null", "config", "deep", "surrogate"],
)
def test_a_line_that_is_odd_in_any_way_does_not_deafen_the_process(child, line):
    child.process.stdin.write(line.encode() + b"\n")
    child.send(cmd="ping", id=7)
    assert child.wait_for(Pong) == Pong(7)


def test_a_path_that_is_no_text_comes_back_as_it_was(child, tmp_path):
    child.send(cmd="segment", id=1, config={"image": str(tmp_path / "a\udcff.tif"), "out": "", "classes": []})
    answer = child.wait_for(ErrorEvent)
    assert answer.id == 1
    child.send(cmd="ping", id=2)
    assert child.wait_for(Pong) == Pong(2)


def test_an_unknown_command_is_an_error_with_a_next_step(child):
    child.send(cmd="fly", id=4, config={})
    error = child.wait_for(ErrorEvent)
    assert error.id == 4 and "fly" in error.message and error.hint


def test_a_missing_raster_is_an_error_in_words(child, tmp_path, tiny_pack):
    child.send(cmd="segment", id=1, config=run_config(tmp_path, tmp_path / "none.tif", tiny_pack))
    error = child.wait_for(ErrorEvent)
    assert error.kind == "InputError" and "none.tif" in error.message


def test_what_libraries_print_cannot_break_the_protocol(tmp_path):
    script = (
        "import os, runpy, sys, threading\n"
        "threading.Timer(0.5, lambda: (os.write(1, b'noise from C\\n'), print('noise'))).start()\n"
        f"runpy.run_path({str(WORKER)!r}, run_name='__main__')\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(2.5)
    out, err = process.communicate(timeout=20)
    assert b"noise from C" in err
    events = [protocol.parse_event(line) for line in out.decode().splitlines()]
    assert isinstance(events[0], Ready) and len(events) >= 2


def test_core_is_never_a_top_level_package_in_the_child(tmp_path):
    script = (
        "import runpy, sys, threading, os\n"
        "def look():\n"
        "    bad = [m for m in sys.modules if m == 'core' or m.startswith('core.')]\n"
        "    sys.stderr.write('TOP ' + repr(bad) + ' ' + repr('terralex.core.protocol' in sys.modules))\n"
        "    sys.stderr.flush(); os._exit(0)\n"
        "threading.Timer(1.5, look).start()\n"
        f"runpy.run_path({str(WORKER)!r}, run_name='__main__')\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert b"TOP [] True" in process.stderr.read()  # stdin stays open: its end would end the child
    process.stdin.close()
    process.wait(10)


def test_a_run_ends_with_one_result_and_the_second_run_is_warm(child, tmp_path, tiny_pack, small_raster):
    child.send(cmd="segment", id=1, config=run_config(tmp_path, small_raster, tiny_pack))
    first = child.wait_for(ProgressEvent)
    assert first.id == 1
    result = child.wait_for(ResultEvent, ErrorEvent, timeout=120)
    assert isinstance(result, ResultEvent), result
    assert set(result.result) >= {"folder", "classes", "confidence", "segments"}
    child.send(
        cmd="segment", id=2, config={**run_config(tmp_path, small_raster, tiny_pack), "out": str(tmp_path / "b")}
    )
    again = child.wait_for(ResultEvent, ErrorEvent, timeout=60)
    assert again.id == 2 and again.result["seconds"]["load"] < 0.5


def test_a_second_run_while_one_is_going_on_is_refused(child, tmp_path, tiny_pack, small_raster):
    child.send(cmd="segment", id=1, config=run_config(tmp_path, small_raster, tiny_pack))
    child.wait_for(ProgressEvent)
    child.send(cmd="segment", id=2, config=run_config(tmp_path, small_raster, tiny_pack))
    error = child.wait_for(ErrorEvent)
    assert error.id == 2 and "already" in error.message
    assert child.wait_for(ResultEvent, timeout=120).id == 1


def test_a_cancelled_run_can_be_asked_for_again(child, tmp_path, tiny_pack, small_raster):
    config = run_config(tmp_path, small_raster, tiny_pack, overrides={"pictures": 40})
    child.send(cmd="segment", id=1, config=config)
    child.wait_for(ProgressEvent)
    child.send(cmd="cancel", id=1)
    assert child.wait_for(CancelledEvent, ResultEvent, timeout=60) == CancelledEvent(1)
    assert not (tmp_path / "run" / "classes.tif").exists()
    child.send(cmd="segment", id=2, config=run_config(tmp_path, small_raster, tiny_pack) | {"out": str(tmp_path / "c")})
    assert child.wait_for(ResultEvent, ErrorEvent, timeout=120).id == 2


def test_the_child_ends_when_its_parent_is_killed(tmp_path):
    script = (
        "import subprocess, sys, time\n"
        f"p = subprocess.Popen([sys.executable, {str(WORKER)!r}], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)\n"
        "print(p.pid, flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    pid = int(parent.stdout.readline())
    time.sleep(1.0)
    parent.kill()
    parent.wait()
    for _ in range(100):
        try:
            with open(f"/proc/{pid}/stat") as stat:
                if stat.read().rsplit(")", 1)[1].split()[0] == "Z":
                    return
        except FileNotFoundError:
            return
        time.sleep(0.1)
    pytest.fail("the child is still there")
