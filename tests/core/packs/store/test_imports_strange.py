"""Zips that grow: only the two usual methods, and sizes counted while unpacking."""

import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from terralex.core.errors import ModelError
from terralex.core.packs import user_packs
from terralex.core.packs.store.imports import import_pack
from terralex.core.progress import CancelToken, result_of

from .test_imports import FILES, MANIFEST, zipped

ROOT = Path(__file__).resolve().parents[4]
SCRIPT = """
import importlib.util, resource, sys
root = sys.argv[1]
spec = importlib.util.spec_from_file_location("terralex", root + "/__init__.py", submodule_search_locations=[root])
sys.modules["terralex"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["terralex"])
from terralex.core.packs.store.imports import import_pack
from terralex.core.progress import CancelToken, result_of
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    result_of(import_pack(sys.argv[2], CancelToken()))
except Exception as error:
    print(type(error).__name__, error.message)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_of_a_few_kilobytes_takes_no_memory(tmp_path, method):
    """Its members claim to be small; bzip2 and lzma unpack a whole chunk at once whatever they claim."""
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("pack.json", bytes(300_000_000))
    data = path.read_bytes().replace((300_000_000).to_bytes(4, "little"), (100_000).to_bytes(4, "little"))
    path.write_bytes(data)
    assert path.stat().st_size < 100_000
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(ROOT), str(path)], capture_output=True, text=True)
    said, grown = done.stdout.splitlines()
    assert said == "ModelError pack.json in bomb.zip is packed in a way that can grow without end."
    assert int(grown) < 60, f"{grown} MB"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_packed_otherwise_is_refused_also_when_nobody_lists_it(tmp_path, method):
    path = zipped(tmp_path / "a.zip", FILES)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("notes.txt", b"x" * 1000, method)
    with pytest.raises(ModelError, match="is packed in a way that can grow without end"):
        result_of(import_pack(path, CancelToken()))
    assert not (user_packs() / MANIFEST["name"]).exists()


def test_a_member_that_grows_beyond_what_it_claims_is_stopped_there(tmp_path):
    path = zipped(tmp_path / "lies.zip", {**FILES, "generator/config.json": b" " * 900_000})
    data = path.read_bytes().replace((900_000).to_bytes(4, "little"), (2_000).to_bytes(4, "little"))
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"is larger than it is said to be|cannot be unpacked"):
        result_of(import_pack(path, CancelToken()))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 4 << 20  # in kB: the whole test process
