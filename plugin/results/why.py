"""“Why here?”: click a place of a result and see what decided its class."""

from __future__ import annotations

import contextlib
import html
import tempfile
from typing import Any, Callable, Mapping, Optional

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsMapLayer, QgsPointXY, QgsProject
from qgis.gui import QgsMapToolEmitPoint
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...core.commands import Explain
from ...core.errors import InputError
from ..engine.beside import Order
from ..engine.runner import Runner
from ..manual.help import add_help, help_button
from ..messages import Messages, guarded
from ..translation import tr
from ..wording import as_typed
from .layers import is_result, layer_of, run_classes, run_layers, run_of

SHOWN = 3  # classes with a picture; further ones are listed
PICTURE_PX = 128
OF_PICTURES = ("class", "instance", "part")  # levels whose witness comes from a picture
NEAR_PX = 20  # around a window; a place so near is hidden by its shadow


class WhyPanel(QDialog):
    """Beside the map: the place, and for the best classes what it resembles.

    Signals:
        closed: The user is done.
        not_this: A picture that speaks for a class is to take no part any more: the engine's witness (dict).
    """

    closed = pyqtSignal()
    not_this = pyqtSignal(object)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Why here?"))
        self.setAccessibleName(tr("Why a place got its class"))
        self.title = QLabel(tr("Click a place of the result."))
        self.title.setTextFormat(Qt.TextFormat.RichText)  # names in it are escaped
        self.title.setWordWrap(True)
        self.rows = QGridLayout()
        self.rows.setColumnStretch(1, 1)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.addWidget(self.title)
        layout.addLayout(self.rows)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.addWidget(scroll)
        whole.addWidget(help_button("results#why-here"))
        add_help(self, "results#why-here")
        self.resize(380, 640)

    def show_answer(self, answer: Mapping[str, Any], colours: Mapping[str, str]) -> None:
        """Show what the engine's `explain` said; `colours` by class name."""
        self._clear()
        now, percent = answer["class"], round(100 * answer["confidence"])
        self.title.setText(
            tr("<b>{name}</b>, {percent} % sure, at {x}, {y}.").format(
                name=html.escape(now), percent=percent, x=f"{answer['x']:.2f}", y=f"{answer['y']:.2f}"
            )
        )
        names = {v["value"]: v["name"] for v in answer["classes"]}
        edited = names.get(answer["map"])
        if edited and edited != now:
            self.title.setText(
                self.title.text() + " " + tr("The map was corrected to <b>{name}</b>.").format(name=html.escape(edited))
            )
        self._add(answer.get("here"), tr("The place, in the part of the raster that was looked at."))
        for verdict in answer["classes"][:SHOWN]:
            self._add(_file(verdict), _in_words(verdict, colours), self._refusal(verdict))
        if len(answer["classes"]) > SHOWN:
            rest = ", ".join(f"{html.escape(v['name'])} {100 * v['share']:.0f} %" for v in answer["classes"][SHOWN:])
            self._add(None, tr("Less likely: {classes}.").format(classes=rest))

    def _clear(self) -> None:
        while self.rows.count():
            widget = self.rows.takeAt(0).widget()
            widget.setParent(None)
            widget.deleteLater()

    def _refusal(self, verdict: Mapping[str, Any]) -> Optional[QPushButton]:
        """The button that rejects the picture that speaks for a class; None where no picture of its own does."""
        best = verdict["witnesses"][0] if verdict["witnesses"] else None
        if best is None or best["level"] not in OF_PICTURES:
            return None
        if best.get("class_file"):
            return None  # what a class of a file was learned from cannot be chosen among
        button = QPushButton(tr("Not this one"))
        button.setAutoDefault(False)
        told = tr("This picture takes no part in {name} any more; the map follows").format(name=best["owner"])
        button.setToolTip(as_typed(told))
        button.setAccessibleName(
            tr("Not this one: picture {n} of {word}").format(n=best["picture"] + 1, word=best["word"])
        )

        def refuse(*_checked: object) -> None:
            button.setEnabled(False)  # the gallery takes it back
            self.not_this.emit(best)

        button.clicked.connect(refuse)
        return button

    def _add(self, file: Optional[str], text: str, button: Optional[QPushButton] = None) -> None:
        row = self.rows.rowCount()
        words = QLabel()
        words.setTextFormat(Qt.TextFormat.RichText)  # names in it are escaped
        words.setText(text)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        picture = QPixmap(file) if file else QPixmap()
        if picture.isNull():
            self.rows.addWidget(words, row, 0, 1, 2)
            return
        shown = QLabel()
        shown.setPixmap(
            picture.scaled(
                PICTURE_PX, PICTURE_PX, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        shown.setAccessibleName(text)
        self.rows.addWidget(shown, row, 0)
        self.rows.addWidget(words, row, 1, Qt.AlignmentFlag.AlignTop)
        if button is not None:
            self.rows.addWidget(button, row + 1, 0)

    def reject(self) -> None:
        """Esc, and what Qt calls when the window is closed in any other way: tell that the user is done."""
        super().reject()
        self.closed.emit()

    def clear_of(self, place: QPoint) -> None:
        """Step aside if the window lies on a place of the screen: to the other half of what it belongs to."""
        frame, owner = self.frameGeometry(), self.parentWidget()
        if owner is None or not frame.adjusted(-NEAR_PX, -NEAR_PX, NEAR_PX, NEAR_PX).contains(place):
            return
        within = owner.frameGeometry()
        left, right = within.left() + NEAR_PX, within.right() - NEAR_PX - frame.width()
        self.move(left if place.x() > within.center().x() else right, frame.top())


def _file(verdict: Mapping[str, Any]) -> Optional[str]:
    return verdict["witnesses"][0].get("file") if verdict["witnesses"] else None


def _in_words(verdict: Mapping[str, Any], colours: Mapping[str, str]) -> str:
    """A class, how likely it is, and what speaks for it."""
    colour = colours.get(verdict["name"])
    chip = f"<span style='color:{colour}'>■</span> " if colour else ""
    head = f"{chip}<b>{html.escape(verdict['name'])}</b> {100 * verdict['share']:.0f} %"
    if not verdict["witnesses"]:
        return head + "<br>" + tr("Nothing was drawn for it: it has a fixed score.")
    best = verdict["witnesses"][0]
    if best["level"] == "text":
        return f"{head}<br>" + tr("The place lies near the word {word} itself.").format(
            word=f"<i>{html.escape(best['word'])}</i>"
        )
    if best["level"] == "attention":
        text = tr(
            "The network looks here for {word}, most of all in its layers of {rows} rows. "
            "The lit part is where it looks for it at least as strongly."
        ).format(word=f"<i>{html.escape(best['word'])}</i>", rows=best["number"])
        if best.get("caption"):
            told = tr("What it was told of this place: “{sentence}”.")
            text += " " + told.format(sentence=html.escape(best["caption"]))
        return f"{head}<br>{text}"
    word = f"<i>{html.escape(best['word'])}</i>"
    if best.get("class_file") and not best.get("file"):
        told = tr("The place resembles {word} as its class file has it. No picture came with that.")
        return f"{head}<br>{told.format(word=word)}"
    like = {
        "class": tr("the pictures of {word} as a whole; nearest in picture {picture}"),
        "instance": tr("{word} in picture {picture}"),
        "part": tr("a part of {word}, as in picture {picture}"),
    }[best["level"]].format(word=word, picture=best["picture"] + 1)
    if best.get("chip"):
        like = tr("your own chip {n} of {word}").format(n=best["picture"] + 1, word=word)
    if best["side"] == "bg":
        text = tr("The place resembles what lay around {like}. The lit part is what was learned from.")
    else:
        text = tr("The place resembles {like}. The lit part is what was learned from.")
    return f"{head}<br>{text.format(like=like)}"


class Why:
    """The map tool and its panel.

    Args:
        iface: QGIS.
        runner: Asks the engine.
        messages: Tells about errors.

    Attributes:
        not_this: Called where a picture is to take no part any more: with a layer of the run, and the engine's witness.
    """

    def __init__(self, iface: Any, runner: Runner, messages: Messages) -> None:
        self._iface, self._runner, self._messages = iface, runner, messages
        self.not_this: Callable[[QgsMapLayer, Mapping[str, Any]], None] = lambda *_: None
        self._asked = ""  # the id of the layer that the answer is about
        self._tool: Optional[QgsMapToolEmitPoint] = None
        self._before: Any = None
        self._asking = False
        self.panel: Optional[WhyPanel] = None

    def start(self) -> None:
        """Let the next clicks on the map ask; the panel opens at once.

        Raises:
            InputError: the project holds no result.
        """
        layer_of(run_layers(QgsProject.instance(), self._on_top()), "classes")
        canvas = self._iface.mapCanvas()
        if self._tool is None:
            self._tool = QgsMapToolEmitPoint(canvas)
            self._tool.canvasClicked.connect(self._on_click)
        if self.panel is None:
            self.panel = WhyPanel(self._iface.mainWindow())
            self.panel.closed.connect(self._put_back)
            self.panel.not_this.connect(guarded(self._on_not_this, self._messages.show_error))
        if canvas.mapTool() is not self._tool:
            self._before = canvas.mapTool()
            canvas.setMapTool(self._tool)
        self.panel.show()
        self.panel.raise_()

    def stop(self) -> None:
        """The plugin is leaving: give the map its tool back and close the panel."""
        if self.panel is not None:
            self.panel.close()
            self.panel.deleteLater()
        self.panel = self._tool = None

    def _on_not_this(self, witness: Mapping[str, Any]) -> None:
        layer = QgsProject.instance().mapLayer(self._asked)
        if layer is None:
            raise InputError(
                tr("There is no result in this project."), tr("Press Run first, or open the project that holds it.")
            )
        self.not_this(layer, witness)

    def _put_back(self) -> None:
        canvas = self._iface.mapCanvas()
        if self._tool is not None and canvas.mapTool() is self._tool:
            if self._before is not None:
                canvas.setMapTool(self._before)
            else:
                canvas.unsetMapTool(self._tool)

    def _on_top(self, point: Optional[QgsPointXY] = None) -> Optional[QgsMapLayer]:
        """The uppermost result that is seen at a place of the map, as people see it; else the active layer."""
        root, canvas = QgsProject.instance().layerTreeRoot(), self._iface.mapCanvas()
        crs = canvas.mapSettings().destinationCrs()
        for layer in root.layerOrder():
            node = root.findLayer(layer.id())
            if not is_result(layer) or node is None or not node.isVisible():
                continue
            with contextlib.suppress(InputError):
                if point is None or layer.extent().contains(_on_layer(point, crs, layer)):
                    return layer
        return self._iface.activeLayer()

    def _on_click(self, point: QgsPointXY, _button: object = None) -> None:
        if self.panel is not None:
            canvas = self._iface.mapCanvas()
            pixel = canvas.getCoordinateTransform().transform(point)
            self.panel.clear_of(canvas.mapToGlobal(QPoint(int(pixel.x()), int(pixel.y()))))
        try:
            self.ask(point)
        except Exception as error:
            self._messages.show_error(error)

    def ask(self, point: QgsPointXY) -> None:
        """Ask about a place in the map's coordinates.

        Raises:
            InputError: there is no result, the place cannot be found on it, or another place is being looked at.
        """
        if self._asking:
            raise InputError(tr("The place before is still being looked at."), tr("Click again in a moment."))
        layers = run_layers(QgsProject.instance(), self._on_top(point))
        classes = layer_of(layers, "classes")
        colours = {spec.name: spec.colour for spec in run_classes(classes)}  # of now: the layer may be gone at the end
        asked = classes.id()
        place = _on_layer(point, self._iface.mapCanvas().mapSettings().destinationCrs(), classes)
        scratch = tempfile.TemporaryDirectory(prefix="terralex_why_")
        request = Explain(run_of(classes), place.x(), place.y(), scratch.name)

        def done(answer: dict[str, Any]) -> None:
            self._asking = False
            with scratch:  # pictures are in the panel once it shows them
                if self.panel is not None:
                    self._asked = asked
                    self.panel.show_answer(answer, colours)

        def failed(error: BaseException) -> None:
            stopped()
            self._messages.show_error(error)

        def stopped() -> None:
            self._asking = False
            scratch.cleanup()

        self._runner.serve(Order(tr("Terralex: why here?"), "explain", request.to_dict(), done, failed, stopped))
        self._asking = True


def _on_layer(point: QgsPointXY, crs: Any, layer: QgsMapLayer) -> QgsPointXY:
    if not (crs.isValid() and layer.crs().isValid()) or crs == layer.crs():
        return point
    try:
        return QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance()).transform(point)
    except QgsCsException as error:
        raise InputError(
            tr("This place cannot be found on the raster."), tr("Click a place inside the result.")
        ) from error
