"""Words and limits: what is chosen, and how it is said."""

import numpy as np
from terralex.core.teaching.limits import learn

from .test_ways import ROOF, TERMS, WATER, corrected, right, world


def test_the_word_that_is_right_weighs_more_and_it_is_said():
    cells, true = world()
    lesson = learn(corrected(cells, true, (WATER, ROOF)), cells, TERMS)
    words = lesson.facts["words"]["water"]
    assert words["river"] > 0.9 and words.get("lake", 0) < 0.1
    assert lesson.text.splitlines()[0].startswith("water: river 1.0")
    assert right(lesson, cells, true) > 0.95


def test_where_words_are_not_told_limits_alone_are_chosen():
    cells, true = world()
    silent = type(cells)(cells.vectors, cells.scores, np.zeros((len(cells), 0), np.float32))
    terms = type(TERMS)(TERMS.temperature, True, TERMS.classes)
    examples = corrected(silent, true, (WATER, ROOF))
    lesson = learn(examples, silent, terms)
    assert not lesson.facts["words"] and lesson.facts["limits"]
    assert lesson.facts["limits"].get("roof", 0) >= 0 >= lesson.facts["limits"].get("water", 0)


def test_what_does_not_help_on_corrections_held_back_is_not_done():
    cells, true = world()
    easy = np.flatnonzero(true != ROOF)
    rest, labels = cells.take(easy), true[easy]
    lesson = learn(corrected(rest, labels, (WATER, 3, 4)), rest, TERMS)
    assert lesson.text == "" and not lesson.change(rest).any()
