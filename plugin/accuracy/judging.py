"""Points of a sample and what a person says of them: each answer is in the file before the next point is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import NULL, QgsGeometry, QgsVectorLayer

from ...core.accuracy import Estimate, estimate, may_stop, short_of_points
from ...core.errors import InputError, OutputError
from ...core.sample import AT, BY, FIELDS, ID, LABEL, LABEL_ID, Sample
from ..results.looked import review_of
from ..translation import tr


class Judging:
    """One sample being judged.

    Args:
        path: Its file.
        sample: What made it.
        layer: Its points, which are written through the layer's provider: no edit session, and nothing to save.

    Raises:
        InputError: the file has lost fields, or points.
    """

    def __init__(self, path: Path, sample: Sample, layer: QgsVectorLayer) -> None:
        self.path, self.sample, self.layer = path, sample, layer
        fields = layer.fields()
        self._columns = {name: fields.indexOf(name) for name in FIELDS}
        if not layer.isValid() or any(self._columns[name] < 0 for name in (ID, LABEL, LABEL_ID)):
            raise InputError(
                tr("{file} has no points to judge.").format(file=path.name), tr("Draw a new sample, into another file.")
            )
        self._fids: dict[int, int] = {}
        self._said: list[tuple[int, dict[str, object]]] = []  # points that were answered, and what was there before
        self.judged: dict[int, int] = {}
        self._places: dict[int, QgsGeometry] = {}
        for feature in layer.getFeatures():
            id_ = feature[ID]
            if id_ == NULL or not 0 < id_ <= len(sample.strata) or not feature.hasGeometry():
                continue  # added by hand: the engine's report says so
            self._fids[id_], self._places[id_] = feature.id(), QgsGeometry(feature.geometry())
            if feature[LABEL_ID] != NULL and feature[LABEL_ID] in sample.names:
                self.judged[id_] = int(feature[LABEL_ID])
        self.ids = sorted(self._fids)
        if not self.ids:
            raise InputError(
                tr("{file} has no points to judge.").format(file=path.name), tr("Draw a new sample, into another file.")
            )
        self.current = self._open_from(self.ids[0]) or self.ids[0]

    @property
    def place(self) -> QgsGeometry:
        """Where the current point lies, in the layer's coordinates."""
        return self._places[self.current]

    @property
    def done(self) -> bool:
        """Whether every point was judged."""
        return len(self.judged) == len(self.ids)

    def judge(self, class_id: int) -> None:
        """Say what is at the current point; in the file at once.

        Raises:
            OutputError: the file does not take it. Nothing has changed then.
        """
        review = review_of(True)
        self._say(
            {LABEL: self.sample.names[class_id], LABEL_ID: class_id, BY: review["reviewer"], AT: review["reviewed_at"]}
        )
        self.judged[self.current] = class_id

    @property
    def can_undo(self) -> bool:
        """Whether something was said since this sample was opened."""
        return bool(self._said)

    def undo(self) -> None:
        """Take back what was said or cleared last, wherever it was, and go there; at the beginning nothing.

        Raises:
            OutputError: the file does not take it. It can be undone again then.
        """
        if not self._said:
            return
        id_, before = self._said[-1]
        self._write(id_, before)
        del self._said[-1]
        self.current = id_
        if before[LABEL_ID] is None:
            self.judged.pop(id_, None)
        else:
            self.judged[id_] = int(str(before[LABEL_ID]))

    def clear(self) -> None:
        """Take the current point's answer back.

        Raises:
            OutputError: the file does not take it.
        """
        if self.current in self.judged:
            self._say(dict.fromkeys((LABEL, LABEL_ID, BY, AT)))
            del self.judged[self.current]

    def go_on(self) -> None:
        """To the next point without an answer; after the last of them to the next one; at the end nowhere."""
        after = self.ids[self.ids.index(self.current) + 1 :]
        found = next((id_ for id_ in after if id_ not in self.judged), None) or self._open_from(self.ids[0])
        if found is not None:
            self.current = found

    def step(self, by: int) -> None:
        """To the point before (-1) or after (1), judged or not."""
        index = self.ids.index(self.current) + by
        self.current = self.ids[min(max(index, 0), len(self.ids) - 1)]

    def overall(self) -> Optional[Estimate]:
        """The overall accuracy so far; None while a class of the map has fewer than two judged points."""
        counts = self.sample.counts(self.judged)
        if short_of_points(self.sample.pixels, counts):
            return None
        return estimate(self.sample.pixels, counts).overall

    def may_stop(self) -> bool:
        """Whether it is known well enough."""
        return may_stop(self.sample.pixels, self.sample.counts(self.judged), self.sample.drawn)

    def _open_from(self, first: int) -> Optional[int]:
        return next((id_ for id_ in self.ids if id_ >= first and id_ not in self.judged), None)

    def _say(self, values: dict[str, object]) -> None:
        feature = self.layer.getFeature(self._fids[self.current])
        before = {name: feature[name] if self._columns[name] >= 0 else None for name in values}
        self._write(self.current, values)
        self._said.append((self.current, {k: None if value == NULL else value for k, value in before.items()}))

    def _write(self, id_: int, values: dict[str, object]) -> None:
        changed = {
            self._columns[name]: NULL if value is None else value
            for name, value in values.items()
            if self._columns[name] >= 0
        }
        provider = self.layer.dataProvider()
        if not provider.changeAttributeValues({self._fids[id_]: changed}):
            raise OutputError(
                tr("The answer could not be written into {file}.").format(file=self.path.name),
                tr("Is the disk full, or the file open in another program? Press the key again."),
            )
        self.layer.triggerRepaint()
