"""What is said when a disk does not take something: in words, with what is true of the work that was done."""

import errno
import os

import pytest
from rasterio.errors import RasterioIOError
from terralex.core.errors import OutputError
from terralex.core.files.disk import reason_of, writing
from terralex.core.files.layers import not_written

FAILED = RasterioIOError("Write failed. See previous exception for details.")
SQL = RuntimeError('sqlite3_exec(INSERT INTO "segments" VALUES (1)) failed: disk I/O error')
FULL = RuntimeError("failed to execute insert : database or disk is full")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FAILED, "the disk did not take it"),
        (SQL, "the disk did not take it"),
        (FULL, "the disk is full"),
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
        (
            OSError("classes.tif is not on the disk as it was written."),
            "classes.tif is not on the disk as it was written",
        ),
    ],
)
def test_what_libraries_say_of_a_disk_is_put_into_words(tmp_path, error, words):
    assert reason_of(error, tmp_path) == words
    told = not_written(tmp_path / "a.gpkg", error)
    assert told.message == f"a.gpkg could not be written: {words}." and told.hint.endswith((".", "?"))


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), FAILED])
@pytest.mark.parametrize("finished", [False, True])
def test_finished_parts_are_said_to_be_kept_only_where_there_are_any(tmp_path, error, finished):
    with pytest.raises(OutputError) as caught, writing(tmp_path, finished):
        raise error
    assert ("finished parts are kept" in caught.value.hint) is finished
    assert "previous" not in str(caught.value) and "run again with the same folder" in caught.value.hint


def test_too_little_memory_is_no_fault_of_the_disk(tmp_path):
    with pytest.raises(OSError, match="memory"), writing(tmp_path):
        raise OSError(errno.ENOMEM, "Cannot allocate memory")
