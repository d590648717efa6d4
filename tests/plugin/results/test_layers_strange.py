"""Results of somebody else: their styles, forms and actions stay in their files, and their words are only words."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from qgis.core import (
    QgsEditFormConfig,
    QgsExpressionContext,
    QgsLayoutItemLegend,
    QgsPrintLayout,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel
from terralex.core.errors import InputError
from terralex.core.files.qml import class_style
from terralex.core.vocabulary import ClassSpec, as_cell, from_cell, read_class_list, write_class_list
from terralex.plugin.engine.inputs import check_image
from terralex.plugin.panel.class_lists import of_style
from terralex.plugin.results.layers import add_results, repoint, run_layers
from terralex.plugin.results.why import WhyPanel
from terralex.plugin.runs.on_disk import find_runs, read_run
from terralex.plugin.wording import as_typed, plain_labels

from ..runs.test_on_disk import write_recipe

SPECS = (ClassSpec("building", colour="#e02020"), ClassSpec("road", colour="#2020e0"))
HTML = "<img src=/dev/zero>"
EXPRESSION = "[% env('HOME') %]"


@pytest.fixture
def styled(results, qgis_new_project):
    """The polygons with a style of somebody's, in the GeoPackage and beside it."""
    layer = QgsVectorLayer(results["segments"] + "|layername=segments", "theirs", "ogr")
    form = layer.editFormConfig()
    form.setInitCode("open('/tmp/never', 'w')")
    form.setInitCodeSource(QgsEditFormConfig.PythonInitCodeSource.CodeSourceDialog)
    form.setInitFunction("formOpen")
    layer.setEditFormConfig(form)
    from qgis.core import QgsAction

    layer.actions().addAction(QgsAction(QgsAction.ActionType.GenericPython, "Zoom to polygon", "print(1)", False))
    layer.setMapTipTemplate(f"<b>{HTML}</b>")
    layer.setDisplayExpression("env('HOME')")
    assert layer.saveStyleToDatabase("default", "", True, "") == ""
    assert layer.saveNamedStyle(str(Path(results["segments"]).with_suffix(".qml")))[1]
    meta = layer.metadata()
    meta.setAbstract(HTML)
    layer.setMetadata(meta)
    for raster in ("classes", "confidence"):
        Path(results[raster]).with_suffix(".qml").write_text("<qgis hasScaleBasedVisibilityFlag='1' minScale='1'/>")
    del layer
    plain = QgsVectorLayer(results["segments"] + "|layername=segments", "as QGIS opens it", "ogr")
    assert plain.actions().actions() and plain.editFormConfig().initCode()  # the attempt is a real one
    return results


def test_what_a_geopackage_brings_along_is_not_taken(styled):
    add_results(QgsProject.instance(), styled, SPECS, "image")
    layers = run_layers(QgsProject.instance(), None)
    layer = layers["polygons"]
    form = layer.editFormConfig()
    assert form.initCode() == "" and form.initFunction() == "" and form.initCodeSource() == 0
    assert layer.actions().actions() == [] and layer.mapTipTemplate() == ""
    assert layer.displayExpression() == '"class_name"' and layer.metadata().abstract() == ""
    assert [c.label() for c in layer.renderer().categories()] == ["building", "road", "background"]
    assert not layers["classes"].hasScaleBasedVisibility() and not layers["confidence"].hasScaleBasedVisibility()


def test_a_layer_that_shows_another_file_does_not_take_its_style(styled):
    add_results(QgsProject.instance(), styled, SPECS, "image")
    layer = run_layers(QgsProject.instance(), None)["polygons"]
    other = Path(styled["folder"]) / "segments_edit1.gpkg"
    shutil.copy(styled["segments"], other)
    with sqlite3.connect(other) as base:
        assert base.execute("SELECT count(*) FROM layer_styles").fetchone() == (1,)
    repoint(layer, other)
    assert layer.actions().actions() == [] and layer.editFormConfig().initCode() == ""


def test_a_link_among_a_runs_results_is_not_followed(results, image, pack, tmp_path):
    folder = Path(results["folder"])
    write_recipe(folder, image, "starter")
    shutil.move(results["segments"], tmp_path / "elsewhere.gpkg")
    Path(results["segments"]).symlink_to(tmp_path / "elsewhere.gpkg")
    run = read_run(folder)
    assert run is not None
    with pytest.raises(InputError, match=r"segments\.gpkg of the run .* is a link to somewhere else"):
        run.result()


def test_a_run_of_somebody_else_names_a_pack_by_name(tmp_path, image):
    for number, (asked, name) in enumerate((("/evil/pack", "starter"), ("./evil", "../evil"), ("https://x/y", "x:y"))):
        folder = tmp_path / str(number)
        write_recipe(folder, image, asked, made={"name": name})
    assert read_run(tmp_path / "0").config().pack == "starter"
    assert read_run(tmp_path / "1") is None and read_run(tmp_path / "2") is None


