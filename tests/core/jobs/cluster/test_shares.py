"""Every block is handed out once, and neighbours to the same worker."""

import random

from hypothesis import given
from hypothesis import strategies as st
from terralex.core.jobs.cluster.shares import Shares


def test_each_worker_gets_a_stretch():
    shares = Shares(range(10))
    shares.among(["b", "a"])
    assert [shares.take("a", 2), shares.take("b", 2), shares.take("a", 2)] == [[0, 1], [5, 6], [2, 3]]


def test_who_is_ready_takes_half_of_the_longest_other_from_its_end():
    shares = Shares(range(8))
    shares.among(["a", "b"])
    assert shares.take("a", 4) == [0, 1, 2, 3]
    assert shares.take("a", 1) == [6] and shares.take("b", 9) == [4, 5, 7] and not shares


def test_what_a_worker_could_not_do_is_its_next():
    shares = Shares(range(4))
    shares.among(["a"])
    first = shares.take("a", 1)
    shares.back(first[0], "a")
    assert shares and shares.take("a", 2) == [0, 1]


@given(st.integers(0, 40), st.integers(1, 5), st.integers(0, 1000))
def test_every_task_is_handed_out_once_whoever_comes_and_goes(count, most, seed):
    chance, shares, done = random.Random(seed), Shares(range(count)), []
    while shares:
        there = chance.sample("abcde", chance.randint(0, most))
        shares.among(there)
        for to in there:
            done += shares.take(to, chance.randint(0, 3))
            if done and chance.random() < 0.1:
                shares.back(done.pop(), to)
    assert sorted(done) == list(range(count))
