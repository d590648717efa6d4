"""Options of methods: layers, kinds of values, and what a method reads."""

import json
from dataclasses import fields

import pytest
from terralex.core.errors import InputError
from terralex.core.options import METHODS, Options, PrototypeOptions, method_entry, options_of, resolve_options


def test_later_layers_win():
    options = resolve_options({"pictures": 16, "stride": 128}, {"pictures": 8}, {"stride": "96", "windows": "256,192"})
    assert (options.pictures, options.stride, options.windows) == (8, 96, (256, 192))


def test_switches_are_read_from_words():
    assert resolve_options({}, {"stuff_filter": "off", "background": "yes"}).stuff_filter is False


def test_an_unknown_option_names_near_ones():
    with pytest.raises(InputError, match=r"no option “pictues”.*pictures"):
        resolve_options({"pictues": 3})


@pytest.mark.parametrize(
    "bad",
    [
        {"pictures": 0},
        {"pictures": "many"},
        {"stride": 300, "windows": [256]},
        {"windows": ""},
        {"blend": "sharp"},
        {"class_prototypes": "off", "instance_prototypes": "off", "part_prototypes": "off"},
        {"background": "maybe"},
    ],
)
def test_impossible_values_are_refused_in_words(bad):
    with pytest.raises(InputError) as error:
        resolve_options(bad)
    assert error.value.hint


def test_options_become_plain_values():
    assert json.loads(json.dumps(Options().to_dict()))["windows"] == [448, 336]


def test_an_unknown_method_names_the_known_ones():
    with pytest.raises(InputError, match=r"no method “magic”.*ovdiff, diffsegmenter, dedos, colour"):
        method_entry("magic")


def test_what_a_method_does_not_read_is_refused_by_name_and_what_a_pack_says_for_others_is_not():
    with pytest.raises(InputError, match=r"“colour” does not read the option “calibrate”\. It reads: .*pictures"):
        options_of("colour", (), {"calibrate": False})
    assert options_of("colour", ({"calibrate": False, "pictures": 8},), {"parts": 4}).pictures == 8
    with pytest.raises(InputError, match="no option “pictuers”"):
        options_of("colour", ({"pictuers": 8},), {})


@pytest.mark.parametrize("name", METHODS)
def test_every_method_says_what_it_reads_and_what_it_is_good_for(name):
    entry = METHODS[name]
    known = {f.name for f in fields(entry.options)}
    assert entry.unread < known and set(entry.reads) == known - entry.unread
    assert entry.title and entry.text.endswith(".") and issubclass(entry.options, Options)
    assert all(f.metadata["help"].endswith(".") for f in fields(entry.options))


def test_words_are_choices_and_numbers_have_ranges():
    with pytest.raises(InputError, match="hann or uniform"):
        resolve_options({"blend": "sharp"})
    for f in fields(PrototypeOptions):
        if isinstance(f.default, (int, float)) and not isinstance(f.default, bool):
            assert f.metadata["low"] <= f.default <= f.metadata["high"], f.name
