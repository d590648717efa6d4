"""The user's area of interest: on the grid, in other coordinates, from files."""

import json

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from terralex.core.config import Area
from terralex.core.errors import InputError
from terralex.core.lattice import Block
from terralex.core.options import Options
from terralex.core.raster.areas import doubt, read_area
from terralex.core.raster.source import Source
from terralex.tests.core.rasters import PLACE, pack_at, picture, write_tif


def opened(path):
    return Source.open(path, pack_at(0.3), Options())


def ring(*corners):
    return {"type": "Polygon", "coordinates": [[*map(list, corners), list(corners[0])]]}


def test_an_area_is_its_pixels_whatever_the_blocks(tmp_path):
    with opened(write_tif(tmp_path / "a.tif", picture(100, 120))) as source:
        pixels = ((10.2, 12.1), (90.7, 20.3), (60.5, 80.9), (15.5, 70.5))
        area = Area((ring(*(PLACE * p for p in pixels)),), "EPSG:32633")
        block = source.area_block(area)
        assert (block.row, block.col, *block.stop) == (12, 10, 81, 91)
        mask = source.area_mask(area, source.grid.block)
        for part in (block, Block(13, 11, 30, 29), Block(40, 3, 7, 100)):
            assert np.array_equal(source.area_mask(area, part), mask[part.row : part.stop[0], part.col : part.stop[1]])
    assert mask.sum() == pytest.approx(shapely.Polygon(pixels).area, rel=0.02)


def test_an_area_in_other_coordinates_is_brought_into_the_rasters(tmp_path):
    with opened(write_tif(tmp_path / "a.tif", picture(100, 120))) as source:
        box = [PLACE * p for p in ((20, 30), (70, 30), (70, 60), (20, 60))]
        lon, lat = rasterio.warp.transform("EPSG:32633", "EPSG:4326", *zip(*box))
        block = source.area_block(Area((ring(*zip(lon, lat)),), "EPSG:4326"))
    assert abs(block.row - 30) <= 1 and abs(block.col - 20) <= 1 and abs(block.rows - 30) <= 2


def test_no_area_is_the_whole_raster(tmp_path):
    with opened(write_tif(tmp_path / "a.tif", picture(30, 40))) as source:
        assert source.area_block(None) == Block(0, 0, 30, 40)
        assert source.area_mask(None, Block(3, 4, 5, 6)).all()


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (ring((0, 0), (1, 0), (1, 1)), "outside the raster"),
        ({"type": "Point", "coordinates": [500001, 5799999]}, "no polygon"),
        ({"type": "Polygon"}, "cannot be read"),
    ],
)
def test_an_area_that_cannot_be_used_is_refused_in_words(tmp_path, geometry, words):
    with opened(write_tif(tmp_path / "a.tif", picture(30, 40))) as source, pytest.raises(InputError, match=words):
        source.area_block(Area((geometry,)))


def test_an_area_that_has_no_place_in_the_rasters_coordinates_is_refused_in_words(tmp_path):
    """UTM metres in a GeoJSON file, which means degrees: latitude 5,799,990 is nowhere."""
    metres = ring(*(PLACE * p for p in ((2, 2), (20, 2), (20, 20))))
    path = write_tif(tmp_path / "a.tif", picture(30, 40))
    with opened(path) as source, pytest.raises(InputError, match="coordinate system") as caught:
        source.area_block(Area((metres,), "EPSG:4326"))
    assert "degrees" in caught.value.hint


def test_the_polygons_of_a_file_are_read_with_its_coordinate_system(tmp_path):
    shapes = [shapely.box(0, 0, 2, 3), shapely.LineString([(0, 0), (1, 1)]), shapely.box(5, 5, 6, 6)]
    path = tmp_path / "area.gpkg"
    pyogrio.raw.write(path, shapely.to_wkb(np.array(shapes)), [], fields=[], crs="EPSG:32633", geometry_type="Unknown")
    area = read_area(path)
    assert [shapely.geometry.shape(g).area for g in area.geometries] == [6.0, 1.0] and "32633" in area.crs


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("table.csv", "a,b\n1,2\n", "table.csv holds no polygon"),
        ("empty.geojson", "", "empty.geojson cannot be read"),
        ("none.geojson", json.dumps({"type": "FeatureCollection", "features": []}), "none.geojson holds no polygon"),
        ("line.geojson", json.dumps({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}), "holds no polygon"),
        ("letter.gpkg", "not a database", "letter.gpkg cannot be read"),
    ],
)
def test_a_file_without_an_area_is_named(tmp_path, name, content, words):
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match=words) as caught:
        read_area(tmp_path / name)
    assert caught.value.hint


def test_it_is_doubted_where_only_one_of_area_and_raster_has_a_coordinate_system(tmp_path):
    with opened(write_tif(tmp_path / "a.tif", picture(30, 40))) as source:
        placed = source.grid
    with opened(write_tif(tmp_path / "b.tif", picture(30, 40), crs=None)) as source:
        loose = source.grid
    here, nowhere = Area((ring((0, 0), (1, 0), (1, 1)),), "EPSG:32633"), Area((ring((0, 0), (1, 0), (1, 1)),))
    assert doubt(None, placed) == doubt(here, placed) == doubt(nowhere, loose) == ""
    assert "The area has no" in doubt(nowhere, placed) and "The raster has no" in doubt(here, loose)


def test_an_area_between_pixel_centres_and_one_without_extent_get_the_true_reason(tmp_path):
    path = write_tif(tmp_path / "a.tif", picture(40, 40))
    left, top = PLACE.c + 3.0, PLACE.f - 3.0
    sliver = [
        [left + 0.01, top],
        [left + 0.05, top],
        [left + 0.05, top - 3],
        [left + 0.01, top - 3],
        [left + 0.01, top],
    ]
    line = [[left, top], [left + 3, top], [left, top]]
    with Source.open(path, pack_at(0.3), Options()) as source:
        thin = Area(({"type": "Polygon", "coordinates": [sliver]},), "EPSG:32633")
        assert "holds the middle of no pixel" in source.nothing_in(thin).message
        with pytest.raises(InputError, match=r"is a line or a point|holds no polygon"):
            source.area_block(Area(({"type": "Polygon", "coordinates": [[*line, line[0]]]},), "EPSG:32633"))
    array = picture(40, 40)
    array[:, 10:30, 10:30] = 0
    with Source.open(write_tif(tmp_path / "b.tif", array, nodata=0), pack_at(0.3), Options()) as source:
        hole = [[left + 1, top - 1], [left + 4, top - 1], [left + 4, top - 4], [left + 1, top - 4], [left + 1, top - 1]]
        inside = Area(({"type": "Polygon", "coordinates": [hole]},), "EPSG:32633")
        assert "every pixel in it is nodata" in source.nothing_in(inside).message
