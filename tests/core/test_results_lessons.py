"""Which lesson an undo takes back, and which number a new generation gets."""

import pytest
from terralex.core.errors import InputError
from terralex.core.results import LESSON, newest, next_generation, of_generation, read_lessons, to_undo


def steps(*undone):
    return [{"generation": number, "undoes": of} for number, of in enumerate(undone, start=1)]


@pytest.mark.parametrize(
    ("undone", "last"),
    [
        ((), None),
        ((None,), 1),
        ((None, None), 2),
        ((None, None, 2), 1),
        ((None, None, 2, 1), None),
        ((None, 1, None), 3),
        ((None, 1, None, 3), None),
    ],
)
def test_an_undo_takes_back_the_last_lesson_that_stands(undone, last):
    found = to_undo(steps(*undone))
    assert (found and found["generation"]) == last


def test_a_generation_comes_after_all_that_are_there(tmp_path):
    assert next_generation(tmp_path) == 1 and next_generation(tmp_path / "nothing") == 1
    for name in ("segments_edit4.gpkg", "classes_edit2.tif", "confidence_edit1.tif", "classes_edit9.tif.aux.xml"):
        (tmp_path / name).touch()
    assert next_generation(tmp_path) == 5
    (tmp_path / "lesson_edit7.json").touch()
    assert next_generation(tmp_path) == 8
    assert of_generation(tmp_path, LESSON, 7) == newest(tmp_path, LESSON)
    assert of_generation(tmp_path, "classes.tif", 0) == tmp_path / "classes.tif"


def test_without_a_lesson_there_are_no_steps_and_a_link_is_refused(tmp_path):
    assert read_lessons(tmp_path) == []
    (tmp_path / "elsewhere.json").write_text('{"steps": []}')
    (tmp_path / "lesson_edit1.json").symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(InputError, match="which is damaged"):
        read_lessons(tmp_path)
