"""The ways of teaching on a map made of four kinds of ground, two of which the machine takes for each other."""

import numpy as np
import pytest
from terralex.core.commands import DEFAULT_WAY
from terralex.core.commands import WAYS as NAMES
from terralex.core.teaching.cells import Cells, Terms, unit
from terralex.core.teaching.examples import Examples
from terralex.core.teaching.lesson import most_changed
from terralex.core.teaching.ways import WAYS, held_back, learned

WATER, ROOF, FIELD, ROAD = 1, 2, 3, 4
TERMS = Terms(
    0.4,
    True,
    ("background", "water", "roof", "field", "road"),
    members=((0, 1), (2,), (3,), (4,)),
    words=("lake", "river", "roof", "field", "road"),
)
PER = 300  # cells of each kind


def kinds(seed=0):
    """Unit vectors of four kinds, and which kind each is."""
    rng = np.random.default_rng(seed)
    middles = unit(rng.normal(size=(4, 24)))
    kind = np.repeat(np.arange(4), PER)
    return unit(middles[kind] + 0.08 * rng.normal(size=(4 * PER, 24))).astype(np.float32), kind


def world(seed=0):
    """A map, and what is truly there: the machine takes half of the roofs for water, by its word lake."""
    rng = np.random.default_rng(seed + 1)
    vectors, kind = kinds(seed)
    true = kind + 1
    words = rng.normal(0, 0.15, (len(true), 5)).astype(np.float32)
    words[true == WATER, 1] += 1.5  # river is right about water
    words[true == ROOF, 0] += 1.5  # lake is wrong about roofs
    words[true == ROOF, 2] += 1.3
    words[true == FIELD, 3] += 1.5
    words[true == ROAD, 4] += 1.5
    scores = np.stack([np.full(len(true), 0.2), words[:, :2].max(1), words[:, 2], words[:, 3], words[:, 4]], 1)
    return Cells(vectors, scores.astype(np.float32), words), true


def corrected(cells, true, wanted, polygons=6, size=20, seed=0, label=None):
    """Polygons of some classes, as a person has named them."""
    rng = np.random.default_rng(seed)
    parts, labels = [], []
    for value in wanted:
        for _ in range(polygons):
            rows = rng.choice(np.flatnonzero(true == value), size, replace=False)
            parts.append((cells.take(rows), np.full(size, len(labels))))
            labels.append(value if label is None else label)
    return Examples.of(parts, np.array(labels))


def right(lesson, cells, true, values=(WATER, ROOF, FIELD, ROAD)):
    here = np.isin(true, values)
    return float((TERMS.winners(lesson.changed(cells))[here] == true[here]).mean())


def test_the_doors_and_the_work_have_one_list():
    assert tuple(WAYS) == NAMES and DEFAULT_WAY in NAMES


@pytest.mark.parametrize("way", NAMES)
def test_each_way_puts_right_what_the_corrections_say(way):
    cells, true = world()
    # In the classifier the machine's word weighs a hundred corrections at least.
    examples = corrected(cells, true, (WATER, ROOF), polygons=80 if way == "classifier" else 6)
    before = float((TERMS.winners(cells.scores)[true == ROOF] == ROOF).mean())
    lesson = learned(way, examples, cells, TERMS)
    assert before < 0.5
    assert right(lesson, cells, true, (ROOF,)) > before + 0.3
    assert right(lesson, cells, true) > 0.85
    other, true_there = world(seed=0)  # places that nobody has named are of the same ground
    assert right(lesson, other, true_there) > 0.85


@pytest.mark.parametrize("way", NAMES)
def test_classes_without_corrections_keep_their_scores_bit_by_bit(way):
    cells, true = world()
    lesson = learned(way, corrected(cells, true, (WATER, ROOF)), cells, TERMS)
    after = lesson.changed(cells)
    assert lesson.taught.tolist() == [False, True, True, False, False]
    assert after.dtype == np.float32
    for channel in (0, FIELD, ROAD):
        assert after[:, channel].tobytes() == cells.scores[:, channel].tobytes()
    assert (after[:, [WATER, ROOF]] != cells.scores[:, [WATER, ROOF]]).any()


