"""Class lists from files, spreadsheets, layers and earlier runs; classes switched on and off; colours of ramps."""

import json

import numpy as np
import pytest
import rasterio
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsFillSymbol,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QApplication
from terralex.core.errors import InputError
from terralex.core.vocabulary import parse_names
from terralex.plugin.panel import class_lists
from terralex.plugin.panel.class_lists import of_field, of_style, parse_pasted
from terralex.plugin.panel.class_table import NAME, ClassTable

from ..ends import finishing


@pytest.fixture
def table(qtbot):
    made = ClassTable()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def parcels(qgis_new_project):
    """A polygon layer with a field of land use, styled by it."""
    layer = QgsVectorLayer("Polygon?field=use:string&field=id:integer", "parcels", "memory")
    for number, use in enumerate(["forest", "road", "forest", "", None, "lake"]):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([use, number])
        layer.dataProvider().addFeatures([feature])
    styles = [("forest", "#14592a"), ("road", "#6e6e6e"), ("", "#ffffff")]
    layer.setRenderer(
        QgsCategorizedSymbolRenderer(
            "use",
            [QgsRendererCategory(use, QgsFillSymbol.createSimple({"color": colour}), use) for use, colour in styles],
        )
    )
    QgsProject.instance().addMapLayer(layer)
    return layer


def paste(qtbot, line):
    """Ctrl+V, and then a key without Ctrl: Qt remembers what was held, also for the tests that follow."""
    qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(line, Qt.Key.Key_End)


def names(specs):
    return [spec.name for spec in specs]


def test_rows_of_a_spreadsheet_give_names_words_kinds_and_colours():
    text = "name\tother words\tkind\tcolour\nbuilding\thouse|roof\tthing\t#d7191c\nwater\tlake, pond\tstuff\t\n"
    first, second = parse_pasted(text)
    assert (first.name, first.words, first.kind, first.colour) == ("building", ("house", "roof"), "thing", "#d7191c")
    assert (second.name, second.words, second.kind) == ("water", ("lake", "pond"), "stuff")
    assert names(parse_pasted("road\npond\n\n")) == ["road", "pond"]
    assert names(parse_pasted("0\tbackground\t\tstuff\n1\troad\t\tstuff")) == ["road"]


def test_pasting_cells_into_the_line_fills_the_table(qtbot, table):
    QApplication.clipboard().setText("building\thouse\nroad\tstreet\n")
    paste(qtbot, table.line)
    assert names(table.specs()) == ["building", "road"] and table.specs()[1].words == ("street",)
    QApplication.clipboard().setText("pond, tree")
    paste(qtbot, table.line)
    assert table.line.text() == "pond, tree", "one line is pasted as it is"


def test_a_class_that_is_switched_off_is_not_asked_for_but_stays(table):
    table.set_specs(parse_names("building, road, water"))
    table.table.item(1, NAME).setCheckState(Qt.CheckState.Unchecked)
    assert names(table.specs()) == ["building", "water"] and len(table.rows()) == 3
    table.table.selectRow(1)
    table.move(1)
    assert [row.on for row in table.rows() if row.name == "road"] == [False]
    for line in range(3):
        table.table.item(line, NAME).setCheckState(Qt.CheckState.Unchecked)
    with pytest.raises(InputError, match="no class"):
        table.specs()


def test_a_saved_list_is_loaded_as_it_was(table, tmp_path):
    table.set_specs(parse_names("building: house|roof, road"))
    before = table.specs()
    table.menu.save(str(tmp_path / "mine.csv"), table.specs())
    table.set_specs(parse_names("water"))
    table.menu.load(str(tmp_path / "mine.csv"))
    assert [(s.name, s.words, s.colour) for s in table.specs()] == [(s.name, s.words, s.colour) for s in before]


def test_a_file_that_is_no_class_list_is_refused_and_the_table_stays(qtbot, table, tmp_path, monkeypatch):
    table.set_specs(parse_names("water"))
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    monkeypatch.setattr(
        "terralex.plugin.panel.class_menu.QFileDialog.getOpenFileName", lambda *_: (str(tmp_path / "other.csv"), "")
    )
    with qtbot.waitSignal(table.refused) as caught:
        table.menu._fill()
        table.menu.menu().actions()[0].trigger()
    assert "no column “name”" in str(caught.args[0]) and names(table.specs()) == ["water"]


