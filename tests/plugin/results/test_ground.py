"""The area that QGIS keeps while polygons are edited: on the ground, whatever the project measures with."""

import time

import pytest
from pyproj import Geod
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
)
from terralex.core.vocabulary import parse_names, with_colours
from terralex.plugin.results.ground import ground_area
from terralex.plugin.results.layers import style_polygons

ALBERS = "+proj=aea +lat_1=50 +lat_2=60 +lat_0=55 +lon_0=15 +ellps=GRS80 +units=m +no_defs"
PLACES = {"EPSG:32633": (15.9, 52.0), "EPSG:3857": (25.0, 60.0), "EPSG:4326": (20.0, 52.0), "EPSG:2263": (-74.0, 40.7)}
FIELDS = "field=class_id:integer&field=class_name:string&field=area_m2:double"


def squares(crs, lon, lat, count=1):
    """A layer of small rectangles in a row, its first corner at a place; and what geodesics say of each."""
    layer = QgsVectorLayer(f"Polygon?{FIELDS}", "segments", "memory")
    layer.setCrs(crs)
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    there = QgsCoordinateTransform(degrees, crs, QgsProject.instance())
    side, areas = 0.001, []
    for k in range(count):
        west = lon + k * side
        shape = QgsGeometry.fromWkt(
            f"POLYGON(({west} {lat},{west + side} {lat},{west + side} {lat + side},{west} {lat + side},{west} {lat}))"
        )
        xs, ys = zip(*((p.x(), p.y()) for p in shape.asPolygon()[0]))
        areas.append(abs(Geod(ellps="WGS84").polygon_area_perimeter(xs, ys)[0]))
        shape.transform(there)
        feature = QgsFeature(layer.fields())
        feature.setGeometry(shape)
        feature["class_id"] = 1
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    style_polygons(layer, with_colours(parse_names("building, road")))
    return layer, areas


@pytest.mark.parametrize("ellipsoid", ["NONE", "EPSG:7030", "EPSG:7001"])
@pytest.mark.parametrize("code", PLACES)
def test_the_area_is_geodesic_whatever_the_projection_and_the_projects_ellipsoid(qgis_new_project, code, ellipsoid):
    QgsProject.instance().setEllipsoid(ellipsoid)
    layer, (area,) = squares(QgsCoordinateReferenceSystem(code), *PLACES[code])
    QgsProject.instance().addMapLayer(layer)
    feature = next(layer.getFeatures())
    assert layer.startEditing()
    assert layer.changeGeometry(feature.id(), QgsGeometry(feature.geometry()))
    assert layer.getFeature(feature.id())["area_m2"] == pytest.approx(area, rel=1e-4)
    layer.rollBack()


@pytest.mark.parametrize("proj", [ALBERS, "+proj=merc +lon_0=15 +ellps=WGS84 +units=m +no_defs"])
def test_a_system_without_an_authority_has_its_own_scale(qgis_new_project, proj):
    crs = QgsCoordinateReferenceSystem.fromProj(proj)
    assert crs.isValid() and not crs.authid()
    layer, (area,) = squares(crs, 15.5, 60)
    feature = next(layer.getFeatures())
    assert layer.startEditing() and layer.changeGeometry(feature.id(), QgsGeometry(feature.geometry()))
    assert layer.getFeature(feature.id())["area_m2"] == pytest.approx(area, rel=1e-4)
    layer.rollBack()


def test_without_a_coordinate_system_no_area_is_told(qgis_new_project):
    layer = QgsVectorLayer(f"Polygon?{FIELDS}", "segments", "memory")
    layer.setCrs(QgsCoordinateReferenceSystem())
    assert ground_area(layer) == ""


def test_hundreds_of_polygons_are_relabelled_without_waiting_for_their_areas(qgis_new_project):
    layer, areas = squares(QgsCoordinateReferenceSystem("EPSG:3857"), 15.0, 60.0, 500)
    plain, _ = squares(QgsCoordinateReferenceSystem("EPSG:3857"), 15.0, 60.0, 500)
    plain.setDefaultValueDefinition(plain.fields().indexOf("area_m2"), type(plain.defaultValueDefinition(0))())
    took = []
    for each in (plain, layer):
        each.startEditing()
        began = time.perf_counter()
        for number in each.allFeatureIds():
            each.changeAttributeValue(number, 0, 2)
        took.append(time.perf_counter() - began)
    assert took[1] < 2 * took[0] + 0.5
    assert [f["area_m2"] for f in layer.getFeatures()] == pytest.approx(areas, rel=1e-4)
    layer.rollBack()
    plain.rollBack()
