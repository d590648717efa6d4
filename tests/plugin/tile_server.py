"""A web server of map pictures for tests: XYZ, WMTS and WMS over one real picture, with failures to choose from.

The picture is the sample's aerial photograph, laid out in Web Mercator without being warped: pixel (0, 0) of the tests'
world is a corner of the tile (ZOOM, *CORNER). A tile or picture is cut from it, so that what an export ought to hold is
known pixel by pixel (`world`).
"""

import io
import math
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import numpy as np
import rasterio
from PIL import Image

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "river_bridge.tif"
HALF = 20037508.342789244
ZOOM, CORNER = 18, (143_000, 90_000)  # near Warsaw's latitude; a tile is 153 m wide
STEP = 2 * HALF / 256 / 2**ZOOM
LEFT, TOP = -HALF + CORNER[0] * 256 * STEP, HALF - CORNER[1] * 256 * STEP
TILES = 8  # along each side


def world():
    """The picture, uint8 (2048, 2048, 3)."""
    with rasterio.open(SAMPLE) as sample:
        return np.moveaxis(sample.read(), 0, -1)


def bounds(left, top, right, bottom):
    """A rectangle in Web Mercator from pixels of the world: low x, low y, high x, high y."""
    return LEFT + left * STEP, TOP - bottom * STEP, LEFT + right * STEP, TOP - top * STEP


CAPABILITIES = {
    "WMS": """<?xml version="1.0"?><WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"
 xmlns:xlink="http://www.w3.org/1999/xlink"><Service><Name>WMS</Name><Title>t</Title></Service><Capability><Request>
<GetCapabilities><Format>text/xml</Format></GetCapabilities><GetMap><Format>image/png</Format><DCPType><HTTP><Get>
<OnlineResource xlink:href="{root}/wms?"/></Get></HTTP></DCPType></GetMap></Request><Layer><Title>t</Title>
<CRS>EPSG:3857</CRS><CRS>EPSG:2180</CRS><CRS>EPSG:4326</CRS><EX_GeographicBoundingBox>
<westBoundLongitude>-179</westBoundLongitude><eastBoundLongitude>179</eastBoundLongitude>
<southBoundLatitude>-80</southBoundLatitude><northBoundLatitude>80</northBoundLatitude></EX_GeographicBoundingBox>
<Layer queryable="0"><Name>photo</Name><Title>photo</Title></Layer></Layer></Capability></WMS_Capabilities>""",
    "WMTS": """<?xml version="1.0"?><Capabilities xmlns="http://www.opengis.net/wmts/1.0" version="1.0.0"
 xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink"><ows:OperationsMetadata>
<ows:Operation name="GetTile"><ows:DCP><ows:HTTP><ows:Get xlink:href="{root}/wmts?"/></ows:HTTP></ows:DCP>
</ows:Operation></ows:OperationsMetadata><Contents><Layer><ows:Title>photo</ows:Title>
<ows:Identifier>photo</ows:Identifier><Style isDefault="true"><ows:Identifier>default</ows:Identifier></Style>
<Format>image/png</Format><TileMatrixSetLink><TileMatrixSet>world</TileMatrixSet></TileMatrixSetLink>{resource}</Layer>
<TileMatrixSet><ows:Identifier>world</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>
{matrices}</TileMatrixSet></Contents></Capabilities>""",
}
MATRIX = """<TileMatrix><ows:Identifier>{z}</ows:Identifier><ScaleDenominator>{scale!r}</ScaleDenominator>
<TopLeftCorner>-20037508.342789244 20037508.342789244</TopLeftCorner><TileWidth>256</TileWidth>
<TileHeight>256</TileHeight><MatrixWidth>{count}</MatrixWidth><MatrixHeight>{count}</MatrixHeight></TileMatrix>"""
RESOURCE = """<ResourceURL format="image/png" resourceType="tile"
 template="{root}/wmts/{{style}}/{{TileMatrixSet}}/{{TileMatrix}}/{{TileRow}}/{{TileCol}}.png"/>"""


