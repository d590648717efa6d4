"""Which trained files are offered for a run: those of the chosen pack, and the one that was chosen before."""

from types import SimpleNamespace

import pytest
from terralex.plugin.trained.choice import TrainedChoice
from terralex.plugin.trained.entry import Entry


def entry(name, key, pack="h1", better=True):
    return Entry(key, name, "starter", pack, ("road",), 40, 0.25, 0.5, better, 1000)


@pytest.fixture
def choice(qtbot):
    made = TrainedChoice()
    qtbot.addWidget(made)
    made.set_pack(SimpleNamespace(hash="h1"))
    return made


def offered(choice):
    return [choice.combo.itemText(row) for row in range(choice.combo.count())]


def test_without_a_file_it_is_said_that_it_is_clip_as_it_is(choice):
    choice.fill([])
    assert offered(choice) == ["CLIP as it is"] and choice.value() == ""
    assert "CLIP as it is" in choice.note.text()


def test_files_of_other_packs_are_not_offered_and_come_back_with_their_pack(choice):
    choice.fill([entry("mine", "k1"), entry("theirs", "k2", "h2")])
    choice.choose("mine")
    assert offered(choice) == ["CLIP as it is", "mine"] and choice.value() == "mine"
    assert "road" in choice.note.text() and "0.25 → 0.50" in choice.note.text()
    choice.set_pack(SimpleNamespace(hash="h2"))
    assert offered(choice) == ["CLIP as it is", "theirs"] and choice.value() == ""
    choice.set_pack(SimpleNamespace(hash="h1"))
    assert choice.value() == "mine"


def test_of_two_with_one_name_each_is_named_by_its_key(choice):
    choice.fill([entry("mine", "k1"), entry("mine", "k2")])
    choice.choose("k2")
    assert choice.combo.currentIndex() == 2 and choice.value() == "k2"


def test_what_was_chosen_before_holds_until_the_engine_was_asked_and_then_only_if_it_is_here(choice):
    choice.choose("mine")
    assert choice.value() == "mine"
    choice.fill([entry("mine", "k1")])
    assert choice.value() == "mine"
    choice.fill([])
    assert choice.value() == ""