def test_a_folder_that_is_a_link_is_not_an_earlier_run(tmp_path, image):
    write_recipe(tmp_path / "real", image, "starter")
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "linked").symlink_to(tmp_path / "real")
    assert find_runs([tmp_path / "list"]) == []
    assert [run.folder.name for run in find_runs([tmp_path])] == ["real"]


@pytest.mark.parametrize("kind", ["address", "service", "mosaic", "in an archive"])
def test_a_raster_that_a_recipe_names_is_a_file_of_this_computer(tmp_path, kind):
    path = tmp_path / "image.tif"
    if kind == "service":
        path.write_text("<GDAL_WMS><Service name='TMS'><ServerUrl>http://127.0.0.1:9/</ServerUrl></Service></GDAL_WMS>")
    elif kind == "mosaic":
        path.write_text("<VRTDataset><SourceFilename>/vsicurl/http://127.0.0.1:9/a.tif</SourceFilename></VRTDataset>")
    name = {
        "address": "/vsicurl/http://127.0.0.1:9/a.tif",
        "in an archive": "/vsizip//vsicurl/http://127.0.0.1:9/a.zip",
    }
    with pytest.raises(InputError, match="is not a plain file of this computer"):
        check_image(name.get(kind, str(path)))


def test_a_plain_raster_is_taken_and_one_that_is_gone_is_left_to_others(image, tmp_path):
    assert check_image(str(image)) is None and check_image(str(tmp_path / "gone.tif")) is None


def test_expressions_in_class_names_are_not_evaluated_in_a_layouts_legend(results, qgis_new_project):
    project = QgsProject.instance()
    specs = (ClassSpec(EXPRESSION, colour="#e02020"), ClassSpec("road", colour="#2020e0"))
    add_results(project, results, specs, EXPRESSION)
    layers = run_layers(project, None)
    legend = QgsLayoutItemLegend(QgsPrintLayout(project))
    model = legend.model()
    context = QgsExpressionContext()
    seen = []
    for layer in layers.values():
        for node in model.layerLegendNodes(project.layerTreeRoot().findLayer(layer.id())):
            if hasattr(node, "evaluateLabel"):
                node.evaluateLabel(context)
            seen.append(str(node.data(Qt.ItemDataRole.DisplayRole)))
        seen.append(layer.name())
    assert any("env(" in text for text in seen) and not any("[% env" in text for text in seen)
    assert next(iter(of_style(layers["polygons"]))).name == EXPRESSION  # and comes back as it was


def test_a_style_beside_exported_labels_holds_no_expression_and_the_class_keeps_its_name():
    style = class_style("class_name", {EXPRESSION: "#e02020", '"<x>': "#2020e0"})
    assert 'label="[\u2060% env(' in style and 'value="[% env(' in style and "&lt;x&gt;" in style
    assert style.count("<category ") == 3


def test_names_that_look_like_html_are_text_in_every_label(qtbot, dock):
    dock.form.classes.set_specs([ClassSpec(HTML), ClassSpec(f"{HTML}2")])
    problem = dock.form.classes.problem
    assert HTML in problem.text() and problem.textFormat() == Qt.TextFormat.PlainText
    auto = [label for label in dock.findChildren(QLabel) if label.textFormat() == Qt.TextFormat.AutoText]
    assert auto == []
    tip = dock.form.classes.table.item(0, 0).toolTip()
    assert "<img" not in tip and "&lt;img" in tip


def test_labels_that_are_html_on_purpose_stay_so_and_quote_names(qtbot):
    panel = WhyPanel()
    qtbot.addWidget(panel)
    plain_labels(panel)
    verdict = {"value": 1, "name": HTML, "share": 0.9, "witnesses": []}
    panel.show_answer({"class": HTML, "confidence": 0.9, "x": 1, "y": 2, "map": 1, "classes": [verdict]}, {})
    texts = [label.text() for label in panel.findChildren(QLabel)]
    assert any("&lt;img" in text for text in texts) and not any("<img" in text for text in texts)
    assert as_typed("a & b") == "a & b" and as_typed("<b>\nx") == "<qt>&lt;b&gt;<br>x</qt>"


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "'=1", "''-x", "'quoted'"])
def test_formulas_in_a_class_list_are_text_for_a_spreadsheet_and_come_back(tmp_path, name):
    path, word = tmp_path / "classes.csv", name.replace("|", "")
    write_class_list(path, [ClassSpec(name, (word, "b"), colour="#112233"), ClassSpec("road", colour="#332211")])
    cells = [cell for line in path.read_text().splitlines()[2:] for cell in line.split(",")]
    assert not any(cell.lstrip('"')[:1] in ("=", "+", "-", "@") for cell in cells)
    back = read_class_list(path).classes
    assert back[0].name == name and back[0].words == (word, "b") and back[1].name == "road"
    assert from_cell(as_cell(name)) == name
