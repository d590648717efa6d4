"""Virtual fields and joins are exported as the layer shows them."""

import pytest
from qgis.core import (
    QgsExpressionContextUtils,
    QgsFeature,
    QgsField,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from terralex.core.errors import OutputError
from terralex.core.formats import FORMATS
from terralex.plugin.engine.runner import Runner
from terralex.plugin.results.beyond import write_beyond
from terralex.plugin.results.export import style_of

from ..processing.test_provider import provider, run  # noqa: F401
from .test_edits import make_road, read_with_ogr

SHAPEFILE, GPKG = FORMATS["shapefile"], FORMATS["gpkg"]
FILES = {key: each for key, each in FORMATS.items() if each.suffix}


@pytest.fixture
def runner(engine):
    """A runner on the real engine."""
    return Runner(engine)


def adorn(layer):
    """A virtual field that asks for the project, one that is a list, and a join to a table of owners."""
    kinds = QgsVectorLayer("NoGeometry?field=a:double&field=b:string&field=c:int[]", "", "memory").fields()
    QgsExpressionContextUtils.setProjectVariable(QgsProject.instance(), "factor", 2)
    for name, expression, kind in (
        ("зона 区", "class_id * 10.5 * @factor", kinds.at(0)),
        ("list", "array(1, class_id)", kinds.at(2)),
    ):
        field = QgsField(kind)
        field.setName(name)
        layer.addExpressionField(expression, field)
    owners = QgsVectorLayer("NoGeometry?field=key:string&field=owner:string", "owners", "memory")
    for name in ("building", "road"):
        row = QgsFeature(owners.fields())
        row.setAttributes([name, f"owner of {name}"])
        owners.dataProvider().addFeature(row)
    QgsProject.instance().addMapLayer(owners)
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(owners)
    join.setJoinFieldName("key")
    join.setTargetFieldName("class_name")
    join.setPrefix("by_")
    join.setUsingMemoryCache(True)
    assert layer.addJoin(join)
    return layer


RIGHT = {"building": (21.0, "1, 1", "owner of building"), "road": (42.0, "1, 2", "owner of road")}


def beyond_of(rows, virtual="зона 区"):
    return {row["class_name"]: (row[virtual], row["list"], row["by_owner"]) for row in rows}


@pytest.mark.parametrize("chosen", FILES.values(), ids=FILES)
def test_what_the_layer_shows_is_exported(qtbot, dock, shown, said, tmp_path, chosen):
    layer = adorn(shown["polygons"])
    path = tmp_path / f"labels{chosen.suffix}"
    dock._exporter.export(layer, chosen, path)
    qtbot.waitUntil(lambda: f"Labels were exported to {path}" in said(), timeout=30000)
    virtual = "zona_区" if chosen is SHAPEFILE else "зона 区"
    assert ("зона 区 is now zona_区" in said()) == (chosen is SHAPEFILE)
    assert beyond_of(read_with_ogr(path)[0], virtual) == {**RIGHT, "background": (0.0, "1, 0", None)}
    again = QgsVectorLayer(str(path), "again", "ogr")
    fields = again.fields()
    assert virtual in fields.names()
    assert {fields.fieldOrigin(i) for i in range(fields.count())} == {fields.FieldOrigin.OriginProvider}


def test_virtual_fields_show_what_is_saved_and_every_polygon(qtbot, dock, shown, answer, said, tmp_path):
    from qgis.PyQt.QtWidgets import QMessageBox

    layer = adorn(shown["polygons"])
    assert layer.setSubsetString("class_id = 1")
    answer(QMessageBox.StandardButton.No)
    make_road(layer)
    dock._exporter.export(layer, GPKG, tmp_path / "labels.gpkg")
    qtbot.waitUntil(lambda: "Unsaved edits are not in it." in said(), timeout=30000)
    assert beyond_of(read_with_ogr(tmp_path / "labels.gpkg")[0]) == {**RIGHT, "background": (0.0, "1, 0", None)}
    layer.rollBack()


def test_a_layer_without_such_fields_gets_no_table_and_a_full_disk_is_told(shown, tmp_path):
    assert write_beyond(shown["polygons"], tmp_path / "b.gpkg") == "" and not (tmp_path / "b.gpkg").exists()
    layer = adorn(shown["polygons"])
    with pytest.raises(OutputError, match="virtual fields and joins of"):
        write_beyond(layer, tmp_path / "not there" / "b.gpkg")
    assert style_of(layer).documentElement().firstChildElement("expressionfields").isNull()


def test_processing_exports_them_too_and_only_what_is_meant(tmp_path, provider, results, qgis_new_project):  # noqa: F811
    layer = adorn(QgsVectorLayer(f"{results['segments']}|layername=segments", "polygons", "ogr"))
    QgsProject.instance().addMapLayer(layer)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    asked = {"INPUT": layer, "BACKGROUND": False, "OUTPUT": str(tmp_path / "two.gpkg")}
    done, ok, told = run("exportlabels", context, **asked)
    assert ok and done["FEATURE_COUNT"] == 2, told
    assert beyond_of(read_with_ogr(tmp_path / "two.gpkg")[0]) == RIGHT
    layer.selectByExpression("class_name = 'road'")
    source = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    done, ok, told = run("exportlabels", context, INPUT=source, OUTPUT=str(tmp_path / "road.geojson"))
    assert ok and beyond_of(read_with_ogr(tmp_path / "road.geojson")[0]) == {"road": RIGHT["road"]}, told
    assert layer.setSubsetString("class_id = 1")
    done, ok, told = run("exportlabels", context, INPUT=layer, OUTPUT=str(tmp_path / "one.gpkg"))
    assert ok and beyond_of(read_with_ogr(tmp_path / "one.gpkg")[0]) == {"building": RIGHT["building"]}, told
    done, ok, told = run("exportlabels", context, INPUT=layer, CONFIDENCE=0.99, OUTPUT=str(tmp_path / "no.gpkg"))
    assert not ok and "None of the 3 polygons" in told


def test_ids_that_begin_with_zero_are_joined_as_well(tmp_path, provider, results, qgis_new_project):  # noqa: F811
    """A Shapefile numbers its features from 0, a GeoPackage from 1."""
    _, ok, told = run("exportlabels", INPUT=results["segments"], OUTPUT=str(tmp_path / "all.shp"))
    assert ok, told
    layer = adorn(QgsVectorLayer(str(tmp_path / "all.shp"), "all", "ogr"))
    QgsProject.instance().addMapLayer(layer)
    _, ok, told = run("exportlabels", INPUT=layer, OUTPUT=str(tmp_path / "again.gpkg"))
    assert ok and beyond_of(read_with_ogr(tmp_path / "again.gpkg")[0]) == {**RIGHT, "background": (0.0, "1, 0", None)}


def test_a_layer_that_the_engine_cannot_open_is_copied_with_all_it_shows(tmp_path, provider, results, qgis_new_project):  # noqa: F811
    memory = QgsVectorLayer("Polygon?crs=EPSG:2180&field=class_id:integer&field=class_name:string", "m", "memory")
    saved = QgsVectorLayer(f"{results['segments']}|layername=segments", "polygons", "ogr")
    for feature in saved.getFeatures():
        row = QgsFeature(memory.fields())
        row.setGeometry(feature.geometry())
        row.setAttributes([feature["class_id"], feature["class_name"]])
        memory.dataProvider().addFeature(row)
    QgsProject.instance().addMapLayer(adorn(memory))
    _, ok, told = run("exportlabels", INPUT=memory, OUTPUT=str(tmp_path / "m.gpkg"))
    assert ok, told
    rows = {row["class_name"]: (row["зона 区"], row["by_owner"]) for row in read_with_ogr(tmp_path / "m.gpkg")[0]}
    assert rows["road"] == (42.0, "owner of road") and rows["background"] == (0.0, None)
