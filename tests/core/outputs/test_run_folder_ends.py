"""Runs whose end was disturbed: rubbish in the work, a kill while polygons are made, a last line that could not be."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from terralex.core.errors import OutputError
from terralex.core.files import making
from terralex.core.files.layers import scratch_folder
from terralex.core.files.making import folder_in_the_making
from terralex.core.lattice import Block, plan_blocks
from terralex.core.options import Options
from terralex.core.outputs.polygons import polygonise
from terralex.core.outputs.run_folder import RunFolder
from terralex.core.progress import result_of
from terralex.core.raster.source import Source
from terralex.core.recipe import WORK, has_to_end, is_finished
from terralex.tests.core.outputs.test_run_folder import CLASSES, RECIPE, answer, finish
from terralex.tests.core.rasters import pack_at, picture, write_tif

OUTPUTS = {"recipe.json", "ledger.jsonl", "classes.tif", "classes.tif.aux.xml", "confidence.tif", "segments.gpkg"}
AREA = Block(0, 0, 130, 140)


@pytest.fixture
def source(tmp_path):
    with Source.open(write_tif(tmp_path / "a.tif", picture(310, 290)), pack_at(0.3), Options()) as opened:
        yield opened


def names(folder):
    return {path.name for path in folder.iterdir()}


def same_rasters(one, other):
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in ("classes.tif", "confidence.tif"))


@pytest.mark.parametrize("share", [0.02, 0.5, 0.95])
@pytest.mark.parametrize(
    "name",
    ["ids.tif", "confidence-working.tif", "margin.tif", "second.tif", "outputs/classes.tif", "outputs/confidence.tif"],
)
def test_what_a_full_disk_left_of_a_raster_does_not_stop_its_rewriting(tmp_path, source, name, share):
    """As it lies there when the disk was full at any moment: a TIFF whose directory points behind its end."""
    reference, out = tmp_path / "reference", tmp_path / "run"
    whole = Path(finish(reference, source, AREA, 64, "source").classes).read_bytes()
    with RunFolder.start(out, RECIPE) as run:
        for block in plan_blocks(AREA, 64):
            run.put_block(block, answer(block))
        rubbish = out / WORK / name
        rubbish.parent.mkdir(exist_ok=True)
        rubbish.write_bytes(whole[: int(len(whole) * share)])
        rubbish.with_name(rubbish.name + ".aux.xml").write_bytes(b"<PAMData")
        run.assemble(source, AREA, CLASSES, "source")
        run.pending("segments.gpkg").write_bytes(b"polygons")
        run.publish()
    assert same_rasters(out, reference)


KILLED = """
import os, signal, sys
sys.path.insert(0, {tests!r})
import conftest
from terralex.core.files import layers
from terralex.core.outputs import polygons
from terralex.core.outputs.run_folder import RunFolder
from terralex.core.progress import result_of
from terralex.tests.core.outputs.test_run_folder_ends import made_with_polygons
def kill(*given, **more):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(polygons, {step!r}, kill)
made_with_polygons({out!r}, {image!r})
"""


def made_with_polygons(out, image):
    """A run without networks, its polygons included."""
    with Source.open(image, pack_at(0.3), Options()) as source, RunFolder.start(out, RECIPE) as run:
        for block in set(plan_blocks(AREA, 64)) - run.finished_blocks():
            run.put_block(block, answer(block))
        run.assemble(source, AREA, CLASSES)
        result_of(polygonise(run.polygon_classes(AREA), run.pending("segments.gpkg"), [c.name for c in CLASSES]))
        return run.publish()


@pytest.mark.parametrize("step", ["label_pieces", "trace", "write_layer", "verify_layer", "publish"])
def test_a_kill_while_polygons_are_made_publishes_no_folder_of_what_was_in_the_making(tmp_path, source, step):
    out = tmp_path / "run"
    code = KILLED.format(tests=str(Path(__file__).parents[2]), step=step, out=str(out), image=source.path)
    assert subprocess.run([sys.executable, "-c", code]).returncode == -9
    assert list((out / WORK / "outputs").glob(".terralex-*")), "the kill came while polygons were made"
    with RunFolder.start(out, RECIPE):  # cleared at the start, not only at the end
        assert names(out / WORK) == {"blocks", "lock"}
    made_with_polygons(out, source.path)
    assert names(out) == OUTPUTS
    made_with_polygons(tmp_path / "reference", source.path)
    assert same_rasters(out, tmp_path / "reference")


def test_a_kill_while_the_first_recipe_is_written_does_not_send_the_results_elsewhere(tmp_path, source):
    out = tmp_path / "run"
    out.mkdir()
    (out / WORK).mkdir()
    (out / ".recipe.json.00a1b2c3d4e5f607.part").write_bytes(b'{"identity"')
    result = finish(out, source, AREA)
    assert result.folder == str(out) and names(out) == OUTPUTS


def test_a_file_of_the_users_with_such_a_name_is_not_ours(tmp_path, source):
    out = tmp_path / "run"
    out.mkdir()
    (out / "notes.part").write_bytes(b"mine")
    assert finish(out, source, AREA).folder != str(out)
    assert (out / "notes.part").read_bytes() == b"mine"


def test_a_kill_after_the_last_line_is_cleaned_by_the_same_run_which_gets_its_result(tmp_path, source):
    out = tmp_path / "run"
    before = finish(out, source, AREA)
    (out / WORK / "blocks").mkdir(parents=True)
    (out / WORK / "blocks" / "0_0_64_64.npy").write_bytes(bytes(10_000))
    (out / WORK / "lock").touch()
    written = (out / "classes.tif").stat().st_mtime_ns
    assert is_finished(out) and has_to_end(out)
    with RunFolder.start(out, RECIPE) as run:
        assert run.complete == before
    assert names(out) == OUTPUTS and (out / "classes.tif").stat().st_mtime_ns == written
    assert not has_to_end(out)
    with pytest.raises(OutputError, match="already holds a finished run"):
        RunFolder.start(out, RECIPE)


def test_what_a_kill_left_of_a_finished_run_goes_also_when_another_run_is_refused(tmp_path, source):
    out = tmp_path / "run"
    finish(out, source, AREA)
    (out / WORK).mkdir()
    with pytest.raises(OutputError, match="already holds a finished run"):
        RunFolder.start(out, {"identity": {"other": 1}})
    assert names(out) == OUTPUTS


def test_an_error_in_a_run_that_was_complete_before_removes_nothing_of_it(tmp_path, source):
    out = tmp_path / "run"
    finish(out, source, AREA)
    (out / WORK).mkdir()
    with pytest.raises(KeyError), RunFolder.start(out, RECIPE):
        raise KeyError
    assert names(out) == OUTPUTS


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_a_last_line_that_cannot_be_written_is_told_as_that_and_the_same_run_comes_to_its_end(
    tmp_path, source, monkeypatch, code
):
    real, out = RunFolder._append, tmp_path / "run"

    def refuse(self, event):
        if event["event"] == "finished":
            raise OSError(code, os.strerror(code))
        real(self, event)

    monkeypatch.setattr(RunFolder, "_append", refuse)
    with pytest.raises(OutputError, match=r"The results lie in .*, but its end could not be noted") as caught:
        finish(out, source, AREA)
    assert "nothing is computed again" in caught.value.hint
    assert not is_finished(out)
    monkeypatch.undo()
    finish(out, source, AREA)
    assert names(out) == OUTPUTS and is_finished(out)


HOLDING = """
import os, signal, sys
sys.path.insert(0, {tests!r})
import conftest
from pathlib import Path
from terralex.core.files import making
from terralex.core.files.making import folder_in_the_making
from terralex.core.files.layers import scratch_folder
with folder_in_the_making(Path({place!r}), ".new-") as folder:
    (folder / "entry").mkdir()
    print(folder.name, flush=True)
    sys.stdin.read()
