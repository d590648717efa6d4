"""A whole run as one job for a task's thread: the export of a layer that the engine cannot open, then the engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Generator, Optional

from ...core.config import RunConfig
from ...core.progress import CancelToken, relayed
from ...core.protocol import ProgressEvent
from .. import settings
from ..engine.remote import Remote
from ..snapshots.export import export
from ..snapshots.order import FOLDER, Order
from .places import check_writable, run_folder

EXPORT_SHARE = 0.25  # of the bar


def segment_job(
    remote: Remote, config: RunConfig, parent: Path, pack_hash: str, order: Optional[Order], token: CancelToken
) -> Generator[Any, None, dict[str, Any]]:
    """Export if need be, choose the run's folder, and run.

    Args:
        remote: The engine's process.
        config: Without an image where `order` is to make it; without `out` where the folder is to be chosen.
        parent: The folder that gets the run's folder, and the exported pictures beside it.
        pack_hash: Of the pack, for the folder's name.
        order: What to export; None where the engine opens the image itself.
        token: To stop it.

    Raises:
        TerralexError, Cancelled: see `Remote.run` and `snapshots.export.export`.
    """
    check_writable(parent)
    if order is not None:
        image = yield from _scaled(export(order, parent / FOLDER, token), 0.0, EXPORT_SHARE)
        config = replace(config, image=str(image))
    if not config.out:
        config = replace(config, out=str(run_folder(parent, config, pack_hash)))
    events = remote.run("segment", config.to_dict(), token)
    return (yield from (_scaled(events, EXPORT_SHARE, 1.0) if order is not None else events))


def spread(config: RunConfig) -> RunConfig:
    """The same run, its blocks done by the machines of the scheduler that the settings name, if they name one."""
    scheduler = settings.get("scheduler")
    return replace(config, cluster={"scheduler": scheduler}) if scheduler else config


def _scaled(events: Generator[Any, None, Any], low: float, high: float) -> Generator[Any, None, Any]:
    """The same events, their progress as a part of the whole."""

    def scaled(event: Any) -> Any:
        return replace(event, overall=low + (high - low) * event.overall) if isinstance(event, ProgressEvent) else event

    return relayed(events, scaled)
