"""Field names as a Shapefile holds them: at most 10 bytes, by a rule that people are told (docs/manual/export.md)."""

from __future__ import annotations

import unicodedata
from typing import Sequence

DBF_NAME = 10  # bytes of a field name
SHORT = {"second_class": "second_cls", "reviewed_at": "review_at"}

# Letters that Unicode does not take apart into a Latin one and its marks, and the two alphabets beside Latin that are
# written letter by letter in it: Cyrillic as in passports, Greek as in ISO 843. Other scripts stay as they are.
_LATIN = "ł l ø o đ d ß ss æ ae œ oe þ th ð d ı i ŋ n ħ h"
_CYRILLIC = (
    "а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh "
    "щ shch ъ - ы y ь - э e ю yu я ya і i ї yi є ye ґ g ў u ј j љ lj њ nj ћ c ђ dj џ dz ѓ g ќ k ѕ dz"
)
_GREEK = (
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o "
    "ά a έ e ή i ί i ό o ύ y ώ o ϊ i ϋ y"
)
_words = " ".join((_LATIN, _CYRILLIC, _GREEK)).split()
LETTERS = {letter: plain.strip("-") for letter, plain in zip(_words[::2], _words[1::2])}


def plain(name: str) -> str:
    """A name in letters, digits and underscores: Latin, Cyrillic and Greek letters as ASCII, others as they are."""
    signs = []
    for sign in unicodedata.normalize("NFC", name):
        lower = sign.lower()
        if lower in LETTERS:
            known = LETTERS[lower]
            signs.append(known if sign == lower else known.capitalize())
            continue
        latin = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
        kept = latin or (sign if unicodedata.category(sign)[0] in "LMN" else "_")
        signs.append("".join(each if each.isalnum() or each == "_" or not each.isascii() else "_" for each in kept))
    return "".join(signs)


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Shapefile names of fields: `plain`, at most 10 bytes of UTF-8, different from each other in any case."""
    short: dict[str, str] = {}
    for name in sorted(names, key=lambda each: len(each.encode()) > DBF_NAME):  # names that fit have the first choice
        whole = plain(SHORT.get(name, name)) or "field"
        taken, choice, number = {each.lower() for each in short.values()}, _cut(whole, DBF_NAME), 1
        while choice.lower() in taken:
            number += 1
            choice = f"{_cut(whole, DBF_NAME - 1 - len(str(number)))}_{number}"
        short[name] = choice
    return {name: short[name] for name in names}


def _cut(text: str, size: int) -> str:
    """The beginning of a text in `size` bytes of UTF-8, cut between signs."""
    return text.encode()[:size].decode(errors="ignore")
