"""The losses are those of the plain reference, and their gradients those of differences."""

import numpy as np
import pytest
import torch
from terralex.core.model.dedos.losses import consistency, cross_entropy, dice
from terralex.core.model.dedos.parts import Head, Injection, Queries, TextInterface

from ... import reference_dedos as plain


def random(*shape, seed=0):
    return torch.from_numpy(np.random.default_rng(seed).normal(size=shape))


LABELS = torch.from_numpy(np.random.default_rng(1).integers(-1, 3, (2, 5, 4)))


def test_cross_entropy_and_dice_are_those_of_the_reference():
    logits = random(2, 4, 5, 4)
    wanted = plain.losses(logits.numpy(), LABELS.numpy())
    assert [float(cross_entropy(logits, LABELS)), float(dice(logits, LABELS))] == pytest.approx(wanted, abs=1e-12)


def test_where_nothing_is_labelled_nothing_is_lost():
    logits, nothing = random(1, 3, 2, 2).requires_grad_(), torch.full((1, 2, 2), -1)
    (cross_entropy(logits, nothing) + dice(logits, nothing)).backward()
    assert float(logits.grad.abs().max()) == 0


def test_agreement_is_that_of_the_reference_and_its_target_learns_nothing():
    pictures = [random(1, 6, 3, 2, seed=s) for s in range(4)]
    keys, before = random(7, 6, seed=9), tuple(p.requires_grad_() for p in pictures[2:])
    found = consistency(pictures[0], pictures[1], before, keys)
    arrays = [p.detach().numpy()[0] for p in pictures]
    assert float(found) == pytest.approx(plain.agreement(*arrays[:2], arrays[2:], keys.numpy()), abs=1e-12)
    clear = pictures[0].requires_grad_()
    consistency(clear, pictures[1], before, keys).backward()
    assert clear.grad.abs().max() > 0 and before[0].grad is None


def test_gradients_of_every_part_are_those_of_differences():
    torch.manual_seed(2)
    parts = torch.nn.ModuleList([Injection(6, 2), TextInterface(5), Head(), Queries((4, 3), 2)]).double()
    with torch.no_grad():
        for value in parts.parameters():
            value.add_(torch.randn(value.shape, dtype=torch.double) * 0.1)
    injection, interface, head, queries = parts
    patches, texts, cosines = random(1, 3, 6), random(2, 5), random(1, 2, 3, 3)
    tokens = random(100, 256).mul_(0.3)
    seen = [random(1, n, c, seed=n) for n, c in ((2, 4), (3, 3), (2, 4), (3, 3))]

    def quick(function, *inputs):
        return torch.autograd.gradcheck(function, [each.requires_grad_() for each in inputs], fast_mode=True)

    assert quick(lambda x, t, *_: injection(1, x, t), patches, tokens, *injection.parameters())
    assert quick(lambda x, t, *_: interface(x, t), texts, tokens, *interface.parameters())
    assert quick(lambda x, *_: head(x), cosines, *head.parameters())
    assert quick(lambda *_: queries(seen), *queries.parameters())
    assert quick(lambda x: cross_entropy(x, LABELS) + dice(x, LABELS), random(2, 4, 5, 4))
