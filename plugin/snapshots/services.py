"""Web services as lists of addresses: which tile or picture of an XYZ, WMTS or WMS service shows which cell of a grid.

The services are asked directly rather than through QGIS's renderer, which leaves a place empty whether the service has
no picture there, fails, or is out of reach, and which would mix in the layer's style. Proxy, certificates and
credentials are QGIS's own (see fetching.py).
"""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass, field
from typing import Callable, Optional
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from qgis.core import QgsCoordinateReferenceSystem, QgsUnitTypes
from qgis.PyQt.QtXml import QDomDocument, QDomElement

from ...core.errors import InputError
from ..translation import tr
from .grid import CELL, DEGREE_M, Grid, nearest

WORLD = 20037508.342789244  # half the side of Web Mercator's square
TILE = 256  # of XYZ services
MOST_SIDE = 4096  # of a tile; what a service calls its own is otherwise a size of ours
PICTURE = 1024  # side of the pictures asked of a WMS: most allow twice that
WMTS_PIXEL_M = 0.00028  # what the standard takes for a pixel when it says scale


@dataclass(frozen=True)
class Piece:
    """One request: an address, and where its picture goes in the cell, pixels."""

    url: str
    left: int
    top: int
    side: int


@dataclass(frozen=True)
class Access:
    """How a service wants to be asked: QGIS's authentication entry, and headers."""

    auth: str = ""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Service:
    """A service at one resolution. `pieces` gives the requests for a cell; none where it has no tiles."""

    grid: Grid
    pieces: Callable[[tuple[int, int]], list[Piece]]


@dataclass(frozen=True)
class Source:
    """What the source text of a QGIS layer says. Values by lower-case key, in the order in which they are written."""

    values: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Source:
        """Read `key=value&key=value`, as QGIS writes it for the provider “wms”."""
        values: dict[str, list[str]] = {}
        for part in text.split("&"):
            key, _, value = part.partition("=")
            values.setdefault(unquote(key).lower(), []).append(unquote(value))
        return cls(values)

    def get(self, key: str, default: str = "") -> str:
        """The first value of a key."""
        return self.values.get(key.lower(), [default])[0]

    def all(self, key: str) -> list[str]:
        """All values of a key."""
        return self.values.get(key.lower(), [])

    @property
    def kind(self) -> str:
        """One of "xyz", "mbtiles", "wmts" and "wms"."""
        if self.get("type") in ("xyz", "mbtiles"):
            return self.get("type")
        return "wmts" if self.get("tileMatrixSet") else "wms"

    @property
    def access(self) -> Access:
        """How to ask."""
        headers = {key[12:]: self.get(key) for key in self.values if key.startswith("http-header:")}
        if self.get("referer"):
            headers.setdefault("referer", self.get("referer"))
        if self.get("username") and not self.get("authcfg"):
            pair = f"{self.get('username')}:{self.get('password')}".encode()
            headers.setdefault("authorization", f"Basic {base64.b64encode(pair).decode()}")
        return Access(self.get("authcfg"), tuple(sorted(headers.items())))

    @property
    def host(self) -> str:
        """The machine that is asked, for people."""
        return urlsplit(self.get("url")).hostname or tr("the service")

    def without_secrets(self) -> str:
        """The service for the record: no query of its address, which may hold a key, and no user."""
        parts = urlsplit(self.get("url"))
        address = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
        return " ".join([self.kind, address, *self.all("layers")])


def xyz_levels(source: Source) -> dict[int, float]:
    """Units of Web Mercator per pixel for each zoom that an XYZ layer offers."""
    low, high = (int(source.get(key) or default) for key, default in (("zmin", 0), ("zmax", 18)))
    ratio = 2 if source.get("tilePixelRatio") == "2" else 1
    return {z: 2 * WORLD / (TILE * ratio) / 2**z for z in range(max(0, low), min(30, high) + 1)}


def xyz_service(source: Source, step: float) -> Service:
    """An XYZ service at the zoom next to `step` (units of Web Mercator per pixel)."""
    levels = xyz_levels(source)
    zooms = sorted(levels)
    zoom = zooms[nearest([levels[z] for z in zooms], step)]
    side = TILE * (2 if source.get("tilePixelRatio") == "2" else 1)
    grid = Grid(-WORLD, WORLD, levels[zoom], levels[zoom], max(CELL, side), side)
    template = source.get("url")

    def address(col: int, row: int) -> Optional[str]:
        count = 2**zoom
        if not (0 <= col < count and 0 <= row < count):
            return None
        quad = "".join(str((col >> k & 1) + 2 * (row >> k & 1)) for k in range(zoom - 1, -1, -1))
        said = {"{x}": col, "{y}": row, "{-y}": count - 1 - row, "{z}": zoom, "{q}": quad}
        url = template
        for name, value in said.items():
            url = url.replace(name, str(value))
        return url

    return Service(grid, lambda cell: _tiles(grid, cell, address))


