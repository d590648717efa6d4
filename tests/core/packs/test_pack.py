"""A pack as it is read: its resolutions, and the words that it knows."""

import pytest
from terralex.core.errors import InputError
from terralex.core.packs import read_pack, resolve_classes
from terralex.core.vocabulary import ClassSpec


def test_resolutions_are_listed_finest_first(folder):
    assert [r.gsd_m for r in read_pack(folder).resolutions] == [0.3, 10.0]


def test_words_are_known_by_name_synonym_group_and_plural(folder):
    pack = read_pack(folder)
    assert pack.lookup("Building") == ("building",)
    assert pack.lookup("houses") == ("building",)
    assert pack.lookup("trees") == ("tree",)
    assert pack.lookup("vegetation") == ("tree", "grass")
    assert pack.known_words(ClassSpec("green", ("tree", "vegetation"))) == ("tree", "grass")
    assert pack.kind(ClassSpec("house")) == "thing" and pack.kind(ClassSpec("tree", kind="thing")) == "thing"


def test_an_unknown_word_is_refused_with_the_nearest_ones(folder):
    with pytest.raises(InputError, match=r"does not know “bilding”.*building"):
        resolve_classes(read_pack(folder), (ClassSpec("tree"), ClassSpec("bilding")))
