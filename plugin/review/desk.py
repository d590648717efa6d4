"""Review in QGIS: turns to a result when its page is seen, ties keys and buttons to it, and leaves all as it was."""

from __future__ import annotations

from functools import partial
from typing import Any, Callable, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject

from ...core.errors import InputError, OutputError
from ...core.vocabulary import BACKGROUND
from ..engine.runner import Runner
from ..gallery.desk import GalleryDesk
from ..messages import Messages, guarded
from ..results.classes import ClassEdits
from ..results.layers import hide_other_runs, layer_of, role_of, run_layers, run_of
from ..results.looked import REVIEWER
from ..results.teach import Teacher, before_lesson
from ..translation import tr
from .figures import Figures, in_words
from .keys import (
    ACCEPT,
    BEFORE,
    BORDER,
    CONFIDENCE,
    FIND,
    GALLERY,
    HELD,
    HIDE,
    LARGER,
    LEARN,
    NEXT,
    OF_POLYGONS,
    PREVIOUS,
    SECOND,
    SKIP,
    SMALLER,
    TAKE_BACK,
    UNDO,
    WAND,
    Keys,
)
from .keys_dialog import KeysDialog
from .page import TOOLS, ReviewPage
from .queue import Filter
from .session import Session
from .tool import KeyFilter
from .toolbox import GIVES_CLASS, ToolBox, reshape, shape_edits
from .wand import Likeness

Drawn = Callable[[], Optional[tuple[QgsGeometry, QgsCoordinateReferenceSystem]]]


