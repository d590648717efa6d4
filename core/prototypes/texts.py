"""Words' texts as directions among the features of places, for packs whose CLIP is aligned at every place.

Ours, beyond OVDiff: the drawings of a word and its text err differently, so that both together say more than either.
An extractor of the pack that has `text`, a template with {word} in it, gives features that lie near the text of what
they show, once the pack's mean is taken away; its folder holds the text tower, too.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from ..cache.bank import Bank
from ..errors import InputError, ModelError, OutputError
from ..packs import Pack

if TYPE_CHECKING:
    from ..model.networks import Networks

# Of a word's score, by the option `text_prototypes`. Beside drawings a text counts twice: it errs less where it errs.
SHARES = {"off": 0.0, "beside": 2 / 3, "instead": 1.0}


def templates(pack: Pack, names: Sequence[str]) -> dict[str, str]:
    """The templates of those extractors, of some, that are aligned with texts."""
    listed = {e["name"]: e for e in pack.manifest["extractors"]}
    return {name: str(listed[name]["text"]) for name in names if listed[name].get("text")}


def check(pack: Pack, names: Sequence[str], wanted: str) -> None:
    """Refuse text prototypes where no extractor in use is aligned with texts.

    Raises:
        InputError: there is none.
    """
    if wanted != "off" and not templates(pack, names):
        raise InputError(
            f"No extractor in use of the pack “{pack.name}” compares places with texts.",
            "Use text_prototypes=off, or the pack's own extractors.",
        )


def directions(
    networks: Networks, pack: Pack, words: Sequence[str], names: Sequence[str], bank: Bank, device: str
) -> dict[str, dict[str, np.ndarray]]:
    """Of every word its text's direction by extractor: {word: {name: (1, D) float32, unit length}}.

    Raises:
        ModelError: a text has not as many numbers as the extractor's features.
    """
    out: dict[str, dict[str, np.ndarray]] = {word: {} for word in words}
    listed = {e["name"]: e for e in pack.manifest["extractors"]}
    for name, template in templates(pack, names).items():
        made_by: dict[str, dict[str, Any]] = {
            word: {
                "what": "text",
                "pack": pack.hash,
                "word": word,
                "prompt": template,
                "extractor": name,
                "device": device,
                "versions": {n: version(n) for n in ("torch", "open_clip_torch")},
            }
            for word in words
        }
        known = {word: bank.get(key) for word, key in made_by.items()}
        kept = {word: found["text"] for word, found in known.items() if found is not None}
        missing = [word for word in words if word not in kept]
        phrases = [template.replace("{word}", word) for word in missing]
        rows = networks.texts(name).phrase_embeddings(phrases) if missing else ()
        for word, row in zip(missing, rows):
            kept[word] = row[None]
            with contextlib.suppress(OutputError):  # a bank that cannot be written is told by the prototypes
                bank.put(made_by[word], {"text": kept[word]})
        for word, row in kept.items():
            out[word][name] = row
            if row.shape[1] != listed[name]["dim"]:
                raise ModelError(
                    f"The texts of the pack “{pack.name}” have {row.shape[1]} numbers, its extractor "
                    f"“{name}” gives {listed[name]['dim']}.",
                    "Leave “text” out of the extractor in pack.json, or fetch the pack again.",
                )
    return out
