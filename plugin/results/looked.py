"""Who has looked at a polygon, and what it was before: noted in the undo step in which a person chose its class."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Callable, Iterator, Optional

from qgis.core import NULL, QgsApplication, QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant

from ...core.results import HAND, utc_now
from .. import settings
from .form import names_of

REVIEWER = "reviewer"  # the setting: "on" where people want their name beside what they have looked at
READ = ("class_name", "was", "origin", "reviewed", "reviewer", "reviewed_at")
MOST_ALONG = 1024
_QUIET = "terralexQuiet"


@contextmanager
def quiet(layer: QgsVectorLayer) -> Iterator[None]:
    """Change classes of a layer without a person having looked at each polygon, such as when classes are merged."""
    layer.setProperty(_QUIET, True)
    try:
        yield
    finally:
        layer.setProperty(_QUIET, False)


def review_of(yes: bool) -> dict[str, Optional[str]]:
    """What is written beside `reviewed`: when, and who only where people have asked for it."""
    named = yes and settings.get(REVIEWER) == "on"
    person = (QgsApplication.userFullName() or QgsApplication.userLoginName()) if named else None
    return {"reviewer": person, "reviewed_at": utc_now() if yes else None}


class Looked:
    """Writes it for one layer of polygons.

    Args:
        layer: The polygons. `follow.Following` is to hear changes after this, which reads the old names of classes.
        rests: Whether changes are no person's just now.
    """

    def __init__(self, layer: QgsVectorLayer, rests: Callable[[], bool]) -> None:
        self._layer, self._rests = layer, rests
        self._writing = False
        self._columns: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._review: dict[bool, dict[str, Optional[str]]] = {}
        self._before: dict[int, dict[str, Any]] = {}
        self._along = 1
        self._given: dict[int, Any] = {}  # classes in this step, by polygon: pieces are told more than once
        self._pairs = (
            (layer.editCommandStarted, self._on_begun),
            (layer.attributeValueChanged, self._on_value),
        )
        for signal, slot in self._pairs:
            signal.connect(slot)

    def stop(self) -> None:
        """Let go of the layer."""
        for signal, slot in self._pairs:
            signal.disconnect(slot)

    def _on_begun(self, _text: str) -> None:
        fields = self._layer.fields()
        self._columns = {name: fields.indexOf(name) for name in (*READ, "class_id")}
        self._names, self._review = {}, {}
        self._before.clear()
        self._along = 1
        self._given.clear()

    def _on_value(self, fid: int, index: int, value: Any) -> None:
        layer, columns = self._layer, self._columns
        if self._writing or index not in (columns.get("class_id"), columns.get("reviewed")):
            return
        # While undo goes back and forth no command is active: what it brings back was noted when it was done.
        if not layer.isEditCommandActive() or self._rests() or layer.property(_QUIET):
            return
        self._writing = True
        try:
            if index == columns["reviewed"]:
                self._write(fid, self._reviewed(bool(_plain(value))))
            elif self._given.get(fid, self) != value:
                self._given[fid] = value
                self._write(fid, self._reclassed(fid, value))
        finally:
            self._writing = False

    def _reviewed(self, yes: bool) -> dict[str, Any]:
        if yes not in self._review:
            self._review[yes] = review_of(yes)
        return dict(self._review[yes])

    def _reclassed(self, fid: int, class_id: Any) -> dict[str, Any]:
        """A person has chosen a class: they have looked at the polygon, also where it is the class that it had."""
        self._names = self._names or names_of(self._layer)
        before = self._read(fid)
        new = {"reviewed": True, **self._reviewed(True)}
        if before.get("class_name") != self._names.get(int(_plain(class_id) or 0)):
            new["origin"] = HAND
            new["was"] = before.get("was") or before.get("class_name")
        return {name: value for name, value in new.items() if before.get(name) != value}

    def _read(self, fid: int) -> dict[str, Any]:
        """What is said of a polygon so far.

        A question to the file costs as much for a thousand polygons as for one, and who changes many in one step takes
        them in their order as a rule: with each question twice as many of the next ones are read along.
        """
        if fid not in self._before:
            columns = {name: self._columns[name] for name in READ if self._columns[name] >= 0}
            wanted = range(fid, fid + self._along)
            request = QgsFeatureRequest().setFilterFids(list(wanted)).setFlags(QgsFeatureRequest.Flag.NoGeometry)
            for feature in self._layer.getFeatures(request.setSubsetOfAttributes(list(columns.values()))):
                values = feature.attributes()
                self._before[feature.id()] = {name: _plain(values[index]) for name, index in columns.items()}
            self._along = min(2 * self._along, MOST_ALONG)
        return self._before.get(fid, {})

    def _write(self, fid: int, values: dict[str, Any]) -> None:
        for name, value in values.items():
            if self._columns[name] >= 0:
                self._layer.changeAttributeValue(fid, self._columns[name], value, self.before(fid, name), True)

    def before(self, fid: int, name: str) -> Any:
        """What a polygon said before this step, where it was read: undo would ask the file for it, one by one."""
        if name not in self._before.get(fid, {}):
            return None
        value = self._before[fid][name]
        return NULL if value is None else value


def _plain(value: Any) -> Any:
    return None if isinstance(value, QVariant) and value.isNull() else value
