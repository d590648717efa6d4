"""One request to a web service: where it may lead, how much may come, and how large a picture may be."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Callable, Optional
from urllib.parse import urlsplit

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QBuffer, QByteArray, QUrl
from qgis.PyQt.QtGui import QImage, QImageReader
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ...core.errors import InputError
from ..translation import figure, tr

MOST_BYTES = 64 << 20  # of an answer: ten times what the largest description of a service has
MOST_SIDE = 8192  # pixels of a picture; services are asked for 1024 at most
MOST_PIXELS = 4096 * 4096
LONGEST_S = 600.0  # for an answer as a whole, however it drips
HOPS = 5
MOVED = (301, 302, 303, 307, 308)
# Formats that are only pixels: SVG and PDF would open what they name.
FORMATS = ("png", "jpeg", "jpg", "webp", "gif", "tiff", "tif", "bmp")
HARMLESS_HEADERS = ("referer", "user-agent")  # which go to other hosts of a service, too
_PORTS = {"http": 80, "https": 443}


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address; empty for what is no address of the web."""
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), (parts.hostname or "").lower(), parts.port
    except ValueError:
        return "", "", 0
    return (scheme, host, port or _PORTS[scheme]) if scheme in _PORTS and host else ("", "", 0)


def same_origin(url: str, home: str) -> bool:
    """Whether an address is of the same server as another; http to https on the usual ports is a step up, not away."""
    here, there = origin(url), origin(home)
    stepped_up = (here, there) == (("https", there[1], 443), ("http", there[1], 80))
    return bool(here[1]) and (here == there or stepped_up)


@dataclass(frozen=True)
class Answer:
    """What came of a request.

    Attributes:
        status: Of HTTP; None where no answer came.
        error: A QNetworkReply.NetworkError.
        reason: The error in words.
        retry_after: What the service says about when to come again.
        body: The bytes.
    """

    status: Optional[int]
    error: Any
    reason: str
    retry_after: str
    body: bytes


class Question:
    """A request, followed by hand from one address to the next. In the main thread only (see network.py).

    Args:
        url: The address.
        request: Makes the request to an address, and knows which was the first.
        host: The service's name, for people.
        moved: A slot that is told when something has come.

    Attributes:
        error: What is wrong with the answer itself; None where the reply says all.
        ended: Nothing more will come.
    """

    def __init__(
        self, url: str, request: Callable[[str, str], QNetworkRequest], host: str, moved: Callable[[], None]
    ) -> None:
        self._request, self._host, self._first, self._moved = request, host, url, moved
        self._hops, self._until = 0, time.monotonic() + LONGEST_S
        self.error: Optional[InputError] = None
        self._reply: Optional[QNetworkReply] = None
        self.ended = False
        self._ask(url)

    def _ask(self, url: str) -> None:
        if not origin(url)[1]:
            self._refuse(
                tr("{host} leads to an address that is none of the web ({scheme}).").format(
                    host=self._host, scheme=url.split(":")[0][:20]
                )
            )
            return
        self._reply = QgsNetworkAccessManager.instance().get(self._request(url, self._first))
        self._reply.setReadBufferSize(MOST_BYTES + 1)
        self._reply.finished.connect(self._moved)
        self._reply.readyRead.connect(self._moved)

    def look(self, cancelled: bool) -> None:
        """See how far it is."""
        reply = self._reply
        if self.ended or reply is None:
            return
        if reply.bytesAvailable() > MOST_BYTES:
            size = figure(f"{MOST_BYTES / 1e6:.0f}")
            self._refuse(tr("{host} answers with more than {size} MB.").format(host=self._host, size=size))
        elif reply.isFinished():
            self._follow(reply)
        elif cancelled or time.monotonic() > self._until:
            reply.abort()
            self.ended = True

    def _follow(self, reply: QNetworkReply) -> None:
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        target = bytes(reply.rawHeader(b"Location")).decode("utf-8", "replace").strip()
        if status not in MOVED or not target:
            self.ended = True
            return
        here = reply.url()
        there = here.resolved(QUrl(target))
        self._hops += 1
        if self._hops > HOPS:
            self._refuse(tr("{host} redirects in circles.").format(host=self._host))
        elif here.scheme() == "https" and there.scheme() == "http":
            self._refuse(tr("{host} leads to an address without encryption.").format(host=self._host))
        else:
            self._drop()
            self._ask(there.toString())

    def _refuse(self, message: str) -> None:
        self.error = InputError(message, tr("Check that QGIS itself shows the layer here. Nothing was kept."))
        self.ended = True
        if self._reply is not None and not self._reply.isFinished():
            self._reply.abort()

    def _drop(self) -> None:
        if self._reply is not None:
            self._reply.finished.disconnect(self._moved)
            self._reply.readyRead.disconnect(self._moved)
            if not self._reply.isFinished():
                self._reply.abort()
            self._reply.deleteLater()
            self._reply = None

    def answer(self) -> Answer:
        """What came, once it has ended.

        Raises:
            InputError: it is nothing to be used.
        """
        if self.error is not None:
            raise self.error
        reply = self._reply
        if reply is None:
            raise ValueError("nothing was asked")
        return Answer(
            reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute),
            reply.error(),
            reply.errorString(),
            bytes(reply.rawHeader(b"Retry-After")).decode("ascii", "replace"),
            bytes(reply.readAll()),
        )

    def close(self) -> None:
        """Let go of it."""
        self.ended = True
        self._drop()


def picture_of(body: bytes, host: str) -> QImage:
    """A picture, whose size is read before its pixels; a null one for what is none.

    Raises:
        InputError: it is larger than any service is asked for.
    """
    data = QByteArray(body)
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format()).decode("ascii", "replace").lower() not in FORMATS:
        return QImage()
    size = reader.size()
    if not size.isValid():
        return QImage()
    if max(size.width(), size.height()) > MOST_SIDE or size.width() * size.height() > MOST_PIXELS:
        raise InputError(
            tr("{host} answered with a picture of {cols} × {rows} pixels, which is too large.").format(
                host=host, cols=figure(f"{size.width():,}"), rows=figure(f"{size.height():,}")
            ),
            tr("Check that QGIS itself shows the layer here. Nothing was kept."),
        )
    return reader.read()
