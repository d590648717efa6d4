"""The map follows: rough at once, one whole map for several changes, and nothing of a person's is lost on the way."""

import shutil

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QMessageBox
from terralex.core.errors import InputError, NotKeptError
from terralex.core.support import Choice, support_from
from terralex.plugin.gallery import following
from terralex.plugin.results import generations, pending
from terralex.plugin.results.layers import add_results, run_layers

CROSSED = Choice(rejected={"building": (1,)})
STARRED = Choice(favoured={"building": (2,)})


class Engine:
    """What was ordered, to be answered by hand."""

    def __init__(self):
        self.orders = []

    def order(self, title, command, request, on_done, at_end=lambda: None, folder="", on_error=None, on_cancel=None):
        self.orders.append((command, request, on_done, at_end, on_error, on_cancel))

    @property
    def commands(self):
        return [order[0] for order in self.orders]

    @property
    def support(self):
        """What the last order was asked with."""
        return support_from(self.orders[-1][1].support)

    def done(self, result):
        self._end(2, result)

    def fail(self, error):
        self._end(4, error)

    def stop(self):
        self._end(5)

    def _end(self, which, *values):
        order = self.orders[-1]
        order[3]()
        order[which](*values)


@pytest.fixture
def desk(dock, results, qgis_canvas, monkeypatch):
    """The gallery's desk on a run whose raster is seen, and an engine that is answered by hand."""
    add_results(QgsProject.instance(), results, dock.form.classes.specs(), "image")
    layers = run_layers(QgsProject.instance(), None)
    crs = qgis_canvas.mapSettings().destinationCrs()
    qgis_canvas.resize(400, 300)
    qgis_canvas.setDestinationCrs(layers["polygons"].crs())
    qgis_canvas.setExtent(layers["polygons"].extent())
    made = dock.review.gallery
    made.page = dock.review.page
    made.engine, made.cancelled, made.pause_ms = Engine(), [], 50
    monkeypatch.setattr(made, "order", made.engine.order)
    monkeypatch.setattr(dock._runner, "cancel", lambda: made.cancelled.append(1))
    made.attach(layers["polygons"])
    yield made
    qgis_canvas.setDestinationCrs(crs)


def turned(desk, monkeypatch, held):
    """Let the next new generation be shown, of which `held` holds then."""

    def turn(layers, edits, result):
        monkeypatch.setattr(following, "support_now", lambda _run: held)
        desk.turned()
        return True

    monkeypatch.setattr(desk, "turn", turn)


def paused(qtbot, desk):
    count = len(desk.engine.orders)
    qtbot.waitUntil(lambda: len(desk.engine.orders) > count, timeout=5000)


def test_several_changes_in_a_row_make_one_whole_map(qtbot, desk, monkeypatch):
    engine = desk.engine
    desk.change("building", CROSSED)
    desk.change("road", STARRED)
    desk.change("building", STARRED)
    assert engine.commands == ["rescore_rough"] and desk.pending
    engine.done({"path": "none.tif"})
    assert engine.commands == ["rescore_rough"] * 2 and engine.support == {"building": STARRED, "road": STARRED}
    engine.done({"path": "none.tif"})
    paused(qtbot, desk)
    assert engine.commands[2:] == ["rescore"] and engine.support == {"building": STARRED, "road": STARRED}
    turned(desk, monkeypatch, {"building": STARRED, "road": STARRED})
    engine.done({"changed": 0.125, "notes": []})
    assert not desk.pending and "12 % of it changed" in desk.page.status.text()


def test_a_whole_map_is_given_up_for_what_is_said_meanwhile(qtbot, desk):
    engine = desk.engine
    desk.change("building", CROSSED)
    engine.done({"path": "none.tif"})
    desk.apply()
    assert engine.commands == ["rescore_rough", "rescore"]
    desk.change("building", STARRED)
    assert desk.cancelled == [1] and len(engine.orders) == 2, "one after the other"
    engine.stop()
    assert engine.commands[2:] == ["rescore_rough"] and engine.support == {"building": STARRED}