class Review(QObject):
    """The page and what it acts on.

    Args:
        iface: QGIS.
        runner: Is asked what looks alike.
        edits: Knows the classes of a result, also those that are not saved yet.
        messages: Tells about errors.
        drawn: The area that was drawn, with its coordinate system; None where none was.
    """

    def __init__(self, iface: Any, runner: Runner, edits: ClassEdits, messages: Messages, drawn: Drawn) -> None:
        super().__init__()
        self._iface, self._edits, self._messages, self._drawn = iface, edits, messages, drawn
        self.keys = Keys()
        self.page = ReviewPage(self.keys)
        self.session: Optional[Session] = None
        self.dialog: Optional[KeysDialog] = None
        self._filter = KeyFilter(self.keys, OF_POLYGONS, self)
        self.box = ToolBox(iface.mapCanvas(), self._filter, messages, Likeness(runner))
        self.teacher = Teacher(iface, runner, messages, self.page.say)
        self.gallery = GalleryDesk(iface, runner, messages, self.page.say)
        self.teacher.turned = self.gallery.reload
        self._class: Optional[int] = None  # that strokes give
        self._fill_menu()
        self._connect()
        self.page.say("")

    def _connect(self) -> None:
        page, act = self.page, self._guard(self._act)
        page.seen.connect(self._guard(self._on_seen))
        page.action.connect(act)
        page.chosen.connect(self._guard(self._on_class))
        page.held.connect(self._guard(self._on_held))
        page.ordered.connect(self._guard(self._on_order))
        page.filtered.connect(self._guard(self._on_filter))
        page.dimmed.connect(self._guard(self._on_dimmed))
        page.faded.connect(self._guard(self._on_faded))
        page.keys_wanted.connect(self._guard(self.ask_keys))
        page.save_wanted.connect(self._guard(self._save))
        page.classes.left.connect(self._to_map)
        self._filter.pressed.connect(self._guard(self._on_key))
        self._filter.released.connect(self._guard(self._on_released))
        self.box.choosing.clicked.connect(self._guard(self._on_click))
        self.box.chosen.connect(self._guard(self._on_tool))
        self.box.done.connect(self._guard(self._on_drawn))
        self.box.said.connect(page.say)
        self.box.changed.connect(self._guard(self._say_tool))
        self._iface.currentLayerChanged.connect(self._on_layer)

    def _fill_menu(self) -> None:
        menu = self.page.shape_menu
        for label, edit in shape_edits(self._cells).values():
            menu.addAction(label).triggered.connect(self._guard(partial(self._reshape, edit)))
        border = menu.addAction(tr("Move its border"))
        border.setCheckable(True)
        border.triggered.connect(self._guard(lambda *_: self.box.pick(BORDER)))

    def _guard(self, action: Callable[..., None]) -> Callable[..., None]:
        return guarded(action, self._messages.show_error)

    # which result

    def open(self) -> None:
        """Review the run of the active layer, or else the topmost one; without any, the page says so."""
        project = QgsProject.instance()
        try:
            layer: Any = run_layers(project, self._iface.activeLayer()).get("polygons")
        except InputError:
            layer = None
        if layer is None or not layer.isValid():
            self.page.show_current(tr("There is no result in this project. Press Run first."))
            self.page.offer(())
            return
        self.begin(layer)

    def begin(self, layer: QgsVectorLayer) -> None:
        """Review a run's polygons.

        Raises:
            InputError: they cannot be edited.
        """
        if self.session is not None and self.session.layer is layer:
            return
        self.close()
        canvas = self._iface.mapCanvas()
        self._iface.setActiveLayer(layer)
        hide_other_runs(layer)
        self.session = Session(canvas, layer, lambda: self._edits.table(layer))
        layer.willBeDeleted.connect(self._on_gone)
        self.session.settled.connect(self._guard(self._show))
        self.session.said.connect(self.page.say)
        self.page.opacity.setValue(round(100 * layer.opacity()))
        self.session.queue.arrange(str(self.page.order.currentData()))
        self._on_filter()
        self.session.look.set_floor(self.page.confidence.floor, self.page.confidence.hides.isChecked())
        self.box.set_layer(layer)
        self._class = None
        self._to_map()
        self._show()

    def close(self) -> None:
        """Leave the result that is reviewed, if any."""
        session, self.session = self.session, None
        if session is None:
            return
        self.page.let_go()
        session.layer.willBeDeleted.disconnect(self._on_gone)
        session.close()
        self.box.set_layer(None)

    def close_down(self) -> None:
        """The plugin is leaving."""
        self._iface.currentLayerChanged.disconnect(self._on_layer)
        self.close()
        self.gallery.close_down()
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None

    def _on_gone(self) -> None:
        session, self.session = self.session, None
        if session is not None:
            session.abandon()
        self.box.set_layer(None)
        self.page.show_current(tr("There is no result in this project. Press Run first."))
        self.page.offer(())

    def _on_seen(self, seen: bool) -> None:
        if seen:
            self.open()
        else:
            self.close()

    def _on_layer(self, layer: Optional[QgsMapLayer]) -> None:
        """Another run's polygons became the active layer: that is what people look at."""
        session = self.session
        if session is None or layer is None or layer is session.layer or role_of(layer) != "polygons":
            return
        if run_of(layer) != run_of(session.layer):
            self._guard(self.begin)(layer)

    # what people do

    def _on_key(self, action: str) -> None:
        """As its button, but the wand's key gives what is shown: the hand need not leave the place for a click."""
        if action == WAND and self.box.current == WAND:
            self.box.tools[WAND].give()
        else:
            self._act(action)

    def _act(self, action: str) -> None:
        session = self.session
        if session is None:
            return
        self.page.say("")
        if self.box.current is None:
            self._to_map()  # a button of the page was pressed while another tool of QGIS was in use
        if action in TOOLS:
            self.box.pick(action)
            self._say_tool()
        elif action == LEARN:
            self.teacher.learn()
        elif action == GALLERY:
            self.gallery.open()
        elif action == TAKE_BACK:
            if not self.gallery.forget(session.layer):
                self.teacher.take_back()
        elif action in (SMALLER, LARGER):
            self.box.resize(action == LARGER)
        elif action == FIND:
            self.page.classes.ask()
        elif action.startswith("class:") and self.box.current in GIVES_CLASS:
            class_id = session.class_of(int(action[6:]))
            if class_id is not None:
                self._on_class(class_id)
        else:
            session.act(action)
            if not self.page.status.text():
                self._say_tool()

    def _on_class(self, class_id: int) -> None:
        if self.session is None:
            return
        self.page.say("")
        if self.box.current in GIVES_CLASS:
            self._class = class_id
            self._say_tool()
            self._show()
        else:
            self.session.relabel(class_id)

    def _on_tool(self, name: Optional[str]) -> None:
        session = self.session
        self.page.show_tool(name)
        if not name:
            self.page.say("")  # of the tool that is put away
        if session is None:
            return
        if name in GIVES_CLASS and self._class is None and session.current is not None:
            self._class = session.current.class_id
        self._show()

    def _say_tool(self) -> None:
        """What a stroke does now."""
        if self.session is not None and self._class is not None and self.box.current in GIVES_CLASS:
            name = self._edits.table(self.session.layer).names().get(self._class, "")
            if self.box.current == WAND and self.box.tools[WAND].on_features:
                text = tr("By what the run has seen: a click makes it {name}. The wheel sizes it, Esc ends.")
            elif self.box.current == WAND:
                text = tr("By the picture's colours: a click makes it {name}. The wheel sizes it, Esc ends.")
            else:
                text = tr("Strokes become {name}. A digit chooses another class, Esc ends.")
            self.page.say(text.format(name=name))

    def _on_drawn(self, fid: int) -> None:
        if self.session is not None and fid in self.session.rows.by_fid:
            self.session.go(fid, fly_there=False)

    def _reshape(self, edit: Callable[..., Any], *_checked: object) -> None:
        if self.session is None:
            return
        fid = reshape(self.session.layer, self.session.queue.current, edit)
        if fid is None:
            self.page.say(tr("Nothing had to be changed."))
        else:
            self._on_drawn(fid)

    def _cells(self) -> tuple[float, float, float, float]:
        """The cells of the run's class raster, which the polygons were made of."""
        raster = layer_of(run_layers(QgsProject.instance(), self._iface.activeLayer()), "classes")
        box = raster.extent()
        return raster.rasterUnitsPerPixelX(), raster.rasterUnitsPerPixelY(), box.xMinimum(), box.yMaximum()

    def _on_held(self, action: str, down: bool) -> None:
        if self.session is None:
            return
        if down:
            self.session.act(action)
        else:
            self.session.release(action)

    def _on_released(self, action: str) -> None:
        if self.session is not None and action in HELD:
            self.session.release(action)

    def _on_click(self, place: Any) -> None:
        if self.session is not None:
            self.session.look_at(place)

    def _on_order(self, order: str) -> None:
        if self.session is not None:
            self.session.queue.arrange(order)
            self.session.start_over()

    def _on_filter(self) -> None:
        session = self.session
        if session is None:
            return
        page = self.page
        within = self._in_drawn(session.layer) if page.drawn.isChecked() else None
        session.queue.narrow(Filter(page.only.currentData(), page.unreviewed.isChecked(), within))
        session.start_over()

    def _in_drawn(self, layer: QgsVectorLayer) -> Optional[frozenset[int]]:
        """The polygons that meet the drawn area; None, and the box without its tick, where none was drawn."""
        drawn = self._drawn()
        if drawn is None:
            self.page.drawn.setChecked(False)
            self.page.say(tr("No area is drawn. Draw one on the page Make, under Area."))
            return None
        shape, crs = QgsGeometry(drawn[0]), drawn[1]
        shape.transform(QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance()))
        request = QgsFeatureRequest().setFilterRect(shape.boundingBox()).setNoAttributes()
        return frozenset(f.id() for f in layer.getFeatures(request) if f.geometry().intersects(shape))

    def _on_dimmed(self, floor: float, hides: bool) -> None:
        if self.session is not None:
            self.session.look.set_floor(floor, hides)

    def _on_faded(self, opacity: float) -> None:
        if self.session is not None and round(100 * self.session.layer.opacity()) != round(100 * opacity):
            self.session.layer.setOpacity(opacity)
            self.session.layer.triggerRepaint()

    def ask_keys(self) -> None:
        """Show the list of keys, where others can be chosen."""
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = KeysDialog(self.keys, REVIEWER, self._iface.mainWindow())
        self.dialog.accepted.connect(self.page.name_keys)
        self.dialog.show()

    def _save(self) -> None:
        layer = self.session.layer if self.session is not None else None
        if layer is None:
            return
        if not layer.commitChanges(False):  # it stays in editing mode
            raise OutputError(
                tr("The edits of “{layer}” cannot be saved: {errors}.").format(
                    layer=layer.name(), errors="; ".join(layer.commitErrors())
                ),
                tr("Correct them, or discard them, and try again."),
            )
        self.page.say(tr("The edits are saved."))

    # what people see

    def _show(self) -> None:
        session = self.session
        if session is None:
            return
        page, layer = self.page, session.layer
        entries = self._edits.table(layer).live
        page.show_classes([*((e.value, e.spec.name, e.spec.colour) for e in entries), (0, BACKGROUND, "")])
        figures, row, chosen = Figures.of(session.rows.by_fid.values()), session.current, layer.selectedFeatureCount()
        self.box.follow(session.queue.current, self._class)
        page.show_progress(figures.reviewed)
        marked = row.class_id if row is not None and not chosen else None
        page.classes.show_shares(figures.shares, self._class if self.box.current in GIVES_CLASS else marked)
        page.confidence.show_bins(figures.bins)
        names = self._edits.table(layer).names()
        page.show_current(in_words(row, names, chosen, layer.crs()))
        there = [NEXT, PREVIOUS, SKIP, UNDO, HIDE, CONFIDENCE, LEARN, GALLERY, *TOOLS]
        if before_lesson(run_of(layer)) is not None:
            there += [BEFORE, TAKE_BACK]
        if row is not None or chosen:
            there += [ACCEPT, SECOND]
        page.offer(there)
        page.save_button.setEnabled(layer.isModified())

    def _to_map(self) -> None:
        """One of Review's tools on the map, and the keys to it."""
        if self.session is not None and self.box.current is None:
            self.box.pick("")
        self._iface.mapCanvas().setFocus()
