"""What a generator is told to draw for a word."""

from __future__ import annotations

import math

from ..packs import Pack, Resolution
from ..packs.learned import MIN_PICTURES, is_learned
from ..progress import Note

# What `prompts` may name besides the pack's own; pictures of a word take the templates of a set in turn.
PROMPT_SETS = {
    "paper": ("A good picture of a {word}",),  # OVDiff, section 3.1
    "aerial": (  # ours; wordings in use for aerial pictures (docs/evaluate.md, What is still a guess)
        "an aerial photograph of {word}, seen from directly above",
        "a satellite image of {word}",
        "an aerial view of {word}",
        "a drone photo of {word}, looking straight down",
    ),
}


def template_for(pack: Pack, word: str, wanted: Resolution) -> tuple[str, Note | None]:
    """The prompt of a word at a resolution, or at the nearest one where the pack has seen the word often enough."""
    known = (pack.words or {}).get(word)
    if known is None or is_learned(pack, word, wanted):
        return wanted.prompt, None
    listed = [Resolution(**r) for r in pack.manifest["resolutions"]]  # in the order of the words' picture counts
    seen = dict(zip(listed, known.pictures))
    enough = [r for r in listed if seen.get(r, 0) >= MIN_PICTURES]
    if not enough:
        return wanted.prompt, Note(f"“{word}” was hardly seen in training; expect little.", "warning")
    nearest = min(enough, key=lambda r: abs(math.log(r.gsd_m / wanted.gsd_m)))
    at, instead = f"{wanted.gsd_m:g} m per pixel", f"{nearest.gsd_m:g} m"
    message = f"The pack has not learned “{word}” at {at}; pictures for {instead} are used."
    return nearest.prompt, Note(message, "warning")
