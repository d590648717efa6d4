"""Rasters that somebody made to do harm: no host is asked, and no size fills memory."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
import rasterio
from terralex.core.config import RunConfig
from terralex.core.errors import InputError
from terralex.core.files.class_raster import read_classes
from terralex.core.files.rasters import check_near
from terralex.core.given import names_network
from terralex.core.jobs.segment import segment
from terralex.core.lattice import Block, count_windows, plan_blocks, windows_for
from terralex.core.options import Options
from terralex.core.outputs.polygons import polygonise
from terralex.core.progress import CancelToken, result_of
from terralex.core.raster.areas import read_area
from terralex.core.raster.source import Source
from terralex.core.vocabulary import ClassSpec

from ..rasters import pack_at, picture, write_tif

LAND = "<SRS>EPSG:32633</SRS><GeoTransform>500000, 0.3, 0, 5800000, 0, -0.3</GeoTransform>"


@pytest.fixture
def host(tmp_path):
    """A server on loopback that counts what it is asked."""
    asked = []
    body = write_tif(tmp_path / "served.tif", picture(64, 64)).read_bytes()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body if self.command == "GET" else b"")

        do_HEAD = do_GET  # noqa: N815 - its name in http.server

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/served.tif", asked
    server.shutdown()
    server.server_close()


def mosaic(source, size=64, relative=0):
    band = (
        '<VRTRasterBand dataType="Byte" band="{}"><SimpleSource><SourceFilename relativeToVRT="{}">{}</SourceFilename>'
        "<SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>"
    )
    bands = "".join(band.format(number, relative, source) for number in (1, 2, 3))
    return f'<VRTDataset rasterXSize="{size}" rasterYSize="{size}">{LAND}{bands}</VRTDataset>'


def opened(path):
    """Open a raster and read a window of it, as a run would."""
    with Source.open(path, pack_at(0.3), Options()) as source:
        return source.pixels(Block(0, 0, 16, 16))


def service(address):
    return (
        f'<GDAL_WMS><Service name="TMS"><ServerUrl>{address}/${{z}}</ServerUrl></Service><DataWindow><UpperLeftX>0'
        "</UpperLeftX><UpperLeftY>100</UpperLeftY><LowerRightX>100</LowerRightX><LowerRightY>0</LowerRightY><TileLevel>1"
        "</TileLevel></DataWindow><Projection>EPSG:3857</Projection><BandsCount>3</BandsCount></GDAL_WMS>"
    )


@pytest.mark.parametrize("kind", ["mosaic", "hidden", "service", "old style"])
def test_a_file_that_is_really_a_way_to_a_host_is_refused(host, tmp_path, kind):
    address, asked = host
    path = tmp_path / "image.tif"
    hidden = "".join(f"&#{ord(letter)};" for letter in f"/vsicurl/{address}")
    text = {
        "mosaic": mosaic(f"/vsicurl/{address}"),
        "hidden": mosaic(hidden),
        "service": service(address),
        "old style": mosaic(address),
    }[kind]
    path.write_text(text)
    with pytest.raises(InputError, match=r"image\.tif leads away from this computer, to .*Add it to QGIS as a layer"):
        opened(path)
    with pytest.raises(InputError, match="leads away from this computer"):
        read_classes(path)
    assert asked == []


def test_a_mosaic_behind_a_mosaic_ends_at_the_wall(host, tmp_path):
    address, asked = host
    (tmp_path / "inner.dat").write_text(mosaic(f"/vsicurl/{address}"))
    (tmp_path / "image.tif").write_text(mosaic("inner.dat", relative=1))
    with pytest.raises(InputError, match="cannot be read"):
        opened(tmp_path / "image.tif")
    (tmp_path / "inner.dat").write_text(service(address))
    with pytest.raises(InputError, match="cannot be read"):
        opened(tmp_path / "image.tif")
    assert asked == []


@pytest.mark.parametrize("beside", [True, False])
def test_an_overview_that_a_geotiff_names_is_not_fetched(host, tmp_path, beside):
    address, asked = host
    path = write_tif(tmp_path / "image.tif", picture(64, 64))
    if beside:
        (tmp_path / "image.tif.aux.xml").write_text(
            f'<PAMDataset><Metadata domain="OVERVIEWS"><MDI key="OVERVIEW_FILE">/vsicurl/{address}</MDI></Metadata>'
            "</PAMDataset>"
        )
        with pytest.raises(InputError, match="leads away from this computer"):
            opened(path)
    else:
        with rasterio.open(path, "r+") as dataset:
            dataset.update_tags(ns="OVERVIEWS", OVERVIEW_FILE=f"/vsicurl/{address}")
        with Source.open(path, pack_at(0.3), Options()) as source:
            source.pixels(Block(0, 0, 16, 16))
            assert source._dataset().overviews(1) == []
    assert asked == []


@pytest.mark.parametrize(
    "name",
    ["{}", "/vsicurl/{}", "/vsizip//vsicurl/{}", "/vsicurl_streaming/{}", "WMS:{}", "<VRTDataset>{}", "vrt://{}"],
)
def test_an_address_is_no_raster(host, name):
    address, asked = host
    for look in (opened, read_area):
        with pytest.raises(InputError, match="is not a file of this computer"):
            look(name.format(address))
    assert asked == []


def test_files_that_name_addresses_without_following_them_are_read(tmp_path):
    path = tmp_path / "image.vrt"
    write_tif(tmp_path / "part.tif", picture(64, 64))
    remark = '<Metadata><MDI key="SOURCE">https://example.org/data</MDI></Metadata>'
    path.write_text(mosaic("part.tif", relative=1).replace(LAND, LAND + remark))
    (tmp_path / "image.vrt.aux.xml").write_text(
        '<PAMDataset><Metadata domain="xml:ESRI"><x xmlns:typens="http://www.esri.com/schemas/ArcGIS/10.3" '
        'xsi:schemaLocation="http://a.org http://b.org"/></Metadata></PAMDataset>'
    )
    assert names_network(path) == "" and check_near(str(path)) is None
    assert opened(path)[1].all()


def test_a_format_that_is_not_on_the_list_is_no_raster(tmp_path):
    path = tmp_path / "image.tif"
    with rasterio.open(path, "w", driver="ISIS3", width=8, height=8, count=1, dtype="uint8") as out:
        out.write(np.ones((1, 8, 8), np.uint8))
    with pytest.raises(InputError, match="is not a raster that can be read"):
        opened(path)


def test_a_raster_of_any_size_is_refused_before_anything_is_planned(tmp_path):
    write_tif(tmp_path / "part.tif", picture(64, 64))
    path = tmp_path / "image.tif"
    path.write_text(mosaic("part.tif", size=2_000_000_000, relative=1))
    with pytest.raises(InputError, match=r"2,000,000,000 x 2,000,000,000 pixels; 100,000,000,000,000 are the most"):
        opened(path)
    with pytest.raises(InputError, match="are the most"):
        result_of(polygonise(path, tmp_path / "out.gpkg", ["a"]))
    path.write_text(mosaic("part.tif", size=9_000_000, relative=1))
    with pytest.raises(InputError, match=r"9,000,000 columns; a class raster may have 2,000,000"):
        result_of(polygonise(path, tmp_path / "out.gpkg", ["a"]))


def test_more_windows_than_anybody_waits_for_are_refused_in_words(tmp_path):
    write_tif(tmp_path / "part.tif", picture(64, 64))
    path = tmp_path / "image.tif"
    path.write_text(mosaic("part.tif", size=9_000_000, relative=1))
    config = RunConfig(str(path), str(tmp_path / "run"), (ClassSpec("road"),), preset="draft")
    with pytest.raises(InputError, match=r"would take [\d,]+ windows; 10,000,000 are the most.*Choose a smaller area"):
        result_of(segment(config, CancelToken()))
    assert not (tmp_path / "run").exists()


def test_plans_are_made_one_by_one_and_counted_without_being_made():
    huge = Block(0, 0, 2_000_000_000, 2_000_000_000)
    assert next(plan_blocks(huge, 1024)) == Block(0, 0, 1024, 1024)
    assert count_windows((2_000_000_000,) * 2, huge, (256,), 128) > 10**14
    rng = np.random.default_rng(3)
    for _ in range(20):
        rows, cols, stride = (int(n) for n in rng.integers(40, 300, 3))
        block = Block(5, 7, rows - 10, cols - 10)
        sizes = (stride, 2 * stride)
        assert count_windows((rows, cols), block, sizes, stride) == len(windows_for((rows, cols), block, sizes, stride))
