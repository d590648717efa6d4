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
ALSO_ENGLISH = ("asphalt", "silo")  # of the table: who types these may well mean them
_PLURALS = (("ies", "y"), ("ves", "f"), ("es", ""), ("s", ""))


@lru_cache(maxsize=1)
def in_english() -> dict[str, str]:
    """English class words by normalised words of other languages."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {normalise(row["word"]): row["english"] for row in csv.DictReader(file)}


def translated(word: str) -> str:
    """The English word of the table for a word of another language; "" where it has none, or it may be English."""
    plain = _bare(normalise(word))
    return "" if plain in ALSO_ENGLISH else in_english().get(plain, "")


def _bare(plain: str) -> str:
    """Without marks and hyphens."""
    return " ".join(plain.strip(_MARKS).replace("-", " ").replace("/", " ").split())


def spellings(word: str) -> Iterator[str]:
    """A word as a pack may list it, likeliest first: as it is, without marks and hyphens, singular, plural, English."""
    plain = normalise(word)
    bare = _bare(plain)
    yield plain
    for form in dict.fromkeys((plain, bare, plain.strip(_MARKS))):
        yield form
        for ending, instead in _PLURALS:
            if form.endswith(ending) and len(form) > len(ending) + 1:
                yield form[: -len(ending)] + instead
        yield form + "s"
        if form in in_english():
            yield in_english()[form]
