"""A trained file of this computer as the engine tells of it, and what people are told."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any, Mapping, Optional

from ..translation import figure, tr
from ..wording import in_bytes

CLOSE = 'style="margin-top:2px;margin-bottom:2px"'  # of paragraphs that belong together


@dataclass(frozen=True)
class Entry:
    """A trained file.

    Attributes:
        key: Its fingerprint.
        name: What it is called; others may be called the same.
        pack: Its pack's name, with a version where there is one.
        pack_hash: The fingerprint of that pack.
        classes: Names of what it was trained on.
        windows: How many there were.
        before: Mean IoU of CLIP without training, where it was not trained; None where nothing could be judged.
        after: The same of what was trained.
        better: Whether it is better there.
        size: Bytes.
    """

    key: str
    name: str
    pack: str
    pack_hash: str
    classes: tuple[str, ...]
    windows: int
    before: Optional[float]
    after: Optional[float]
    better: bool
    size: int

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Entry:
        """As the engine's commands answer (docs/contracts.md, DEDOS)."""
        pack = told["pack"]
        called = f"{pack['name']} {pack['version']}" if pack.get("version") else str(pack["name"])
        return cls(
            told["key"],
            told["name"],
            called,
            pack["hash"],
            tuple(told["classes"]),
            told["windows"],
            told["before"],
            told["after"],
            told["better"],
            told["bytes"],
        )

    @property
    def judged(self) -> str:
        """Mean IoU before and after, in a few words."""
        text = tr("{before} → {after}") if self.better else tr("{before} → {after}, no better")
        return text.format(before=_share(self.before), after=_share(self.after))

    def in_words(self) -> str:
        """Two sentences for a form."""
        names = ", ".join(self.classes)
        text = tr("Trained on {names}. Mean IoU where it was not trained: {judged}.")
        return text.format(names=names, judged=self.judged)

    def about(self) -> str:
        """All that is to be known of it, as HTML. What the file says itself is escaped."""
        verdict = (
            tr("Better than CLIP as it is, where it was not trained.")
            if self.better
            else tr("No better than CLIP as it is, where it was not trained: do not use it in its place.")
        )
        judged = tr("{before} before, {after} after").format(before=_share(self.before), after=_share(self.after))
        facts = (
            (tr("Mean IoU"), judged),
            (tr("Classes"), ", ".join(self.classes)),
            (tr("Pack"), self.pack),
            (tr("Windows"), figure(str(self.windows))),
            (tr("Size"), in_bytes(self.size)),
            (tr("Key"), self.key[:12]),
        )
        lines = "".join(f"<p {CLOSE}><b>{name}:</b> {html.escape(text)}</p>" for name, text in facts)
        return f"<h3>{html.escape(self.name)}</h3><p>{html.escape(verdict)}</p>{lines}"


def _share(value: Optional[float]) -> str:
    return "–" if value is None else figure(f"{value:.2f}")
