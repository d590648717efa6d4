"""What a person has corrected in a finished run, as far as its polygons say so."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsFeatureRequest, QgsVectorLayer

from ...core.recipe import SEGMENTS
from ...core.results import BY_PERSON, is_edited, newest
from ..translation import figure, tr
from .layers import segments_uri


def count(folder: Path) -> Optional[int]:
    """How many polygons of a run are reviewed or by hand; None where they cannot be read.

    Through QGIS's own provider: the file may be open in this very process.
    """
    layer = QgsVectorLayer(segments_uri(newest(folder, SEGMENTS)), "", "ogr")
    if not layer.isValid():
        return None
    names = layer.fields().names()
    parts = ['"reviewed"'] if "reviewed" in names else []
    if "origin" in names:
        parts.append('"origin" in (' + ", ".join(f"'{value}'" for value in BY_PERSON) + ")")
    if not parts:
        return 0
    request = QgsFeatureRequest().setFilterExpression(" or ".join(parts)).setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setNoAttributes()
    return sum(1 for _ in layer.getFeatures(request))


def in_words(folder: Path) -> str:
    """A sentence about a run's edits by hand, empty where there are none."""
    found = count(folder)
    if found:
        return tr("{n} polygons in it were corrected or reviewed.").format(n=figure(f"{found:,}"))
    return tr("It was edited since it was made.") if is_edited(folder) else ""
