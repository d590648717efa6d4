"""Thing or stuff: what the user says, else the pack, else a list that comes with Terralex; no service is asked.

The list is resources/words/kinds.csv (word,kind). Its words are those of the field's public label sets and of maps.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from ..vocabulary import ClassSpec, normalise
from . import Pack

LIST = Path(__file__).resolve().parents[2] / "resources" / "words" / "kinds.csv"


@lru_cache(maxsize=1)
def listed_kinds() -> dict[str, str]:
    """The shipped list: kind by normalised word."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {normalise(row["word"]): row["kind"] for row in csv.DictReader(file)}


def listed_kind(name: str) -> str:
    """Thing or stuff by the list: the whole name, its singular, or its last word (“gravel road”); "" if unknown."""
    key = normalise(name).replace("-", " ")
    candidates = [key, *([key.split()[-1]] if " " in key else [])]
    known = listed_kinds()
    for candidate in candidates:
        for form in (candidate, *_singulars(candidate)):
            if form in known:
                return known[form]
    return ""


def _singulars(word: str) -> list[str]:
    """What an English plural may be the plural of."""
    forms = []
    for ending, instead in (("ies", "y"), ("ves", "f"), ("es", ""), ("s", "")):
        if word.endswith(ending):
            forms.append(word[: -len(ending)] + instead)
    return forms


def kind_of(pack: Pack, spec: ClassSpec) -> str:
    """Thing or stuff of a class in a run; a word that nobody knows is a thing."""
    if spec.kind:
        return spec.kind
    if pack.words is not None and any(word in pack.words for word in pack.known_words(spec)):
        return pack.kind(spec)
    for word in (spec.name, *spec.words, *pack.known_words(spec)):
        if kind := listed_kind(word):
            return kind
    return "thing"
