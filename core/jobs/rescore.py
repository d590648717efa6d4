"""A finished run scored again with other support sets, as a new generation: nothing is encoded for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..progress import CancelToken, Events
from ..support import support_from
from .anew import Asked, anew
from .choosing import Chosen
from .learning import standing_way
from .setting import Warm


def rescore(
    run: str | Path,
    support: Mapping[str, Any],
    token: CancelToken,
    encode: bool = False,
    warm: Warm | None = None,
    pack: str = "",
) -> Events[dict[str, Any]]:
    """Score a run with what a person has chosen of its support sets, and write a new generation beside the old one.

    Words of which nothing was chosen anew come from the bank. Where a lesson stands it is learned again in the same
    way from what is corrected now; corrected polygons stay. `undoing.undo_teaching` takes it back.

    Args:
        run: Folder of a finished run.
        support: All that is to hold (`support.Choice` by class, plain values), not only what is new; {} for what the
            machine made by itself.
        token: Asked between windows; a cancelled job leaves nothing.
        encode: Whether windows whose features are not kept any more may be encoded again.
        warm: Networks of the process.
        pack: As for `explain`.

    Returns:
        As `teach`; `way` and `text` are "" where no lesson stands.

    Raises:
        NotKeptError, ModelError, OutputError, Cancelled: as `teach`.
        InputError: likewise; or what is chosen cannot be: see `Chosen.into` and `Wish.check`.
    """
    folder = Path(run)
    asked = Asked(standing_way(folder), Chosen(folder, support_from(support)), encode)
    return (yield from anew(folder, token, asked, warm or Warm(), pack))
