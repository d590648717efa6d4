"""Every file has its room: tests lie where the code lies, all packages are installed, and no file is too long to read.

tests/core/A/test_B.py and tests/core/A/test_B_aspect.py test core/A/B.py; tests/plugin mirrors plugin/ in the same way.
Free of this are tests/plugin/whole (walks through the whole plugin), tests/house (the house itself) and tests/qt6.
"""

import re
from pathlib import Path

import pytest
import tomllib

ROOT = Path(__file__).resolve().parents[2]
FREE = ("tests/house/", "tests/plugin/whole/", "tests/qt6/")
LONGEST_CODE, LONGEST_TEST = 400, 450  # lines


def python_files(*folders, root=ROOT):
    """Paths from the root, with slashes."""
    return sorted(path.relative_to(root).as_posix() for folder in folders for path in (root / folder).rglob("*.py"))


def homeless(root=ROOT):
    """Test files without a namesake in the code."""
    found = []
    for path in map(Path, python_files("tests", root=root)):
        if path.name.startswith("test_") and not path.as_posix().startswith(FREE):
            room, words = root / path.parent.relative_to("tests"), path.stem.split("_")[1:]
            if not any((room / f"{'_'.join(words[: end + 1])}.py").is_file() for end in range(len(words))):
                found.append(path.as_posix())
    return found


def too_long(root=ROOT):
    """Files that nobody reads in one sitting, with their lines."""
    limits = [(path, LONGEST_CODE) for path in python_files("core", "plugin", root=root)]
    limits += [(path, LONGEST_TEST) for path in python_files("tests", root=root)]
    counted = [(path, (root / path).read_bytes().count(b"\n"), most) for path, most in limits]
    return [f"{path}: {lines} lines" for path, lines, most in counted if lines > most]


def test_a_test_file_has_its_namesake_in_the_same_room_of_the_code():
    assert homeless() == []


def test_no_file_is_too_long_to_be_read_in_one_sitting():
    assert too_long() == []


def test_the_packages_that_are_installed_are_those_on_the_disk():
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    folders = {Path(path).parent.as_posix() for path in python_files("core", "plugin")}
    assert listed == ["terralex", *(f"terralex.{folder.replace('/', '.')}" for folder in sorted(folders))]
    assert [folder for folder in folders if not (ROOT / folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize(
    ("path", "at_home"),
    [
        ("core/test_door.py", True),
        ("core/test_door_in_winter.py", True),
        ("core/room/test_two_words.py", True),
        ("core/room/test_two_words_aloud.py", True),
        ("core/room/test_two.py", False),
        ("core/room/test_door.py", False),
        ("core/room/test_doors.py", False),
        ("plugin/test_door.py", False),
        ("other/test_door.py", False),
        ("test_door.py", False),
        ("core/room/hub_server.py", True),
        ("plugin/whole/test_anything.py", True),
        ("house/test_anything.py", True),
    ],
)
def test_an_offender_is_named(tmp_path, path, at_home):
    for made in ("core/door.py", "core/room/two_words.py", f"tests/{path}"):
        (tmp_path / made).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / made).touch()
    assert homeless(tmp_path) == ([] if at_home else [f"tests/{path}"])


def test_a_file_that_is_too_long_is_named(tmp_path):
    for made, lines in (("core/a.py", 400), ("core/b.py", 401), ("tests/core/test_a.py", 450), ("tests/c.py", 451)):
        (tmp_path / made).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / made).write_text("a = 1\n" * lines)
    assert too_long(tmp_path) == ["core/b.py: 401 lines", "tests/c.py: 451 lines"]


def test_no_second_sqlite_reads_what_qgis_has_open():
    """In QGIS's process pyogrio only writes files that QGIS does not know yet: tests/plugin/readback.py says why."""
    reading = re.compile(
        r"pyogrio\.raw import (?!write$)|import pyogrio|pyogrio import|run_0_1 import.*rows|run_0_1\.rows\("
    )
    found = [
        f"{path}: {line.strip()}"
        for path in python_files("tests/plugin")
        for line in (ROOT / path).read_text(encoding="utf-8").splitlines()
        if reading.search(line) and path != "tests/plugin/readback.py"
    ]
    assert found == []
