"""Chosen support sets against a plain reference: what is rejected takes no part, what is favoured counts thrice."""

from dataclasses import replace

import numpy as np
import pytest
from terralex.core.errors import InputError
from terralex.core.progress import CancelToken, result_of
from terralex.core.prototypes.chosen import Chip, Material, Wish
from terralex.core.support import FAVOUR, Choice

RANDOM = np.random.default_rng(5)


@pytest.fixture
def drawn(prepared, tiny):
    """A method, the support set of a word, its regions by the reference, and how a picture is seen."""
    run = prepared("road", pictures=5)
    imagination = run.method.imagination
    (found,), _ = result_of(imagination.imagine([Wish("road")], tiny.pack.resolutions[0], CancelToken()))
    return imagination, found, lambda picture: run.method.encode_picture("clip", picture)


def chip():
    mask = np.zeros((32, 32), bool)
    mask[8:20, 8:24] = True
    return Chip("a" * 64, RANDOM.integers(0, 256, (3, 32, 32), np.uint8), mask)


def learned(drawn, wish, chips=()):
    imagination, found, encode = drawn
    chips = {one.key: one for one in chips}
    return result_of(imagination.learn(replace(found, wish=wish), "clip", encode, CancelToken(), chips))


def by_hand(drawn, reference, numbers, favoured, side, own=()):
    """Class and instances in float64 as the paper has them, and parts, each picture as often as it counts."""
    _, found, encode = drawn
    masks = reference.regions(list(found.attribution))[0 if side == "fg" else 1]
    pictures = [(found.pictures[n], masks[n], n in favoured) for n in numbers]
    pictures += [(one.picture, one.mask, True) for one in own if side == "fg"]
    often = [(p, m) for p, m, more in pictures for _ in range(FAVOUR if more else 1)]
    seen = [encode(p).astype(np.float64) for p, _ in often]
    once = [encode(p).astype(np.float64) for p, _, _ in pictures]
    return {
        "class": reference.prototypes(seen, [m for _, m in often], 3, ("class",)),
        "instance": reference.prototypes(once, [m for _, m, _ in pictures], 3, ("instance",)),
        "part": reference.prototypes([s.astype(np.float32) for s in seen], [m for _, m in often], 3, ("part",)),
    }


@pytest.mark.parametrize("side", ["fg", "bg"])
@pytest.mark.parametrize(
    ("rejected", "favoured", "chips"),
    [((1, 3), (), ()), ((), (2,), ()), ((0,), (2, 4), ()), ((0,), (4,), (chip(),)), ((), (), (chip(),))],
)
def test_choices_change_prototypes_as_plain_arithmetic_does(drawn, reference, side, rejected, favoured, chips):
    made = learned(drawn, Wish("road", 0, rejected, favoured, tuple(one.key for one in chips)), chips)
    numbers = [n for n in range(5) if n not in rejected]
    for level, rows in by_hand(drawn, reference, numbers, favoured, side, chips).items():
        assert np.allclose(made[f"{side}.{level}"], rows, atol=1e-4), level


def test_nothing_chosen_is_what_was_there_before(drawn):
    plain, same = learned(drawn, Wish("road")), learned(drawn, Wish.of("road", Choice(rejected={"lake": (0,)})))
    assert all((plain[k] == same[k]).all() for k in plain) and Wish("road").made_by == {}


def test_chips_alone_make_a_class(drawn):
    one = chip()
    made = learned(drawn, Wish("road", 0, (0, 1, 2, 3, 4), (), (one.key,)), [one])
    assert len(made["fg.instance"]) == 1 and not made["bg.class"].size


def test_a_picture_that_is_both_is_rejected_and_chips_are_in_one_order():
    choice = Choice(rejected={"road": (1,)}, favoured={"road": (1, 2)}, chips=("b" * 64, "a" * 64))
    wish = Wish.of("road", choice)
    assert (wish.rejected, wish.favoured, wish.chips) == ((1,), (2,), ("a" * 64, "b" * 64))
    assert Wish.of("lake", choice).rejected == ()


def test_turned_material_knows_its_pictures():
    pictures = RANDOM.integers(0, 256, (3, 3, 4, 4), np.uint8)
    masks = RANDOM.random((3, 4, 4)) > 0.5
    own = Chip("c" * 64, pictures[0], masks[0])
    material = Material.of(Wish("road", 0, (1,), (2,), (own.key,)), pictures, masks, ~masks, {own.key: own}).turned()
    assert material.numbers.tolist() == [0, 2, 0] * 4 and material.counts.tolist() == [1, 3, 3] * 4
    assert material.keys == ("", "", own.key) * 4 and material.turns.tolist() == [0] * 3 + [1] * 3 + [2] * 3 + [3] * 3
    assert (material.pictures[4] == np.rot90(pictures[2], 1, (1, 2))).all()
    assert (material.fg[5] == np.rot90(masks[0])).all() and not material.bg[5].any()


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (Wish("road", 0, (5,)), "“road” has no picture 5: its 5 pictures count from 0"),
        (Wish("road", 0, (), (9,)), "has no picture 9"),
        (Wish("road", 0, (0, 1, 2, 3, 4)), "All pictures of “road” are rejected"),
        (Wish("road", 0, (), (), ("d" * 64,)), "dddddddddddd… is not in this run's folder"),
    ],
)
def test_what_cannot_be_is_told_with_the_next_step(drawn, wish, told):
    with pytest.raises(InputError, match=told) as error:
        learned(drawn, wish)
    assert error.value.hint