def test_one_beside_a_run_is_not_stopped_and_the_next_follows_it(qtbot, desk, monkeypatch):
    engine = desk.engine
    monkeypatch.setattr(type(desk._runner), "busy", property(lambda _self: True))
    desk.change("building", CROSSED)
    engine.done({"path": "none.tif"})
    desk.apply()
    desk.change("building", STARRED)
    assert not desk.cancelled, "that would stop the run"
    turned(desk, monkeypatch, {"building": CROSSED})
    engine.done({"changed": None, "notes": []})
    assert engine.commands[2:] == ["rescore_rough"] and engine.support == {"building": STARRED}


def test_what_is_drawn_anew_is_not_waited_for_twice(desk):
    desk.pause_ms = 10**6
    desk.change("building", Choice(more=8))
    desk.engine.done({"path": "none.tif"})
    assert desk.engine.commands == ["rescore_rough", "rescore"]


def test_marking_back_what_was_marked_asks_for_nothing(qtbot, desk):
    desk.change("building", CROSSED)
    desk.change("building", Choice())
    desk.engine.done({"path": "none.tif"})
    assert desk.engine.commands == ["rescore_rough"] and not desk.pending
    assert not desk._timer.isActive()


def test_edits_that_are_not_saved_are_asked_about_by_apply_and_not_in_a_pause(qtbot, desk, monkeypatch):
    asked = []
    answers = iter([QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Yes])
    monkeypatch.setattr(pending.QMessageBox, "question", lambda *a: (asked.append(a[2]), next(answers))[1])
    polygons = desk._layer
    polygons.startEditing()
    polygons.changeAttributeValue(1, polygons.fields().indexOf("reviewed"), True)
    desk.change("building", CROSSED)
    desk.engine.done({"path": "none.tif"})
    qtbot.waitUntil(lambda: "not saved yet" in desk.page.status.text(), timeout=5000)
    assert not asked and desk.engine.commands == ["rescore_rough"]
    desk.apply()
    assert len(asked) == 1 and polygons.isModified() and desk.engine.commands == ["rescore_rough"]
    desk.apply()
    assert "before the whole map follows" in asked[1] and not polygons.isModified()
    assert desk.engine.commands == ["rescore_rough", "rescore"]


def test_what_the_engine_refuses_is_told_and_stays_to_be_applied(desk, said):
    desk.change("building", Choice(words=("no such thing",)))
    desk.engine.fail(InputError("The word is not known.", "Use another."))
    assert desk.engine.commands == ["rescore_rough", "rescore"], "the whole map says what is wrong"
    desk.engine.fail(InputError("The word is not known.", "Use another."))
    assert "The word is not known." in said() and desk.pending and not desk._going
    assert desk.forget(desk._layer) and not desk.pending


def test_windows_that_are_not_kept_are_encoded_only_where_that_is_agreed_to(desk, monkeypatch, said):
    answers = iter([QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
    monkeypatch.setattr(generations.QMessageBox, "question", lambda *a: next(answers))
    desk.change("building", CROSSED)
    desk.engine.done({"path": "none.tif"})
    for _ in range(2):
        desk.apply()
        desk.engine.fail(NotKeptError("Features of 3 of 24 windows are not kept any more.", "Encode them."))
    assert [order[1].encode for order in desk.engine.orders[1:]] == [False, False, True]
    assert "3 of 24" not in said(), "it was answered already"


def test_the_pictures_of_two_runs_are_not_mixed(desk, dock, results, tmp_path):
    other = shutil.copytree(results["folder"], tmp_path / "other_run")
    files = {key: str(other / path.rsplit("/", 1)[-1]) for key, path in results.items() if key != "folder"}
    add_results(QgsProject.instance(), {**files, "folder": str(other)}, dock.form.classes.specs(), "other")
    second = next(
        layer for layer in QgsProject.instance().mapLayers().values()
        if str(other) in layer.source() and "segments" in layer.source()
    )  # fmt: skip
    desk.change("building", CROSSED)
    with pytest.raises(InputError, match="changes that its map does not show yet"):
        desk.attach(second)
    assert not desk.forget(second) and desk.pending
    assert desk.forget(desk._layer)
    desk.attach(second)
    assert desk._layer is second and not desk.pending


def test_a_run_that_leaves_the_project_takes_its_choices_along(qtbot, desk):
    desk.change("building", CROSSED)
    QgsProject.instance().clear()
    assert desk._layer is None and not desk.pending
    desk.engine.done({"path": "none.tif"})
    assert desk.engine.commands == ["rescore_rough"]
