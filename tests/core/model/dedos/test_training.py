"""Training learns what the labels say, is the same each time, and goes on after a stop to the same bytes."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from terralex.core.model.dedos.towers import tower_of
from terralex.core.model.dedos.training import BATCH, Course, Tiles, Trainer
from terralex.core.prototypes.calibration import calibration_of

WORDS = ("building", "road", "water", "tree")
COURSE = Course(iterations=6)


@pytest.fixture(scope="module")
def tower(tiny):
    return tower_of(tiny.networks, calibration_of(tiny.pack))


@pytest.fixture(scope="module")
def tiles(tower):
    """Windows of two colours, of which one is water and the other background."""
    rng = np.random.default_rng(0)
    kinds = rng.integers(0, 2, (6, 2, 2)).repeat(32, 1).repeat(32, 2)
    colours = np.array([[40, 60, 200], [190, 120, 40]])[kinds].transpose(0, 3, 1, 2)
    pictures = (colours + rng.integers(0, 20, colours.shape)).astype(np.uint8)
    tokens, grid = tower.before(pictures)
    kept = torch.stack([tokens, tokens * 0.9], 1)[:, :, None].half()  # one view, and one picture as if denoised
    labels = torch.from_numpy(np.where(kinds == 0, 2, 0)[:, None, ::4, ::4])
    seen = [torch.from_numpy(rng.normal(size=(6, 4, width))).half() for width in (8, 5)]
    return Tiles(kept, grid, labels, seen, 1, tower.texts(WORDS), [(0,), (2,), (1, 3)], True)


def advanced(trainer, steps):
    for _ in range(steps):
        trainer.advance()
    return trainer


def test_what_is_labelled_is_learned_and_the_rest_stays_open(tower, tiles):
    trainer = Trainer(tower, tiles, replace(COURSE, seed=1))
    losses = [trainer.advance() for _ in range(60)]
    assert np.mean(losses[-10:]) < 0.75 * np.mean(losses[:10])
    model = trainer.finished()
    assert not any(value.requires_grad for value in model.parameters())
    assert float(model.injection.strength.abs()) > 0 and float(model.interface.strength.abs()) > 0
    places = model.places(tower, (tiles.kept[:, 0, 0].float(), tiles.grid))
    assert model.scores(places, tower.texts(("storage tank",))).shape[:2] == (6, 1)


@pytest.mark.parametrize("course", [COURSE, replace(COURSE, tokens="constant", consistency=0.0)])
def test_a_training_that_was_stopped_goes_on_to_the_same_bytes(tower, tiles, course):
    straight = advanced(Trainer(tower, tiles, course), 6)
    stopped = advanced(Trainer(tower, tiles, course), 2).checkpoint()
    resumed = Trainer(tower, tiles, course)
    resumed.resume(stopped)
    assert resumed.step == 2
    advanced(resumed, 4)
    first, second = straight.finished().arrays(), resumed.finished().arrays()
    assert first.keys() == second.keys()
    assert all(first[name].tobytes() == second[name].tobytes() for name in first)
    assert any(
        (first[name] != other).any()
        for name, other in advanced(Trainer(tower, tiles, replace(course, seed=5)), 6).finished().arrays().items()
    )


def test_from_the_start_and_before_the_first_step_a_checkpoint_holds(tower, tiles):
    trainer = Trainer(tower, tiles, COURSE)
    trainer.resume(Trainer(tower, tiles, COURSE).checkpoint())
    assert trainer.advance() == Trainer(tower, tiles, COURSE).advance()
    with pytest.raises(KeyError):
        trainer.resume(Trainer(tower, tiles, replace(COURSE, tokens="constant")).checkpoint())


def test_each_switch_leaves_out_what_it_says(tower, tiles):
    off = Trainer(tower, tiles, replace(COURSE, tokens="off", denoised=False))
    assert all(name.startswith(("model.head", "model.log_scale", "model.nothing")) for name in off.trained)
    constant = Trainer(tower, tiles, replace(COURSE, tokens="constant"))
    assert "model.tokens" in constant.trained and not any(name.startswith("queries") for name in constant.trained)
    fed = Trainer(tower, tiles, COURSE)
    assert "model.tokens" not in fed.trained
    with torch.no_grad():
        wanted = torch.stack([fed.tokens(torch.tensor([i])) for i in range(6)]).mean(0)
    assert torch.allclose(fed.finished().tokens, wanted, atol=1e-6)
    nowhere = replace(tiles, background=False, labels=torch.where(tiles.labels == 0, -1, tiles.labels))
    without = advanced(Trainer(tower, nowhere, COURSE), 2)
    assert "model.nothing" not in without.trained and float(without.finished().nothing) == 0


def test_a_batch_holds_clear_windows_and_half_of_them_denoised(tower, tiles):
    trainer, asked = Trainer(tower, tiles, COURSE), []
    inner = trainer.model.places
    trainer.model.places = lambda tower, kept, tokens: asked.append(len(kept[0])) or inner(tower, kept, tokens)
    trainer.loss(np.random.default_rng(0))
    trainer.course = replace(COURSE, denoised=False)
    trainer.loss(np.random.default_rng(0))
    assert asked == [BATCH + BATCH // 2, BATCH]
