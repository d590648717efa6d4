"""What people may have meant by a word: dots and hyphens, plurals, and the languages that the interface speaks.

The table is resources/words/languages.csv (language,word,english). What a class is called stays as it was typed; only
the word of the pack that stands for it is found here.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import Iterator

from ..vocabulary import normalise

LIST = Path(__file__).resolve().parents[2] / "resources" / "words" / "languages.csv"
_MARKS = " .!?:'\"“”„()[]*"
_PLURALS = (("ies", "y"), ("ves", "f"), ("es", ""), ("s", ""))


@lru_cache(maxsize=1)
def in_english() -> dict[str, str]:
    """English class words by normalised words of other languages."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {normalise(row["word"]): row["english"] for row in csv.DictReader(file)}


def spellings(word: str) -> Iterator[str]:
    """A word as a pack may list it, likeliest first: as it is, without marks and hyphens, singular, plural, English."""
    plain = normalise(word)
    bare = " ".join(plain.strip(_MARKS).replace("-", " ").replace("/", " ").split())
    yield plain
    for form in dict.fromkeys((plain, bare, plain.strip(_MARKS))):
        yield form
        for ending, instead in _PLURALS:
            if form.endswith(ending) and len(form) > len(ending) + 1:
                yield form[: -len(ending)] + instead
        yield form + "s"
        if form in in_english():
            yield in_english()[form]