@pytest.mark.parametrize("way", NAMES)
def test_classes_without_corrections_keep_their_places(way):
    cells, true = world()
    lesson = learned(way, corrected(cells, true, (FIELD,), polygons=12, label=ROOF), cells, TERMS)
    before, after = TERMS.winners(cells.scores), TERMS.winners(lesson.changed(cells))
    assert not lesson.taught[ROAD] and not lesson.taught[WATER]
    assert (after[np.isin(before, (WATER, ROAD))] == before[np.isin(before, (WATER, ROAD))]).all()
    # The joint decision believes the map's own fields more than a person who calls them all roofs.
    assert (after[before == FIELD] == ROOF).any() or way == "joint"


@pytest.mark.parametrize("way", NAMES)
def test_three_wrong_clicks_change_a_bounded_share(way):
    cells, true = world()
    examples = corrected(cells, true, (FIELD, ROAD, WATER), polygons=1, label=ROOF)
    lesson = learned(way, examples, cells, TERMS)
    changed = float((TERMS.winners(lesson.changed(cells)) != TERMS.winners(cells.scores)).mean())
    assert examples.polygons == 3
    assert changed <= most_changed(3) == pytest.approx(3 / 13)


@pytest.mark.parametrize("way", NAMES)
def test_the_same_corrections_teach_the_same(way):
    cells, true = world()
    one, two = (learned(way, corrected(cells, true, (WATER, ROOF)), cells, TERMS).changed(cells) for _ in range(2))
    assert one.tobytes() == two.tobytes()


@pytest.mark.parametrize("begun", [True, False])
def test_one_more_correction_is_learned_in_fewer_steps_and_says_the_same(begun):
    cells, true = world()
    examples = corrected(cells, true, (WATER, ROOF, FIELD))
    fewer = examples.only(examples.polygon < examples.polygons - 1)
    before = learned("classifier", fewer, cells, TERMS)
    anew = learned("classifier", examples, cells, TERMS)
    sooner = learned("classifier", examples, cells, TERMS, before if begun else None)
    assert (sooner.facts["steps"] < 0.7 * anew.facts["steps"]) == begun
    same = TERMS.winners(sooner.changed(cells)) == TERMS.winners(anew.changed(cells))
    assert same.mean() > 0.99


def test_what_was_learned_of_other_classes_is_no_beginning():
    cells, true = world()
    before = learned("classifier", corrected(cells, true, (WATER, ROOF)), cells, TERMS)
    two = cells.take(np.flatnonzero(true <= ROOF))  # a map of two classes, so that what was learned does not fit it
    lesson = learned("classifier", corrected(cells, true, (WATER, ROOF)), two, TERMS, before)
    anew = learned("classifier", corrected(cells, true, (WATER, ROOF)), two, TERMS)
    assert lesson.changed(two).tobytes() == anew.changed(two).tobytes()


@pytest.mark.parametrize("way", NAMES)
def test_without_a_background_nothing_becomes_background(way):
    cells, true = world()
    terms = Terms(TERMS.temperature, False, TERMS.classes, TERMS.members, TERMS.words)
    lesson = learned(way, corrected(cells, true, (WATER, ROOF)), cells, terms)
    assert not lesson.taught[0] and (terms.winners(lesson.changed(cells)) > 0).all()


def test_what_was_held_back_says_whether_it_got_better():
    cells, true = world()
    examples = corrected(cells, true, (WATER, ROOF))
    found = held_back("prototypes", examples, cells, TERMS)
    assert found.polygons == 12 and found.after > found.before + 0.1
    lied = corrected(cells, true, (WATER,), label=FIELD)
    wrong = Examples(
        Cells.joined([examples.cells, lied.cells]),
        np.concatenate([examples.labels, lied.labels]),
        np.concatenate([examples.polygon, lied.polygon + 12]),
        np.concatenate([examples.weights, lied.weights]),
        18,
    )
    assert held_back("prototypes", wrong, cells, TERMS).after < found.after


def test_few_corrections_hold_nothing_back():
    cells, true = world()
    found = held_back("prototypes", corrected(cells, true, (WATER, ROOF, ROAD), polygons=1), cells, TERMS)
    assert (found.before, found.after) == (None, None) and found.to_dict()["after"] is None
