"""Which objects are too small or too large: by their size on the ground and what the networks tell apart."""

import csv
from pathlib import Path

import pytest
from terralex.core.options import Options
from terralex.core.packs import EMBEDDED, Pack, read_pack
from terralex.core.vocabulary import ClassSpec, normalise
from terralex.plugin.costs.object_sizes import LIST, Misfit, cell_px, listed_sizes, misfits, size_of

OPTIONS = Options(windows=(256, 192), stride=128)
PACK = Pack(
    Path("pack"),
    {
        "name": "test",
        "extractors": [{"name": "clip", "stride": 8, "dim": 4}],
        "words": {
            "car": {"pictures": [9], "synonyms": ["automobile"]},
            "grass": {"pictures": [9]},
            "tree": {"pictures": [9]},
        },
        "groups": {"vegetation": ["grass", "tree"]},
    },
)


def wrong(gsd_m, *names, options=OPTIONS):
    return {m.name: m.wrong for m in misfits([ClassSpec(name) for name in names], PACK, options, gsd_m)}


def test_a_car_is_seen_at_three_decimetres_and_lost_at_a_metre():
    assert wrong(0.3, "car") == {}
    assert misfits([ClassSpec("car")], PACK, OPTIONS, 1.0) == [Misfit("car", "small", 4.5, 1.8)]


def test_a_road_may_be_narrower_than_a_cell_since_it_is_longer():
    assert wrong(1.0, "road") == {} and wrong(2.5, "road") == {"road": "small"}


def test_what_no_window_shows_whole_is_too_large():
    assert wrong(0.1, "football field", "car") == {"football field": "large"}
    assert wrong(0.5, "football field") == {}


def test_finer_pixels_never_make_an_object_too_small():
    for name in listed_sizes():
        small = [bool(wrong(gsd, name).get(name) == "small") for gsd in (0.05, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)]
        assert small == sorted(small), name


@pytest.mark.parametrize("name", ["Cars", "parked cars", "automobile", "CAR"])
def test_a_word_is_found_in_the_forms_that_people_type(name):
    assert size_of(ClassSpec(name), PACK) == listed_sizes()["car"]


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("buses", "bus"),
        ("swimming-pools", "swimming pool"),
        ("boxes", None),
        ("vegetation", None),
        ("grass", None),
        ("wetland", None),
    ],
)
def test_words_without_a_size_are_not_judged(name, entry):
    assert size_of(ClassSpec(name), PACK) == (listed_sizes()[entry] if entry else None)


def test_another_word_of_a_class_gives_its_size():
    assert size_of(ClassSpec("Fahrzeug", words=("car",)), PACK) == listed_sizes()["car"]


def test_the_finest_map_of_a_pack_counts_and_a_side_of_its_own_makes_cells_larger_or_smaller():
    manifest = {"extractors": [{"name": "a", "stride": 16}, {"name": "b", "stride": 14, "size_px": 512}]}
    assert cell_px(OPTIONS, manifest) == 7.0
    assert cell_px(Options(windows=(256,), stride=128, extractors=("a",)), manifest) == 16.0
    enlarged = {**manifest, "extractors": [{"name": "z", "stride": 16, "dim": 1, "zoom": 2.0}]}
    assert cell_px(OPTIONS, enlarged) == 8.0


def test_the_list_is_whole_and_says_where_every_number_is_from():
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({normalise(row["word"]) for row in rows}) == len(rows) > 30
    for row in rows:
        assert row["source"] and float(row["width_m"]) > 0, row
        assert not row["length_m"] or float(row["length_m"]) >= float(row["width_m"]), row


def test_of_the_starter_packs_things_most_have_a_size():
    pack = read_pack(EMBEDDED / "starter")
    things = [word.name for word in pack.words.values() if word.kind == "thing"]
    sized = [name for name in things if size_of(ClassSpec(name), pack)]
    assert len(sized) >= 0.7 * len(things), sorted(set(things) - set(sized))