def _tiles(grid: Grid, cell: tuple[int, int], address: Callable[[int, int], Optional[str]]) -> list[Piece]:
    count = grid.cell // grid.tile
    pieces = []
    for row in range(count):
        for col in range(count):
            url = address(cell[0] * count + col, cell[1] * count + row)
            if url is not None:
                pieces.append(Piece(url, col * grid.tile, row * grid.tile, grid.tile))
    return pieces


def capabilities_url(source: Source) -> str:
    """Where a WMS or WMTS describes itself."""
    url = source.get("url")
    if "request=getcapabilities" in url.lower() or (source.kind == "wmts" and url.lower().endswith(".xml")):
        return url
    kind = "WMTS" if source.kind == "wmts" else "WMS"
    return with_query(url, {"SERVICE": kind, "REQUEST": "GetCapabilities"})


def with_query(url: str, values: dict[str, str]) -> str:
    """An address with parameters added; those that it has already under any spelling are replaced."""
    parts = urlsplit(url)
    names = {name.lower() for name in values}
    kept = [p for p in parts.query.split("&") if p and unquote(p.partition("=")[0]).lower() not in names]
    added = [f"{name}={quote(value, safe=':,/')}" for name, value in values.items()]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept + added), ""))


def read_capabilities(body: bytes, source: Source) -> QDomElement:
    """The root of a service's description.

    Raises:
        InputError: it is none.
    """
    document = QDomDocument()
    read = document.setContent(body, True)
    root = document.documentElement()
    if not (read[0] if isinstance(read, tuple) else read) or "capabilities" not in root.tagName().lower():
        raise InputError(
            tr("{host} does not describe itself as a {kind}.").format(host=source.host, kind=source.kind.upper()),
            _next(),
        )
    return root


def _next() -> str:
    return tr("Check the layer in QGIS (Layer Properties, Information), or add it again from the Browser.")


def wms_service(source: Source, root: QDomElement, step: tuple[float, float]) -> Service:
    """A WMS on the grid with its origin at the CRS's own and the given step."""
    version = root.attribute("version") or "1.1.1"
    crs = source.get("crs")
    swapped = version >= "1.3" and _axes_swapped(source)
    grid = Grid(0.0, 0.0, step[0], step[1], PICTURE, PICTURE)
    wanted = {
        "SERVICE": "WMS",
        "VERSION": version,
        "REQUEST": "GetMap",
        "LAYERS": ",".join(source.all("layers")),
        "STYLES": ",".join(source.all("styles")),
        "CRS" if version >= "1.3" else "SRS": crs,
        "WIDTH": str(grid.cell),
        "HEIGHT": str(grid.cell),
        "FORMAT": source.get("format") or "image/png",
    }
    if "jp" not in wanted["FORMAT"]:
        wanted["TRANSPARENT"] = "TRUE"

    def pieces(cell: tuple[int, int]) -> list[Piece]:
        low_x, low_y, high_x, high_y = grid.box(cell)
        box = (low_y, low_x, high_y, high_x) if swapped else (low_x, low_y, high_x, high_y)
        bounds = ",".join(f"{value:.12g}" for value in box)
        return [Piece(with_query(source.get("url"), {**wanted, "BBOX": bounds}), 0, 0, grid.cell)]

    return Service(grid, pieces)


