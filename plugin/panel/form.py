"""What a run needs to know, as fields: raster, area, classes, pack, quality, output folder."""

from __future__ import annotations

from typing import Mapping, Optional, Sequence

from qgis.core import QgsMapLayerProxyModel
from qgis.gui import QgsFileWidget, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...core.options import METHODS, PRESETS
from ...core.packs import Pack, Resolution
from .. import settings
from ..packs.combo import DEFAULT, PackCombo
from ..trained.choice import TrainedChoice
from ..translation import figure, said, tr
from ..wording import as_typed, plain_labels
from .class_table import ClassTable
from .pixels import Taken

DRAWN = ("rectangle", "polygon")
WORDS_SHOWN = 8
ROOM = 235  # pixels, for widgets side by side in a dock of 300 that scrolls
MOST_LETTERS = 35  # of a preset and its time


class Form(QWidget):
    """The upper part of the dock; knows nothing of runs.

    Signals:
        packs_wanted: The window “Packs” should be opened, at the pack of this name where there is one.
    """

    packs_wanted = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.raster = QgsMapLayerComboBox()
        self.raster.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.raster.setAccessibleName(tr("Raster"))
        self.raster.setToolTip(tr("The aerial or satellite image to label"))
        self.taken = Taken()
        self.raster.layerChanged.connect(self.taken.show_layer)
        self.area = QComboBox()
        self.area.setAccessibleName(tr("Area"))
        for value, label in _areas():
            self.area.addItem(label, value)
        self.polygons = QgsMapLayerComboBox()
        self.polygons.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.polygons.setAccessibleName(tr("Polygon layer of the area"))
        self.polygons.setToolTip(tr("Its selected features, or all of them when none is selected"))
        self.draw = QPushButton()
        self.draw.setCheckable(True)
        self.draw.setAccessibleName(tr("Draw the area on the map"))
        self.resolution = QComboBox()
        self.resolution.setAccessibleName(tr("Ground resolution of the fetched picture"))
        self.resolution.setToolTip(tr("How large a pixel of the fetched picture is on the ground"))
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setAccessibleName(tr("About the area"))
        self.classes = ClassTable()
        self.pack = PackCombo()
        self.pack.wanted.connect(self.packs_wanted)
        self.packs_button = QToolButton()
        self.packs_button.setText(tr("Pac&ks…"))
        self.packs_button.setObjectName("TerralexPacksButton")
        self.packs_button.setToolTip(tr("Licences, sizes; fetch, check, import and remove packs"))
        self.packs_button.clicked.connect(lambda: self.packs_wanted.emit(""))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setAccessibleName(tr("Words of the pack"))
        self.preset = QComboBox()
        self.preset.setAccessibleName(tr("Quality"))
        for preset in PRESETS:
            self.preset.addItem(_quality(preset), preset)
        self.method = QComboBox()
        self.method.setAccessibleName(tr("Method"))
        for name, entry in METHODS.items():
            if entry.offered:
                self.method.addItem(said(entry.title), name)
                self.method.setItemData(self.method.count() - 1, said(entry.text), Qt.ItemDataRole.ToolTipRole)
        self.method_note = QLabel()  # what the chosen method is good for
        self.method_note.setWordWrap(True)
        self.method_note.setAccessibleName(tr("About the method"))
        self.trained = TrainedChoice()
        self.lessons = QgsMapLayerComboBox()
        self.lessons.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.lessons.setAllowEmptyLayer(True)
        self.lessons.setAccessibleName(tr("Labels to learn from"))
        self.lessons.setToolTip(tr("A class raster of this image, as runs make them; its labels teach the method"))
        self.costs, self.sight = QLabel(), QLabel()  # what a run takes, and how the networks see the raster
        self.costs.setAccessibleName(tr("Memory and disk that a run takes"))
        self.sight.setAccessibleName(tr("What the networks see"))
        for label in (self.costs, self.sight):
            label.setWordWrap(True)
            label.hide()
        self.keep = QCheckBox()  # see panel/keep_line.py
        self.keep.hide()
        self.output_note = QLabel()
        self.output_note.setWordWrap(True)
        self.output_note.setAccessibleName(tr("About the output folder"))
        self.output_note.hide()
        self.output = QgsFileWidget()
        self.output.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.output.setDialogTitle(tr("Folder that gets a folder for each run"))
        self.output.lineEdit().setPlaceholderText(tr("terralex_runs, beside the raster"))
        self.output.lineEdit().setAccessibleName(tr("Output folder"))
        self._lay_out()
        self._restore()
        plain_labels(self)
        self.area.currentIndexChanged.connect(self._on_area)
        self.pack.currentIndexChanged.connect(self._on_pack)
        self.method.currentIndexChanged.connect(self._on_method)
        self.show_drawing(False)
        self.offer_resolutions(())
        self.say_area("")
        self._on_area()
        self._on_pack()
        self._on_method()
        self.taken.show_layer(self.raster.currentLayer())

    def _lay_out(self) -> None:
        for combo in (self.raster, self.area, self.polygons, self.resolution, self.pack, self.method, self.lessons):
            # Long layer names must not widen the dock.
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
        for combo in (self.raster, self.pack):
            combo.setMinimumContentsLength(3)  # there is a button beside it
        self._methods = QWidget()  # of its own: hidden rows leave gaps
        methods = QFormLayout(self._methods)
        methods.setContentsMargins(0, 0, 0, 0)
        methods.addRow(tr("&Method"), self.method)
        methods.addRow(self.method_note)
        methods.addRow(tr("&Learn from"), self.lessons)
        self._lessons_label = methods.labelForField(self.lessons)
        above, below, whole = QFormLayout(), QFormLayout(), QVBoxLayout(self)
        for layout in (above, below):
            layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        below.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)  # a preset and its time may need the whole width
        self.preset.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        chosen, label = QHBoxLayout(), QLabel(tr("&Raster"))
        label.setBuddy(self.raster)
        chosen.addWidget(self.raster, 1)
        chosen.addWidget(self.taken.button)
        above.addRow(label, chosen)
        above.addRow(self.taken)
        above.addRow(tr("&Area"), self.area)
        self._how = QWidget()  # one row for what only some areas need: hidden rows leave gaps
        how = QVBoxLayout(self._how)
        how.setContentsMargins(0, 0, 0, 0)
        how.addWidget(self.polygons)
        how.addWidget(self.draw)
        above.addRow("", self._how)
        above.addRow(tr("&Pixels"), self.resolution)
        above.addRow(self.note)
        above.addRow(self.keep)  # up here: it is on by itself and decides about work
        self._resolution_label = above.labelForField(self.resolution)
        title = QLabel(tr("&Classes"))
        title.setBuddy(self.classes.line)
        packs, label = QGridLayout(), QLabel(tr("&Pack"))
        label.setBuddy(self.pack)
        packs.setColumnStretch(0, 1)
        packs.addWidget(self.pack, 0, 0)
        beside = sum(each.sizeHint().width() for each in (label, self.pack, self.packs_button)) <= ROOM
        where = (0, 1) if beside else (2, 0)  # in some languages both would be wider than the dock
        packs.addWidget(self.words, 1, 0, 1, 2)
        packs.addWidget(self.packs_button, *where, Qt.AlignmentFlag.AlignLeft)
        below.addRow(label, packs)
        below.addRow(tr("&Quality"), self.preset)
        below.addRow(self.costs)
        below.addRow(self.sight)
        below.addRow(tr("&Output"), self.output)
        below.addRow(self.output_note)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(above)
        whole.addWidget(title)
        whole.addWidget(self.classes, 1)
        whole.addWidget(self._methods)
        whole.addWidget(self.trained)
        whole.addLayout(below)

    def _restore(self) -> None:
        self.pack.fill(settings.get("pack", DEFAULT))
        self.preset.setCurrentIndex(max(0, self.preset.findData(settings.get("preset", "balanced"))))
        self.method.setCurrentIndex(max(0, self.method.findData(settings.get("method", "ovdiff"))))
        self.trained.choose(settings.get("trained"))
        self.output.setFilePath(settings.get("output"))

    def remember(self) -> None:
        """Keep the choices that outlive a session."""
        settings.put("pack", self.pack_name())
        settings.put("preset", self.preset_name())
        settings.put("method", self.method_name())
        settings.put("trained", self.trained.value())
        settings.put("output", self.output.filePath().strip())

    def area_kind(self) -> str:
        """One of "layer", "canvas", "features", "rectangle" and "polygon"."""
        return str(self.area.currentData())

    def pack_name(self) -> str:
        """The chosen pack's name; the default one's when none was found."""
        return self.pack.name()

    def method_name(self) -> str:
        """The chosen method."""
        return str(self.method.currentData())

    def overrides(self) -> dict[str, str]:
        """Options of the chosen method that the form asks for."""
        chosen = self.trained.value() if self._takes_trained() else ""
        return {"trained": chosen} if chosen else {}

    def use_trained(self, pack_hash: str) -> None:
        """Choose the method that takes trained files, and the pack of this fingerprint where it is here."""
        for row in range(self.pack.count()):
            if self.pack.itemData(row).fetched and self.pack.itemData(row).hash == pack_hash:
                self.pack.setCurrentIndex(row)
        self.method.setCurrentIndex(self.method.findData("dedos"))

    def _takes_trained(self) -> bool:
        return "trained" in METHODS[self.method_name()].reads

    def lessons_path(self) -> str:
        """The file of the labels to learn from; "" for none."""
        layer = self.lessons.currentLayer() if METHODS[self.method_name()].learns else None
        return layer.source() if layer is not None else ""

    def _on_method(self, *_index: object) -> None:
        """Each method asks for what it takes; there is nothing to choose where there is one."""
        self._methods.setVisible(self.method.count() > 1)
        self.method_note.setText(said(METHODS[self.method_name()].text))
        learns = METHODS[self.method_name()].learns
        self.trained.setVisible(self._takes_trained())
        self.lessons.setVisible(learns)
        self._lessons_label.setVisible(learns)

    def preset_name(self) -> str:
        """The chosen preset."""
        return str(self.preset.currentData())

    def show_drawing(self, drawing: bool) -> None:
        """Whether the user is drawing the area right now."""
        self.draw.setChecked(drawing)
        self.draw.setText(tr("Stop drawing") if drawing else tr("Draw on the map"))

    def offer_resolutions(self, resolutions: Sequence[Resolution]) -> None:
        """Let the user choose among the pack's resolutions where a picture is fetched and there are several."""
        offered = [r.gsd_m for r in resolutions]
        if offered != [self.resolution.itemData(i) for i in range(1, self.resolution.count())]:
            chosen = self.resolution.currentData()
            self.resolution.blockSignals(True)
            self.resolution.clear()
            self.resolution.addItem(tr("As the pack wants"), 0.0)
            for gsd in offered:
                self.resolution.addItem(tr("About {gsd} m").format(gsd=figure(f"{gsd:g}")), gsd)
            self.resolution.setCurrentIndex(max(0, self.resolution.findData(chosen)))
            self.resolution.blockSignals(False)
        for widget in (self.resolution, self._resolution_label):
            widget.setVisible(len(offered) > 1)

    def say_area(self, text: str, wrong: bool = False) -> None:
        """What is to be known about the area before a run; `wrong` where there can be none."""
        self.note.setText(f"⚠ {text}" if wrong else text)
        self.note.setVisible(bool(text))

    def show_times(self, times: Mapping[str, str]) -> None:
        """Beside each preset what it takes; nothing where that is not known."""
        for row, preset in enumerate(PRESETS):
            label, said = _quality(preset), times.get(preset, "")
            self.preset.setItemText(row, f"{_name(preset)} – {said}" if said else label)
        most = MOST_LETTERS * self.preset.fontMetrics().averageCharWidth()
        self.preset.setMinimumWidth(min(self.preset.sizeHint().width(), most))  # else its row is not wrapped

    def say_output(self, text: str) -> None:
        """Where results go, where that is not what one expects; nothing hides the line."""
        self.output_note.setText(text)
        self.output_note.setVisible(bool(text))

    def say_costs(self, text: str) -> None:
        """What the chosen preset takes, or why that is not known."""
        self.costs.setText(text)
        self.costs.setVisible(bool(text))

    def say_sight(self, text: str) -> None:
        """How much of the ground is seen at once, and what is too small or too large for that."""
        self.sight.setText(text)
        self.sight.setVisible(bool(text))

    def _on_area(self, *_index: object) -> None:
        self.polygons.setVisible(self.area_kind() == "features")
        self.draw.setVisible(self.area_kind() in DRAWN)
        self._how.setVisible(self.area_kind() in ("features", *DRAWN))

    def _on_pack(self, *_index: object) -> None:
        pack: Optional[Pack] = self.pack.currentData()
        self.classes.set_pack(pack)
        self.trained.set_pack(pack)
        if pack is None:
            self.words.setText(tr("No pack was found on this computer."))
            return
        if pack.words is None:
            self.words.setText(tr("Takes any word."))
            self.words.setToolTip("")
            return
        names = [word.name for word in pack.words.values()]
        more = tr(" and {n} more").format(n=len(names) - WORDS_SHOWN) if len(names) > WORDS_SHOWN else ""
        self.words.setText(tr("Knows {words}{more}.").format(words=", ".join(names[:WORDS_SHOWN]), more=more))
        self.words.setToolTip(as_typed("\n".join(names)))


def _areas() -> tuple[tuple[str, str], ...]:
    return (
        ("layer", tr("Whole raster")),
        ("canvas", tr("What the map shows")),
        ("features", tr("Polygons of a layer")),
        ("rectangle", tr("Drawn rectangle")),
        ("polygon", tr("Drawn polygon")),
    )


def _name(preset: str) -> str:
    return {"draft": tr("Draft"), "balanced": tr("Balanced"), "best": tr("Best")}[preset]


def _quality(preset: str) -> str:
    return {"draft": tr("Draft (fastest)"), "balanced": tr("Balanced"), "best": tr("Best (slowest)")}[preset]
