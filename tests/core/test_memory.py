"""Too little memory is one sentence, whoever notices it and however it says so."""

import errno
import os
import resource
import subprocess
import sys

import pytest
from terralex.core import memory
from terralex.core.errors import EngineError, InputError, ModelError, ShortOfMemoryError
from terralex.core.memory import check_memory, in_words
from terralex.core.protocol import ErrorEvent, Pong, error_event, error_from
from terralex.tests.core.child import WORKER, Child
from terralex.tests.core.cli.test_app import REGISTER


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        ImportError("libtorch_cpu.so: failed to map segment from shared object"),
        ImportError("/x/shapely/lib.so: cannot allocate memory in static TLS block", name="lib"),
        RuntimeError("can't start new thread"),
        RuntimeError("[enforce fail at alloc_cpu.cpp:119] . DefaultCPUAllocator: can't allocate memory"),
        RuntimeError("std::bad_alloc"),
        ValueError("Unable to allocate 3.2 GiB for an array with shape (3, 4)"),
    ],
    ids=lambda error: f"{type(error).__name__}: {error}"[:40],
)
def test_what_a_library_says_of_memory_becomes_the_one_sentence(error):
    told = in_words(error)
    assert isinstance(told, ShortOfMemoryError) and told.message == "There is too little memory for this." and told.hint
    try:
        try:
            raise error
        except Exception as first:
            raise ModelError("The generator of the pack cannot be opened.") from first
    except ModelError as wrapped:
        assert in_words(wrapped).message == told.message


@pytest.mark.parametrize(
    "error",
    [
        InputError("The area lies outside the raster."),
        ImportError("No module named 'shapely'", name="shapely"),
        OSError(errno.ENOSPC, "No space left on device"),
        ZeroDivisionError(),
        ShortOfMemoryError("The pack needs more than is free of the GPU's memory."),
    ],
    ids=lambda error: type(error).__name__,
)
def test_everything_else_stays_what_it_is(error):
    assert in_words(error) is error


def test_the_kind_survives_the_wire():
    event = error_event(1, ShortOfMemoryError("Little.", "Close something."))
    assert isinstance(error_from(event), ShortOfMemoryError) and not isinstance(error_from(event), EngineError)


@pytest.mark.parametrize(("limit", "refused"), [(-1, False), (4 << 30, False), (1_000_000_000, True)])
def test_a_limit_below_what_the_engine_loads_is_told_before_anything_is_loaded(monkeypatch, limit, refused):
    monkeypatch.setattr(memory.resource, "getrlimit", lambda kind: (limit if kind == resource.RLIMIT_AS else -1, -1))
    if not refused:
        check_memory()
        return
    with pytest.raises(ShortOfMemoryError, match=r"may use 1\.00 GB of memory; the engine needs 1\.5 GB"):
        check_memory()


@pytest.mark.parametrize("limit_mb", [200, 900, 1400])
def test_a_run_with_little_memory_says_so_in_one_line(tmp_path, limit_mb):
    """Of these torch could not be loaded, ended the process without a word, or hung."""
    words = ["segment", "a.tif", "--classes", "road", "--out", "run"]
    command = f'ulimit -v {limit_mb * 1000}; exec "$@"'
    done = subprocess.run(
        ["/bin/sh", "-c", command, "sh", sys.executable, "-c", REGISTER, *words],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=tmp_path,
    )
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "the engine needs 1.5 GB" in done.stderr
    assert not (tmp_path / "run").exists()


def test_the_worker_says_so_and_goes_on_hearing(tmp_path):
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nulimit -v 900000\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    child = Child(tmp_path / "log", python=str(python), worker=WORKER)
    child.send(cmd="segment", id=1, config={"image": "a.tif", "out": "run", "classes": [{"name": "road"}]})
    answer = child.wait_for(ErrorEvent)
    assert answer.kind == "ShortOfMemoryError" and "the engine needs" in answer.message
    child.send(cmd="ping", id=2)
    assert child.wait_for(Pong) == Pong(2)
    child.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's")
@pytest.mark.parametrize("kept", [False, True])
def test_memory_that_arrays_leave_is_kept_though_dask_has_it_given_back(kept):
    code = (
        "import resource\nfrom terralex.core.memory import keep_freed_memory\n"
        + "keep_freed_memory()\n" * kept
        + "for number in range(50): bytes([number]) * (4 << 20)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)"
    )
    asked = [sys.executable, "-c", REGISTER.partition("from terralex.core.cli")[0] + code]
    environment = {**os.environ, "MALLOC_TRIM_THRESHOLD_": "65536"}
    faults = int(subprocess.run(asked, env=environment, capture_output=True, text=True, check=True).stdout)
    assert (faults < 50 * 512) == kept, faults  # each time 1,024 pages of 4 kB