"""


def test_a_folder_in_the_making_goes_with_the_next_one_when_its_process_was_killed_and_stays_while_it_lives(tmp_path):
    code = HOLDING.format(tests=str(Path(__file__).parents[2]), place=str(tmp_path))
    start = [sys.executable, "-c", code]
    processes = [subprocess.Popen(start, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    killed, alive = (process.stdout.readline().strip() for process in processes)
    processes[0].kill()
    processes[0].wait()
    (tmp_path / ".new-users-file").write_bytes(b"mine")
    with folder_in_the_making(tmp_path, ".new-") as mine:
        assert names(tmp_path) == {alive, mine.name, ".new-users-file"} and killed != alive
    processes[1].communicate()
    assert names(tmp_path) == {".new-users-file"}


HALF = """
import os, signal, sys
sys.path.insert(0, {tests!r})
import conftest
from pathlib import Path
from terralex.core.files import making
from terralex.core.files.layers import publish, scratch_folder
real, moved = os.replace, []
def replace(old, new):
    if Path(new).parent == Path({place!r}):
        if len(moved) == {after}:
            os.kill(os.getpid(), signal.SIGKILL)
        moved.append(new)
    real(old, new)
target = Path({place!r}, "labels.shp")
with scratch_folder(target) as scratch:
    for name in ("labels.dbf", "labels.shx", "labels.shp"):
        (scratch / name).write_text(name)
    os.replace = replace
    names = ("labels.dbf", "labels.shx", "labels.shp")
    publish([(scratch / name, target.with_name(name)) for name in names], scratch)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_kill_between_the_files_of_an_export_is_taken_back_by_the_next_one(tmp_path, after):
    code = HALF.format(tests=str(Path(__file__).parents[2]), place=str(tmp_path), after=after)
    assert subprocess.run([sys.executable, "-c", code]).returncode == -9
    assert len(list(tmp_path.glob("labels.*"))) == after
    with scratch_folder(tmp_path / "labels.shp"):
        pass
    assert names(tmp_path) == ({"labels.dbf", "labels.shx", "labels.shp"} if after == 3 else set())


def test_a_file_that_a_person_put_there_meanwhile_is_not_taken_back(tmp_path):
    code = HALF.format(tests=str(Path(__file__).parents[2]), place=str(tmp_path), after=2)
    assert subprocess.run([sys.executable, "-c", code]).returncode == -9
    (tmp_path / "labels.dbf").unlink()
    (tmp_path / "labels.dbf").write_text("mine")
    with scratch_folder(tmp_path / "labels.shp"):
        pass
    assert names(tmp_path) == {"labels.dbf"} and (tmp_path / "labels.dbf").read_text() == "mine"


def test_a_folder_whose_removal_was_killed_goes_with_the_next_one(tmp_path):
    (tmp_path / ".new-a").mkdir()  # all was removed but itself
    (tmp_path / ".new-b").mkdir()  # all but the lock
    (tmp_path / ".new-b" / "lock").touch()
    with folder_in_the_making(tmp_path, ".new-") as mine:
        (mine / "entry").mkdir()
        assert names(tmp_path) == {mine.name}
    assert not names(tmp_path)


def test_a_folder_that_somebody_cleared_before_it_was_locked_is_made_anew(tmp_path, monkeypatch):
    real, cleared = making.open_own, []

    def late(path, flags):
        if not cleared:
            cleared.append(path.parent)
            path.parent.rmdir()
        return real(path, flags)

    monkeypatch.setattr(making, "open_own", late)
    with folder_in_the_making(tmp_path, ".new-") as mine:
        assert mine != cleared[0] and names(mine) == {"lock"}
