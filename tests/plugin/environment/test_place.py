"""Where an environment lies: what its marker tells, what is removed, which folders are refused."""

import pytest
from terralex.plugin.environment import place
from terralex.plugin.environment.place import Place, Record, root_in, unsuitable
from terralex.plugin.environment.plan import PLUGIN


def test_the_marker_tells_what_is_there(tmp_path):
    there = Place(tmp_path / "engine")
    assert there.state("a") == "absent"
    there.root.mkdir()
    (there.root / "diary.txt").write_text("mine")
    assert there.state("a") == "foreign"
    there.write(Record("a", "cpu", done=("venv",)))
    assert there.state("a") == "unfinished"
    there.write(Record("a", "cpu", done=place.STEPS))
    assert there.state("a") == "unfinished", "its Python is gone"
    there.python.parent.mkdir(parents=True)
    there.python.touch()
    assert (there.state("a"), there.state("b")) == ("ready", "outdated")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"made_by": "somebody", "format": 1}', "\x00"])
def test_a_marker_that_is_not_ours_is_none(tmp_path, text):
    (tmp_path / place.MARKER).write_text(text)
    assert Place(tmp_path).record() is None
    assert place.remove(Place(tmp_path)) is False and tmp_path.exists()


def test_removing_takes_what_was_made_here_and_nothing_else(tmp_path):
    there, elsewhere = Place(tmp_path / "engine"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "file").write_text("not ours")
    there.write(Record("a", "cpu", done=("venv",)))
    there.venv.mkdir()
    (there.venv / "read-only").write_text("x")
    (there.venv / "read-only").chmod(0o400)
    there.cache.symlink_to(elsewhere)  # somebody put the downloads on another disk
    (there.root / "diary.txt").write_text("mine")
    assert place.remove(there)
    assert [path.name for path in there.root.iterdir()] == ["diary.txt"]
    assert (elsewhere / "file").read_text() == "not ours"


def test_a_chosen_folder_with_other_things_gets_a_folder_inside(tmp_path):
    assert root_in(tmp_path / "new") == tmp_path / "new"
    assert root_in(tmp_path) == tmp_path, "empty"
    (tmp_path / "file").touch()
    assert root_in(tmp_path) == tmp_path / "terralex-engine"
    Place(tmp_path).write(Record("a", "cpu"))
    assert root_in(tmp_path) == tmp_path, "ours"


def test_places_that_an_update_deletes_or_windows_cannot_reach_are_refused(tmp_path):
    assert "inside the plugin" in unsuitable(PLUGIN / "engine", PLUGIN)
    assert "too long for Windows" in unsuitable(tmp_path / ("x" * 100), PLUGIN, windows=True)
    assert unsuitable(tmp_path / ("x" * 100), PLUGIN, windows=False) == ""


def test_only_one_works_on_an_environment_at_a_time(tmp_path):
    with place.locked(Place(tmp_path)) as first, place.locked(Place(tmp_path)) as second:
        assert first and not second
    with place.locked(Place(tmp_path)) as again:
        assert again