def test_a_layers_style_names_classes_with_their_colours(parcels):
    specs = of_style(parcels)
    assert [(s.name, s.colour) for s in specs] == [("forest", "#14592a"), ("road", "#6e6e6e")]


def test_a_paletted_raster_names_classes(tmp_path):
    path = tmp_path / "old.tif"
    with rasterio.open(path, "w", "GTiff", 4, 4, 1, dtype="uint8") as out:
        out.write(np.ones((1, 4, 4), np.uint8))
    layer = QgsRasterLayer(str(path), "old")
    classes = [
        QgsPalettedRasterRenderer.Class(0, QColor("#000000"), "background"),
        QgsPalettedRasterRenderer.Class(1, QColor("#2c7bb6"), "water"),
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))
    assert class_lists.styled(layer) and [(s.name, s.colour) for s in of_style(layer)] == [("water", "#2c7bb6")]


def test_a_field_names_classes_and_one_with_too_many_values_is_refused(parcels):
    assert names(of_field(parcels, "use")) == ["forest", "lake", "road"]
    numbered = [QgsFeature(parcels.fields()) for _ in range(300)]
    for number, feature in enumerate(numbered):
        feature.setAttributes(["road", number])
    parcels.dataProvider().addFeatures(numbered)
    with pytest.raises(InputError, match="more than 200 different values"):
        of_field(parcels, "id")


def test_the_menu_offers_layers_and_a_click_takes_their_classes(table, parcels):
    table.menu._fill()
    styles = next(a.menu() for a in table.menu.menu().actions() if a.text() == "From a layer's style")
    next(a for a in styles.actions() if a.text() == "parcels").trigger()
    assert names(table.specs()) == ["forest", "road"]


def test_lists_of_runs_are_remembered_latest_first_and_damage_is_left_out(table):
    class_lists.remember(parse_names("building, road"))
    class_lists.remember(parse_names("water"))
    class_lists.remember(parse_names("building, road"))
    assert [names(one) for one in class_lists.recent()] == [["building", "road"], ["water"]]
    class_lists.settings.put("class_lists", json.dumps([[{"name": ""}], [{"name": "pond"}], 3]))
    assert [names(one) for one in class_lists.recent()] == [["pond"]]
    class_lists.settings.put("class_lists", "{")
    assert class_lists.recent() == []


def test_a_ramp_colours_the_classes_in_their_order(table):
    table.set_specs(parse_names("building, road, water"))
    ramp = "Viridis" if "Viridis" in class_lists.ramps() else class_lists.ramps()[0]
    table.menu.coloured.emit(ramp)
    colours = [spec.colour for spec in table.specs()]
    assert colours == class_lists.ramp_colours(ramp, 3) and len(set(colours)) == 3


def test_a_run_puts_its_classes_among_the_recent_ones(qtbot, dock, staged, results):
    staged({"say": {"event": "result", "result": results}})
    with finishing(qtbot, dock, 20000):
        dock.run()
    assert names(class_lists.recent()[0]) == ["building", "road"]


def test_the_values_of_a_list_reach_the_run_however_the_table_was_changed(qtbot, dock, staged, results, tmp_path):
    (tmp_path / "mine.csv").write_text("value,name\n112,road\n11,building\n")
    table = dock.form.classes
    table.menu.load(str(tmp_path / "mine.csv"))
    table.table.selectRow(1)
    table.move(-1)
    QApplication.clipboard().setText("40\twater\tlake\n")
    paste(qtbot, table.line)
    staged({"say": {"event": "result", "result": results}})
    with finishing(qtbot, dock, 20000):
        dock.run()
    asked = {each["name"]: each["value"] for each in staged.requests()[-1]["config"]["classes"]}
    assert asked == {"building": 11, "road": 112, "water": 40} and list(asked) == ["building", "road", "water"]
    assert [spec.value for spec in class_lists.recent()[0]] == [11, 112, 40]
