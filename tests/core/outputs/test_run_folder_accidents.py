"""Accidents: damaged files, kills at any moment, disks that are full or refuse."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from terralex.core.errors import OutputError
from terralex.core.files import disk as folder_module
from terralex.core.lattice import Block, plan_blocks
from terralex.core.options import Options
from terralex.core.outputs.run_folder import RunFolder
from terralex.core.raster.source import Source
from terralex.tests.core.outputs.test_run_folder import RECIPE, answer, finish
from terralex.tests.core.rasters import pack_at, picture, write_tif


@pytest.fixture
def source(tmp_path):
    with Source.open(write_tif(tmp_path / "a.tif", picture(310, 290)), pack_at(0.3), Options()) as opened:
        yield opened


def test_a_damaged_block_is_made_again(tmp_path):
    blocks = list(plan_blocks(Block(0, 0, 60, 60), 30))
    with RunFolder.start(tmp_path / "run", RECIPE) as run:
        for block in blocks:
            run.put_block(block, answer(block))
    cut, flipped, *_ = sorted((tmp_path / "run/.work/blocks").iterdir())
    os.truncate(cut, 500)
    body = bytearray(flipped.read_bytes())
    body[-1] ^= 1
    flipped.write_bytes(body)
    with RunFolder.start(tmp_path / "run", RECIPE) as run:
        assert len(run.finished_blocks()) == 2


def test_a_torn_line_in_the_ledger_costs_one_block_and_no_other(tmp_path):
    first, second, third = plan_blocks(Block(0, 0, 30, 90), 30)
    with RunFolder.start(tmp_path / "run", RECIPE) as run:
        run.put_block(first, answer(first))
        run.put_block(second, answer(second))
    ledger = tmp_path / "run" / "ledger.jsonl"
    os.truncate(ledger, ledger.stat().st_size - 9)
    with RunFolder.start(tmp_path / "run", RECIPE) as run:
        assert run.finished_blocks() == {first}
        run.put_block(third, answer(third))
    with RunFolder.start(tmp_path / "run", RECIPE) as run:
        assert run.finished_blocks() == {first, third}


SCRIPT = """
import sys
import time
sys.path.insert(0, {tests!r})
import conftest
from terralex.core.options import Options
from terralex.core.raster.source import Source
from terralex.tests.core.rasters import pack_at
from terralex.core.outputs.run_folder import RunFolder
from terralex.tests.core.outputs.test_run_folder import RECIPE, finish
put = RunFolder.put_block
def unhurried(*given):  # or a busy machine would let the run end before anybody kills it
    put(*given)
    time.sleep(0.02)
RunFolder.put_block = unhurried
print("ready", flush=True)
with Source.open({image!r}, pack_at(0.3), Options()) as source:
    finish({out!r}, source, block_px=32)
"""


def test_a_run_killed_again_and_again_ends_with_the_same_bytes(tmp_path, source):
    reference = finish(tmp_path / "reference", source, block_px=32)
    out = tmp_path / "killed"
    code = SCRIPT.format(tests=str(Path(__file__).parents[2]), image=source.path, out=str(out))
    seen, rng = set(), np.random.default_rng(5)
    for moment in range(4):
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        process.stdout.read(5)
        ledger, before = out / "ledger.jsonl", len(seen)
        while process.poll() is None:  # let some blocks come, then kill at a random place between two of them
            count = ledger.read_bytes().count(b"\n") if ledger.exists() else 0
            if count > before + 15 + moment:
                break
            time.sleep(0.001)
        time.sleep(rng.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert not (out / "classes.tif").exists()
        with RunFolder.start(out, RECIPE) as run:
            now = run.finished_blocks()
            run.put_block(Block(320, 320, 1, 1), answer(Block(320, 320, 1, 1)))  # outside the area: never used
        assert seen <= now
        seen = now
    assert len(seen) > 40
    result = finish(out, source, block_px=32)
    for name in ("classes", "confidence"):
        assert Path(getattr(result, name)).read_bytes() == Path(getattr(reference, name)).read_bytes()


@pytest.mark.parametrize("step", range(6))
def test_a_kill_between_the_renames_leaves_a_run_that_can_be_finished(tmp_path, source, monkeypatch, step):
    reference, out = finish(tmp_path / "reference", source), tmp_path / "run"
    real, moved = os.replace, []

    class Killed(BaseException):
        pass

    def replace(old, new):
        if Path(new).parent == out and Path(new).suffix != ".jsonl" and len(run_blocks()) == 12:
            if len(moved) == step:
                raise Killed
            moved.append(new)
        real(old, new)

    def run_blocks():
        return list((out / ".work" / "blocks").glob("*.npy"))

    monkeypatch.setattr(os, "replace", replace)
    try:
        finish(out, source)
        killed = False
    except Killed:
        killed = True
    monkeypatch.setattr(os, "replace", real)
    assert killed is (step < 5)
    if killed:
        result = finish(out, source)
        assert Path(result.classes).read_bytes() == Path(reference.classes).read_bytes()
    with pytest.raises(OutputError, match="finished"):
        RunFolder.start(out, RECIPE)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "is full"),
        (errno.EROFS, "Nothing can be written"),
        (errno.EACCES, "Nothing can be written"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_disk_that_refuses_is_named_with_what_to_do_and_finished_blocks_stay(tmp_path, monkeypatch, code, words):
    def refuse(*_):
        raise OSError(code, os.strerror(code))

    first, second = plan_blocks(Block(0, 0, 10, 20), 10)
    with pytest.raises(OutputError, match=words) as caught, RunFolder.start(tmp_path / "run", RECIPE) as run:
        run.put_block(first, answer(first))
        monkeypatch.setattr(folder_module.os, "fsync", refuse)
        run.put_block(second, answer(second))
    monkeypatch.undo()
    assert str(tmp_path / "run") in str(caught.value) and caught.value.hint
    assert not list((tmp_path / "run").rglob("*.part"))
    with RunFolder.start(tmp_path / "run", RECIPE) as run:
        assert run.finished_blocks() == {first}


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 400 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run([mount, "-t", "tmpfs", "-o", "size=400k", "tmpfs", place], capture_output=True)
    if not made or made.returncode:
        pytest.skip("a small file system cannot be mounted here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.parametrize("room", [390_000, 260_000, 230_000, 200_000, 170_000, 140_000, 100_000, 60_000, 20_000, 0])
def test_a_disk_that_fills_up_leaves_no_output_and_the_run_can_be_finished_with_more_room(
    small_disk, tmp_path, source, room
):
    (small_disk / "ballast").write_bytes(bytes(400_000 - room))
    out, area, failed = small_disk / "run", Block(0, 0, 130, 140), None
    try:
        finish(out, source, area, block_px=64)
    except OutputError as error:
        failed = error
    (small_disk / "ballast").unlink()
    assert (failed is None) is (room > 250_000)
    if failed:
        assert "is full" in str(failed) and str(out) in str(failed)
        assert not (out / "classes.tif").exists() and not (out / "segments.gpkg").exists()
        finish(out, source, area, block_px=64)
    reference = finish(tmp_path / "reference", source, area, block_px=64)
    assert (out / "classes.tif").read_bytes() == Path(reference.classes).read_bytes()
    assert (out / "confidence.tif").read_bytes() == Path(reference.confidence).read_bytes()


def test_a_folder_on_a_read_only_disk_is_refused_before_the_work(small_disk):
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(OutputError, match="Nothing can be written into"):
        RunFolder.start(small_disk / "run", RECIPE)
