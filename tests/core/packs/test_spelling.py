"""Words as people write them."""

import csv

import pytest
from terralex.core.packs import Pack, find_pack
from terralex.core.packs.kinds import kind_of, listed_kinds
from terralex.core.packs.spelling import ALSO_ENGLISH, LIST, in_english
from terralex.core.vocabulary import ClassSpec, normalise


@pytest.fixture(scope="module")
def starter():
    return find_pack("starter")


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("water bodies", "water"),
        ("bare-soil", "bare soil"),
        ("building.", "building"),
        ("Buildings", "building"),
        ("parking_lots", "parking lot"),
        ("built-up", "building"),
        ("beaches", "beach"),
        ("Gebäude", "building"),
        ("STRASSEN", "road"),
        ("Wasserflächen", "water"),
        ("árboles", "tree"),
        ("cuerpos de agua", "water"),
        ("“road”", "road"),
    ],
)
def test_a_word_is_understood_however_it_is_written(starter, typed, meant):
    assert starter.known_words(ClassSpec(typed)) == starter.known_words(ClassSpec(meant)) != ()


def test_a_word_that_nobody_knows_stays_unknown_and_the_name_stays_as_it_was_typed(starter):
    assert starter.known_words(ClassSpec("unicorn")) == () and starter.known_words(ClassSpec("Quitsch")) == ()
    assert ClassSpec("Gebäude").name == "Gebäude"


@pytest.fixture(scope="module")
def any_word(starter):
    """A pack that takes any word."""
    return Pack(starter.root, {**starter.manifest, "words": None})


@pytest.mark.parametrize(
    "typed, sent",
    [
        ("Gebäude", "building"),
        ("STRASSEN.", "road"),
        ("cuerpos-de-agua", "water"),
        ("asphalt", "asphalt"),
        ("Silo", "silo"),
        ("Buildings", "buildings"),
        ("Photovoltaikanlage", "photovoltaikanlage"),
        ("a red-roofed house", "a red-roofed house"),
    ],
)
def test_a_pack_of_any_word_gets_english_where_the_table_knows_it_and_else_what_was_typed(any_word, typed, sent):
    assert any_word.known_words(ClassSpec(typed)) == (sent,)


def test_what_was_read_in_another_language_is_told(any_word, starter):
    spec = ClassSpec("Haus und Hof", ("Gebäude", "edificios", "roof", "Asphalt"))
    assert any_word.understood(spec) == {"Gebäude": "building", "edificios": "building"}
    assert starter.understood(ClassSpec("Gebäude")) == {"Gebäude": "building"}
    assert starter.understood(ClassSpec("building")) == {}


def test_the_words_that_are_english_as_well_are_known():
    assert sorted(set(in_english()) & set(listed_kinds())) == sorted(ALSO_ENGLISH)


def test_kind_and_size_are_those_of_the_english_word(any_word):
    assert (
        kind_of(any_word, ClassSpec("Wasserflächen")) == "stuff" and kind_of(any_word, ClassSpec("coches")) == "thing"
    )


@pytest.mark.parametrize("language", ["de", "es"])
def test_every_language_of_the_interface_has_a_word_for_every_word_of_the_starter_pack(starter, language):
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["language"] == language]
    assert {row["english"] for row in rows} == set(starter.words)


def test_no_word_means_two_things_and_none_hides_an_english_one(starter):
    with LIST.open(encoding="utf-8", newline="") as file:
        words = [normalise(row["word"]) for row in csv.DictReader(file)]
    assert len(words) == len(set(words)) == len(in_english())
    hidden = {word for word in words if word in starter.words or word in starter._synonyms}
    assert all(starter.lookup(word) == starter.lookup(in_english()[word]) for word in hidden)
