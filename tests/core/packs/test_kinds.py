"""Thing or stuff: the user's word, the pack's, the shipped list."""

from pathlib import Path

import pytest
from terralex.core.packs import Pack
from terralex.core.packs.kinds import kind_of, listed_kind, listed_kinds
from terralex.core.vocabulary import KINDS, ClassSpec

ANY = Pack(Path("any"), {"name": "any", "words": None})
SOME = Pack(Path("some"), {"name": "some", "words": {"bridge": {"kind": "stuff", "pictures": [1]}}})


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Car", "thing"),
        ("storage tanks", "thing"),
        ("gravel road", "stuff"),
        ("bushes", "thing"),
        ("potted-plant", "thing"),
        ("low vegetation", "stuff"),
        ("glass building", "thing"),
        ("leaves", "stuff"),
        ("xylophone", ""),
    ],
)
def test_the_list_knows_names_plurals_and_last_words(name, kind):
    assert listed_kind(name) == kind


def test_the_list_holds_kinds_only_and_no_word_twice():
    assert set(listed_kinds().values()) == set(KINDS) and len(listed_kinds()) > 400
    lines = (Path(__file__).resolve().parents[3] / "resources/words/kinds.csv").read_text().splitlines()
    assert len(lines) - 1 == len(listed_kinds())


def test_the_user_goes_before_the_pack_and_the_pack_before_the_list():
    assert kind_of(ANY, ClassSpec("bridge")) == "thing"
    assert kind_of(SOME, ClassSpec("bridge")) == "stuff"
    assert kind_of(SOME, ClassSpec("bridge", kind="thing")) == "thing"
    assert kind_of(ANY, ClassSpec("water", kind="thing")) == "thing"


def test_alternatives_tell_the_kind_of_a_name_that_nobody_knows():
    assert kind_of(ANY, ClassSpec("zone 4", ("meadow",))) == "stuff"
    assert kind_of(ANY, ClassSpec("zone 4")) == "thing"
