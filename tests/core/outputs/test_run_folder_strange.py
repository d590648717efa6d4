"""Run folders that somebody made to do harm: nothing outside of them is read, overwritten or moved."""

import json
import os
import shutil
import zlib

import numpy as np
import pytest
from terralex.core.errors import InputError, OutputError
from terralex.core.files.disk import FolderLock, write_atomically
from terralex.core.lattice import Block, plan_blocks
from terralex.core.options import Options
from terralex.core.outputs.run_folder import RunFolder
from terralex.core.raster.source import Source
from terralex.core.recipe import LONGEST_RECIPE, PUBLISHED, identity_of, read_ledger, read_recipe
from terralex.core.score.decide import BlockResult
from terralex.core.vocabulary import ClassSpec

from ..rasters import pack_at, picture, write_tif

RECIPE = {"identity": {"seed": 1}, "image": "a.tif", "request": {"pack": "starter"}}
CLASSES = (ClassSpec("road", colour="#112233"),)


@pytest.fixture
def theirs(tmp_path):
    """A folder of the user's with something in it that must stay as it is."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    return folder


@pytest.fixture
def given(tmp_path):
    """An unfinished run as a colleague hands it over."""
    folder = tmp_path / "given"
    with pytest.raises(KeyboardInterrupt), RunFolder.start(folder, RECIPE) as run:
        run.put_block(Block(0, 0, 32, 32), answer(Block(0, 0, 32, 32)))
        raise KeyboardInterrupt
    return folder


def answer(block):
    shape = (block.rows, block.cols)
    return BlockResult(np.ones(shape, np.uint8), np.ones(shape, "f4"), np.ones(shape, "f4"), np.zeros(shape, np.uint8))


def unharmed(theirs):
    return [path.name for path in theirs.iterdir()] == ["thesis.txt"] and (
        (theirs / "thesis.txt").read_text() == "years of work"
    )


@pytest.mark.parametrize(
    "name",
    [
        ".work",
        ".work/outputs",
        ".work/blocks",
        ".work/lock",
        ".work/ids.tif",
        "recipe.json",
        "ledger.jsonl",
        *PUBLISHED,
    ],
)
@pytest.mark.parametrize("to", ["folder", "file", "nothing"])
def test_a_link_in_a_run_folder_is_refused(given, theirs, name, to):
    path = given / name
    ledger = (given / "ledger.jsonl").read_bytes()
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.symlink_to({"folder": theirs, "file": theirs / "thesis.txt", "nothing": theirs / "new"}[to])
    with pytest.raises(OutputError, match=f"{name} in the run folder .* is a link"), RunFolder.start(given, RECIPE):
        pass
    assert unharmed(theirs)
    assert name == "ledger.jsonl" or (given / "ledger.jsonl").read_bytes() == ledger


def test_a_second_name_of_another_file_is_not_written_to(given, theirs):
    (given / ".work/lock").unlink()
    os.link(theirs / "thesis.txt", given / ".work/lock")
    with pytest.raises(OutputError), RunFolder.start(given, RECIPE):
        pass
    assert (theirs / "thesis.txt").read_text() == "years of work"


def test_what_is_on_its_way_has_a_name_that_nobody_can_lay_a_link_under(tmp_path, theirs):
    target = tmp_path / "recipe.json"
    (tmp_path / "recipe.json.part").symlink_to(theirs / "thesis.txt")
    write_atomically(target, b"{}")
    assert target.read_bytes() == b"{}" and unharmed(theirs)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Documents", "recipe.json", "recipe.json.part"]
    assert oct(target.stat().st_mode & 0o777) == oct(0o666 & ~_mask())


def _mask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_lock_is_never_taken_through_a_link(tmp_path, theirs):
    (tmp_path / "lock").symlink_to(theirs / "thesis.txt")
    with pytest.raises(OSError):
        FolderLock(tmp_path / "lock", tmp_path)
    assert unharmed(theirs)


def test_only_what_a_run_makes_appears_in_its_folder(tmp_path):
    raster = write_tif(tmp_path / "a.tif", picture(60, 60))
    with (
        Source.open(raster, pack_at(0.3), Options()) as source,
        RunFolder.start(tmp_path / "run", RECIPE) as run,
    ):
        for block in plan_blocks(source.grid.block, 30):
            run.put_block(block, answer(block))
        run.assemble(source, source.grid.block, CLASSES)
        for name in ("classes.qml", "segments.qml", "plugin.py", "more"):
            path = tmp_path / "run/.work/outputs" / name
            path.mkdir() if name == "more" else path.write_text("x")
        run.publish()
    made = sorted(path.name for path in (tmp_path / "run").iterdir())
    assert made == ["classes.tif", "classes.tif.aux.xml", "confidence.tif", "ledger.jsonl", "recipe.json"]


@pytest.mark.parametrize(
    "lines",
    [
        [{"event": "block", "block": ["../../Documents/thesis", 0, 0, 0], "crc": 1}],
        [{"event": "block", "block": 5, "crc": 1}, {"event": 5}, {"event": "block"}, [], 7],
        [{"event": "block", "block": [0, 0, 1e99, 1], "crc": None}],
        [{"event": "block", "block": [True, -1, 1, 1], "crc": 1}],
    ],
)
def test_lines_of_a_ledger_that_name_no_block_count_for_nothing(given, lines):
    text = "".join(json.dumps(line) + "\n" for line in lines) + "[" * 100_000 + "\n"
    with (given / "ledger.jsonl").open("a") as file:
        file.write(text)
    with RunFolder.start(given, RECIPE) as run:
        assert run.finished_blocks() == {Block(0, 0, 32, 32)}


def test_a_block_of_another_shape_is_made_again(given):
    block = given / ".work/blocks/0_0_32_32.npy"
    np.save(block, np.zeros((3, 3)))
    start = {"event": "start", "identity": identity_of(RECIPE)}
    line = {"event": "block", "block": [0, 0, 32, 32], "crc": zlib.crc32(block.read_bytes())}
    (given / "ledger.jsonl").write_text(json.dumps(start) + "\n" + json.dumps(line) + "\n")
    with RunFolder.start(given, RECIPE) as run:
        assert run.finished_blocks() == set()


@pytest.mark.parametrize("kind", ["pipe", "endless", "large", "link", "deep"])
def test_a_recipe_that_is_no_small_file_is_no_recipe(tmp_path, kind):
    recipe = tmp_path / "recipe.json"
    if kind == "pipe":
        os.mkfifo(recipe)
        os.mkfifo(tmp_path / "ledger.jsonl")
    elif kind == "large":
        recipe.touch()
        os.truncate(recipe, LONGEST_RECIPE + 1)
    elif kind == "deep":
        recipe.write_text("[" * 100_000)
    else:
        recipe.symlink_to("/dev/zero" if kind == "endless" else tmp_path / "other.json")
        (tmp_path / "other.json").write_text(json.dumps({**RECIPE, "identity": {"fingerprint": "x"}}))
    with pytest.raises(InputError, match="is not the folder of a finished run"):
        read_recipe(tmp_path)
    assert read_ledger(tmp_path) == []
