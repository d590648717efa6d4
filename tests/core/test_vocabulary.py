"""Class names as people type them, and class lists on disk."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terralex.core.errors import InputError
from terralex.core.vocabulary import (
    ClassSpec,
    check_classes,
    normalise,
    parse_names,
    read_class_list,
    with_colours,
    write_class_list,
)


def test_names_are_split_at_commas_semicolons_and_lines():
    assert [c.name for c in parse_names("building, road;\n pond ,\tbare soil\n")] == [
        "building",
        "road",
        "pond",
        "bare soil",
    ]


def test_alternative_words_follow_a_colon():
    (spec,) = parse_names("building: house | roof")
    assert spec.name == "building" and spec.words == ("house", "roof")


def test_an_empty_list_is_refused_with_an_example():
    with pytest.raises(InputError, match=r"no class.*for example"):
        check_classes(parse_names(" , ;"))


@pytest.mark.parametrize("names", ["road, Road", "bare soil, bare  soil", "café, café"])
def test_names_that_look_the_same_are_refused_as_duplicates(names):
    with pytest.raises(InputError, match="listed twice"):
        check_classes(parse_names(names))


def test_the_name_of_everything_else_is_no_class():
    with pytest.raises(InputError, match=r"“background”.*not asked for"):
        check_classes(parse_names("road, Background"))


def test_a_name_of_500_characters_is_refused_with_its_length():
    with pytest.raises(InputError, match="500 characters"):
        ClassSpec("x" * 500)


def test_a_control_character_is_refused():
    with pytest.raises(InputError, match="control character"):
        ClassSpec("roa\x00d")


@pytest.mark.parametrize("name", ["پاره\u200cسنگ", "👨\u200d👩\u200d👧", "क्\u200dष", "“Straße” / <b>"])
def test_letters_that_need_an_invisible_joiner_are_letters(tmp_path, name):
    write_class_list(tmp_path / "classes.csv", [ClassSpec(name)])
    assert read_class_list(tmp_path / "classes.csv").classes[0].name == name


def test_a_list_from_a_spreadsheet_may_use_semicolons_and_a_byte_order_mark(tmp_path):
    text = "value;name;alternatives;kind;colour\n1;road;street|lane;stuff;#808080\n"
    (tmp_path / "c.csv").write_text(text, encoding="utf-8-sig")
    (road,) = read_class_list(tmp_path / "c.csv").classes
    assert (road.name, road.words, road.kind, road.value) == ("road", ("street", "lane"), "stuff", 1)


def test_a_list_that_is_not_there_is_named_as_missing(tmp_path):
    with pytest.raises(InputError, match=r"There is no class list .*gone\.csv"):
        read_class_list(tmp_path / "gone.csv")


def test_unicode_names_survive_a_class_list_file(tmp_path):
    classes = with_colours([ClassSpec("Gebäude", ("building",), "thing"), ClassSpec("池", ("pond",), "stuff")])
    write_class_list(tmp_path / "classes.csv", classes)
    read = read_class_list(tmp_path / "classes.csv")
    assert read.background
    assert [(c.name, c.words, c.kind, c.colour) for c in read.classes] == [
        (c.name, c.words, c.kind, c.colour) for c in classes
    ]
    assert [c.value for c in read.classes] == [1, 2]


def test_a_class_list_without_row_zero_is_a_closed_set(tmp_path):
    (tmp_path / "c.csv").write_text("value,name,alternatives,kind,colour\n4,roof,,thing,#d7191c\n")
    read = read_class_list(tmp_path / "c.csv")
    assert not read.background and read.classes[0].value == 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column"),
        ("a,b\n1,2\n", "no column"),
        ("value,name\nx,road\n", "Line 2"),
        ("value,name\n1,\n", "Line 2 of c.csv: .*no name"),
        ("value,name,kind\n1,road,area\n", "Line 2 of c.csv: “area” is not a kind"),
    ],
)
def test_a_broken_class_list_is_refused_in_words(tmp_path, text, message):
    path = tmp_path / "c.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        read_class_list(path)


@given(st.lists(st.text(alphabet=st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=30), min_size=1))
def test_any_accepted_name_survives_the_wire(names):
    for name in names:
        if name.strip():
            spec = ClassSpec(name, ("w",), "thing", "#010203", 7)
            assert ClassSpec.from_dict(spec.to_dict()) == spec
            assert normalise(normalise(name)) == normalise(name)


def test_given_colours_are_kept_and_missing_ones_differ():
    classes = with_colours([ClassSpec("a", colour="#112233"), ClassSpec("b"), ClassSpec("c")])
    assert classes[0].colour == "#112233"
    assert len({c.colour for c in classes}) == 3


def test_well_known_names_get_the_colours_of_maps_but_never_the_same_twice():
    water, lake, house = with_colours([ClassSpec("water"), ClassSpec("lake"), ClassSpec("House")])
    assert water.colour == "#2c7bb6" and house.colour == "#d7191c" and lake.colour != water.colour


KEY = "0123456789abcdef" * 4


def test_a_class_of_a_file_keeps_its_key_and_every_other_one_looks_as_it_always_did(tmp_path):
    drawn, loaded = ClassSpec("road", ("street",), "stuff", "#6e6e6e", 3), ClassSpec("roof", value=4, file=KEY)
    assert set(drawn.to_dict()) == {"name", "words", "kind", "colour", "value"}
    assert loaded.to_dict()["file"] == KEY
    for spec in (drawn, loaded):
        assert ClassSpec.from_dict(json.loads(json.dumps(spec.to_dict()))) == spec
    write_class_list(tmp_path / "old.csv", [drawn])
    write_class_list(tmp_path / "new.csv", [drawn, loaded])
    assert (tmp_path / "old.csv").read_text().splitlines()[0] == "value,name,alternatives,kind,colour"
    assert [spec.file for spec in read_class_list(tmp_path / "new.csv").classes] == ["", KEY]
    assert read_class_list(tmp_path / "old.csv").classes == (drawn,)


@pytest.mark.parametrize("key", ["../../etc", KEY[:-1], KEY.upper(), f"{KEY}\n", "x"])
def test_what_cannot_be_the_key_of_a_class_file_is_refused(key, tmp_path):
    with pytest.raises(InputError, match="is not the key of a class file"):
        ClassSpec("road", file=key)
    (tmp_path / "list.csv").write_text(f'name,file\nroad,"{key}/"\n')
    with pytest.raises(InputError, match="Line 2 of list"):
        read_class_list(tmp_path / "list.csv")