def wmts_service(source: Source, root: QDomElement, step: float) -> Service:
    """A WMTS at the tile matrix next to `step` (units of its CRS per pixel).

    Raises:
        InputError: the layer or its tile matrices are not (or no longer) there.
    """
    contents = _child(root, "Contents")
    name = source.get("layers")
    layer = next((e for e in _children(contents, "Layer") if _text(e, "Identifier") == name), None)
    wanted = source.get("tileMatrixSet")
    sets = (e for e in _children(contents, "TileMatrixSet") if _text(e, "Identifier") == wanted)
    matrices = _children(next(sets, QDomElement()), "TileMatrix")
    if layer is None or not matrices:
        raise InputError(
            tr("{host} no longer offers the layer “{layer}” with the tiles “{tiles}”.").format(
                host=source.host, layer=name, tiles=wanted
            ),
            _next(),
        )
    unit = _unit_metres(source)
    steps = [float(_text(matrix, "ScaleDenominator")) * WMTS_PIXEL_M / unit for matrix in matrices]
    chosen = nearest(steps, step)
    matrix = matrices[chosen]
    corner = [float(value) for value in _text(matrix, "TopLeftCorner").split()]
    x0, y0 = reversed(corner) if _axes_swapped(source) else corner
    side, high = int(_text(matrix, "TileWidth")), int(_text(matrix, "TileHeight"))
    if not 1 <= side <= MOST_SIDE or side != high or (CELL % side and side % CELL):
        raise InputError(
            tr("The tiles of {host} have {cols} × {rows} pixels, which is not supported.").format(
                host=source.host, cols=side, rows=high
            ),
            tr("Export the area in QGIS (right-click the layer, Export, Save As…) and use that."),
        )
    grid = Grid(x0, y0, steps[chosen], steps[chosen], max(CELL, side), side)
    cols, rows = int(_text(matrix, "MatrixWidth")), int(_text(matrix, "MatrixHeight"))
    template = _tile_address(source, root, layer)
    said = {"{TileMatrixSet}": wanted, "{TileMatrix}": _text(matrix, "Identifier"), "{Style}": source.get("styles")}
    for dimension in source.get("tileDimensions").split(";"):
        key, equals, value = dimension.partition("=")
        if equals:
            said[f"{{{key}}}"] = value

    def address(col: int, row: int) -> Optional[str]:
        if not (0 <= col < cols and 0 <= row < rows):
            return None
        url = template
        for key, value in {**said, "{TileCol}": str(col), "{TileRow}": str(row)}.items():
            url = _replaced(url, key, quote(value, safe=":,/"))
        return url

    return Service(grid, lambda cell: _tiles(grid, cell, address))


def _tile_address(source: Source, root: QDomElement, layer: QDomElement) -> str:
    """The template of a layer's tiles: its own, or one put together for a service that takes parameters."""
    image = source.get("format")
    own = [e for e in _children(layer, "ResourceURL") if e.attribute("resourceType") == "tile"]
    own.sort(key=lambda e: e.attribute("format") != image)
    if own:
        return own[0].attribute("template")
    url = source.get("url")
    for operation in _children(_child(root, "OperationsMetadata"), "Operation"):
        if operation.attribute("name") == "GetTile":
            get = _child(_child(_child(operation, "DCP"), "HTTP"), "Get")
            url = get.attributeNS("http://www.w3.org/1999/xlink", "href") or url
    asked = {
        "SERVICE": "WMTS",
        "REQUEST": "GetTile",
        "VERSION": "1.0.0",
        "LAYER": source.get("layers"),
        "FORMAT": image,
    }
    dimensions = [d.partition("=")[0] for d in source.get("tileDimensions").split(";") if "=" in d]
    open_ones = ["Style", "TileMatrixSet", "TileMatrix", "TileRow", "TileCol", *dimensions]
    return with_query(url, asked) + "".join(f"&{name.upper()}={{{name}}}" for name in open_ones)


def _replaced(url: str, key: str, value: str) -> str:
    """Templates spell {Style} and {style}."""
    at = url.lower().find(key.lower())
    while at >= 0:
        url = url[:at] + value + url[at + len(key) :]
        at = url.lower().find(key.lower(), at + len(value))
    return url


def _axes_swapped(source: Source) -> bool:
    """Whether the service writes northings before eastings."""
    if source.get("IgnoreAxisOrientation") == "1":
        return False
    swapped = QgsCoordinateReferenceSystem(source.get("crs")).hasAxisInverted()
    return swapped != (source.get("InvertAxisOrientation") == "1")


def _unit_metres(source: Source) -> float:
    units = QgsCoordinateReferenceSystem(source.get("crs")).mapUnits()
    if units == QgsUnitTypes.DistanceUnit.DistanceDegrees:
        return DEGREE_M
    factor = QgsUnitTypes.fromUnitToUnitFactor(units, QgsUnitTypes.DistanceUnit.DistanceMeters)
    return factor if math.isfinite(factor) and factor > 0 else 1.0


def _children(parent: QDomElement, name: str) -> list[QDomElement]:
    found, child = [], parent.firstChildElement()
    while not child.isNull():
        if child.localName() == name:
            found.append(child)
        child = child.nextSiblingElement()
    return found


def _child(parent: QDomElement, name: str) -> QDomElement:
    return next(iter(_children(parent, name)), QDomElement())


def _text(parent: QDomElement, name: str) -> str:
    return _child(parent, name).text().strip()
