"""“Load a class…”: a row whose looks come from a file, marked as such, kept wherever rows are kept, and run with."""

import json
from pathlib import Path

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFileDialog
from terralex.core.recipe import read_recipe
from terralex.core.vocabulary import ClassSpec, read_class_list
from terralex.plugin.engine.runner import Runner
from terralex.plugin.panel import class_lists
from terralex.plugin.panel.class_table import KIND, NAME, WORDS, Row

from ..ends import finishing

KEY = "ab" * 32
TOLD = {
    "key": KEY,
    "name": "house",
    "words": ["building"],
    "also": ["roof"],
    "kind": "thing",
    "colour": "#123456",
    "pack": {"name": "other", "version": "2.0", "hash": "0" * 64},
    "gsd_m": 0.5,
    "pictures": 6,
    "own": 0,
    "folder": "",
}


def rows(dock):
    return dock.form.classes.rows()


def load(qtbot, dock, staged, monkeypatch, tmp_path, **changes):
    staged({"say": {"event": "result", "result": {**TOLD, **changes}}})
    path = tmp_path / "house.terraclass"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    before = len(rows(dock)), [row.file for row in rows(dock)]
    menu = dock.form.classes.menu
    menu._fill()
    next(action for action in menu.menu().actions() if action.text() == "Load a class…").trigger()
    qtbot.waitUntil(lambda: (len(rows(dock)), [row.file for row in rows(dock)]) != before, timeout=20000)
    (request,) = staged.requests()
    assert (request["cmd"], request["config"]) == ("load_class", {"source": str(path)})


def test_the_row_is_marked_and_its_words_are_not_to_be_edited(qtbot, dock, staged, said, monkeypatch, tmp_path):
    load(qtbot, dock, staged, monkeypatch, tmp_path)
    assert [row.name for row in rows(dock)] == ["building", "road", "house"]
    table = dock.form.classes.table
    name, words = table.item(2, NAME), table.item(2, WORDS)
    assert not name.data(Qt.ItemDataRole.DecorationRole).isNull() and "class file" in name.toolTip()
    assert "class file" in name.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert words.text() == "roof" and not words.flags() & Qt.ItemFlag.ItemIsEditable
    assert table.item(0, NAME).data(Qt.ItemDataRole.DecorationRole) is None
    assert table.item(0, WORDS).flags() & Qt.ItemFlag.ItemIsEditable
    assert not dock.form.classes.problem.isVisible(), "the pack need not know its name"
    assert "“house” can be used with the pack “other” 2.0 alone: choose it before you run." in said()


def test_a_row_of_that_name_gives_way_and_keeps_its_place_and_colour(qtbot, dock, staged, said, monkeypatch, tmp_path):
    dock.form.classes.set_rows([Row("House ", "#aabbcc", words="shed", value=7), Row("road", "#000000")])
    mine = {**TOLD["pack"], "hash": dock.form.pack.currentData().hash}
    load(qtbot, dock, staged, monkeypatch, tmp_path, pack=mine, pictures=0)
    assert rows(dock)[0] == Row("house", "#aabbcc", "thing", "roof", True, 7, KEY) and len(rows(dock)) == 2
    assert "no picture came with it" in said() and "alone" not in said()


def test_a_file_that_is_refused_is_told_and_changes_nothing(qtbot, dock, staged, said):
    error = {"kind": "ModelError", "message": "x.terraclass is encrypted.", "hint": "Do not use it."}
    staged({"say": {"event": "error", **error}})
    before = rows(dock)
    dock.class_files.load("x.terraclass")
    qtbot.waitUntil(lambda: "x.terraclass is encrypted." in said(), timeout=20000)
    assert rows(dock) == before


def test_the_file_stays_with_the_row_in_projects_lists_and_what_is_done_with_rows(dock, tmp_path):
    table = dock.form.classes
    table.set_rows([Row("house", "#123456", "thing", "roof", True, 3, KEY), Row("road", "#000000", "stuff")])
    kept = rows(dock)
    table.table.selectRow(0)
    table.move(1)
    assert rows(dock) == kept[::-1]
    table.move(-1)
    table.table.cellWidget(0, KIND).setCurrentIndex(2)
    assert rows(dock)[0].file == KEY and rows(dock)[0].kind == "stuff"
    table.set_rows(kept)
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "work.qgz"))
    dock.set_classes("road")
    assert project.read(str(tmp_path / "work.qgz")) and rows(dock) == kept
    specs = table.specs()
    assert specs[0] == ClassSpec("house", ("roof",), "thing", "#123456", 3, KEY)
    class_lists.remember(specs)
    assert class_lists.recent()[0] == specs
    table.menu.save(str(tmp_path / "list.csv"), specs)
    table.menu.load(str(tmp_path / "list.csv"))
    assert [row.file for row in rows(dock)] == [KEY, ""] and read_class_list(tmp_path / "list.csv").classes[0] == specs[
        0
    ]


class TestWithTheRealEngine:
    """From a run to a file, and from the file to a run in which nothing is drawn."""

    @pytest.fixture
    def runner(self, engine):
        return Runner(engine)

    def test_a_saved_class_is_loaded_run_with_and_used_again(self, qtbot, filled_dock, said, tmp_path, monkeypatch):
        dock = filled_dock
        with finishing(qtbot, dock, 120000) as end:
            dock.run()
        first = Path(end.args[0]["folder"])
        done, file = [], tmp_path / "building.terraclass"
        request = {"run": str(first), "name": "building", "out": str(file)}
        dock._runner.ask("save", "save_class", request, done.append, done.append, lambda: done.append(None))
        qtbot.waitUntil(lambda: bool(done), timeout=120000)
        assert file.is_file() and done[0]["imagery"] == 0
        monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "empty"))
        qtbot.waitUntil(lambda: not dock._runner.busy, timeout=20000)
        dock.class_files.load(str(file))
        qtbot.waitUntil(lambda: bool(rows(dock)[0].file), timeout=60000)
        qtbot.waitUntil(lambda: not dock._runner.busy, timeout=20000)
        assert "none is drawn anew" in said()
        with finishing(qtbot, dock, 120000) as end:
            dock.run()
        recipe = read_recipe(Path(end.args[0]["folder"]))
        assert [bool(spec.get("file")) for spec in recipe["identity"]["classes"]] == [True, False]
        assert "building" not in recipe["prompts"] and "water" in json.dumps(recipe["prompts"])