class Server:
    """A running server. What it does wrong is set on it while it runs.

    Attributes:
        requests: Paths that were asked for.
        holes: Tiles (col, row in the world's tiles) answered with 404.
        failures: Status by how often it is still given: {503: 2} fails twice, then works.
        status: Given to every picture instead of an answer, when set.
        kind: Content type and body given instead of a picture, when set.
        delay_s: Before each answer.
        restful: Whether the WMTS offers addresses of its own for tiles.
    """

    def __init__(self):
        self.requests, self.holes, self.failures = [], set(), {}
        self.status, self.kind, self.delay_s, self.restful = None, None, 0.0, False
        self.headers_seen = []
        self._picture = world()
        self._lock = threading.Lock()
        self.root = ""

    @property
    def pictures(self):
        """How many requests were for pictures."""
        return len([path for path in self.requests if "capabilities" not in path.lower()])

    def answer(self, path):
        """Status, content type and body."""
        parts = urlsplit(path)
        query = {key.upper(): values[0] for key, values in parse_qs(parts.query).items()}
        if query.get("REQUEST") == "GetCapabilities":
            return 200, "text/xml", self._capabilities(query.get("SERVICE", "WMS"))
        time.sleep(self.delay_s)
        with self._lock:
            for status, left in self.failures.items():
                if left:
                    self.failures[status] = left - 1
                    return status, "text/plain", b"busy"
        if self.status:
            return self.status, "text/html", b"<html><body>no</body></html>"
        if self.kind:
            return 200, *self.kind
        if query.get("REQUEST") == "GetMap":
            return self._map(query)
        if query.get("REQUEST") == "GetTile":
            z, col, row = (int(query[key]) for key in ("TILEMATRIX", "TILECOL", "TILEROW"))
        else:
            names = parts.path.removesuffix(".png").split("/")
            z, col, row = (int(name) for name in (names[-3], names[-2], names[-1]))
            if parts.path.startswith("/wmts/"):
                col, row = row, col
        return self._tile(z, col, row)

    def _tile(self, z, col, row):
        col, row = col - CORNER[0], row - CORNER[1]
        if z != ZOOM or not (0 <= col < TILES and 0 <= row < TILES) or (col, row) in self.holes:
            return 404, "text/plain", b"no tile"
        return 200, "image/png", png(self._picture[row * 256 : row * 256 + 256, col * 256 : col * 256 + 256])

    def _map(self, query):
        box = [float(value) for value in query["BBOX"].split(",")]
        crs = query.get("CRS") or query.get("SRS")
        if crs in ("EPSG:4326", "EPSG:2180") and query["VERSION"] == "1.3.0":
            box = [box[1], box[0], box[3], box[2]]
        width, height = int(query["WIDTH"]), int(query["HEIGHT"])
        xs = box[0] + (np.arange(width) + 0.5) * (box[2] - box[0]) / width
        ys = box[3] - (np.arange(height) + 0.5) * (box[3] - box[1]) / height
        if crs == "EPSG:4326":
            xs = np.radians(xs) * 6378137.0
            ys = 6378137.0 * np.log(np.tan(math.pi / 4 + np.radians(ys) / 2))
        cols, rows = np.floor((xs - LEFT) / STEP).astype(int), np.floor((TOP - ys) / STEP).astype(int)
        side = len(self._picture)
        inside = ((rows >= 0) & (rows < side))[:, None] & ((cols >= 0) & (cols < side))[None]
        shown = self._picture[np.clip(rows, 0, side - 1)[:, None], np.clip(cols, 0, side - 1)[None]]
        return 200, "image/png", png(np.dstack([shown * inside[..., None], inside * np.uint8(255)]).astype(np.uint8))

    def _capabilities(self, service):
        matrices = "".join(
            MATRIX.format(z=z, scale=2 * HALF / 256 / 2**z / 0.00028, count=2**z) for z in range(ZOOM + 1)
        )
        resource = RESOURCE.format(root=self.root) if self.restful else ""
        text = CAPABILITIES[service].replace("{root}", self.root).replace("{matrices}", matrices)
        return text.replace("{resource}", resource).encode()


def png(pixels):
    """A picture as PNG."""
    body = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(body, "PNG", compress_level=0)
    return body.getvalue()


@contextmanager
def serving():
    """A server on a free port of this machine."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            server.requests.append(self.path)
            server.headers_seen.append({name.lower(): value for name, value in self.headers.items()})
            status, kind, body = server.answer(self.path)
            try:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):  # the other side gave up waiting
                self.close_connection = True

        def log_message(self, *_):
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.daemon_threads = True
    server.root = f"http://127.0.0.1:{made.server_port}"
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        made.shutdown()
        made.server_close()
        thread.join(5)
