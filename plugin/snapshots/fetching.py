"""Pictures from a web service, a few at a time, in whatever thread calls; none, a failure and a refusal are told apart.

QGIS's network manager does the work (`network.py`), so that its proxy, certificates, authentication and cache apply.
What a service may do with it is in `asking.py`: where it may send us, and how much it may answer.
"""

from __future__ import annotations

import re
import time
from typing import Any, Optional, Sequence, Union

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ...core.errors import InputError, TerralexError
from ...core.progress import CancelToken
from ..translation import figure, tr
from .asking import HARMLESS_HEADERS, Answer, picture_of, same_origin
from .network import Asked, ask
from .services import Access

PARALLEL = 4  # requests under way at a time; browsers take six
ATTEMPTS = 4
PAUSE_S = 1.0  # before the second attempt; twice as long before each further one
LONGEST_PAUSE_S = 20.0  # that a service may ask for
PATIENCE_S = 60.0  # without a byte
NO_PICTURE = (204, 404, 410)


class _FailedError(Exception):
    """One attempt failed in a way that may pass. `error` is what to tell when it does not."""

    def __init__(self, error: TerralexError, pause_s: float = 0.0) -> None:
        super().__init__(str(error))
        self.error, self.pause_s = error, pause_s


class Fetcher:
    """Fetches from one service.

    Args:
        host: Its name, for people.
        access: Authentication and headers.
        token: Asked ten times a second.
        patience_s: Seconds without a byte after which a request has failed.
        pause_s: Seconds before the second attempt.
        home: The layer's own address, whose host alone sees `access`; "" for that of each request.
    """

    def __init__(
        self,
        host: str,
        access: Access,
        token: CancelToken,
        patience_s: float = PATIENCE_S,
        pause_s: float = PAUSE_S,
        home: str = "",
    ) -> None:
        self._host, self._access, self._token, self._home = host, access, token, home
        self._patience_s, self._pause_s = patience_s, pause_s

    def pictures(self, urls: Sequence[str]) -> list[Optional[QImage]]:
        """The pictures at some addresses; None where the service has none.

        Raises:
            InputError: the service fails, refuses, cannot be reached, or answers with something else.
            Cancelled: the token was set.
        """
        return [self._picture(body) for body in self.bodies(urls)]

    def bodies(self, urls: Sequence[str]) -> list[Optional[bytes]]:
        """What lies at some addresses; None where there is nothing. Raises as `pictures`."""
        found: dict[int, Optional[bytes]] = {}
        for start in range(0, len(urls), PARALLEL):
            missing = list(range(start, min(len(urls), start + PARALLEL)))
            for attempt in range(1, ATTEMPTS + 1):
                failed: dict[int, _FailedError] = {}
                for k, answer in zip(missing, self._ask([urls[k] for k in missing])):
                    if isinstance(answer, _FailedError):
                        failed[k] = answer
                    else:
                        found[k] = answer
                missing = sorted(failed)
                if not missing:
                    break
                worst = max(failed.values(), key=lambda failure: failure.pause_s)
                if attempt == ATTEMPTS or worst.pause_s > LONGEST_PAUSE_S:
                    raise worst.error
                self._rest(max(worst.pause_s, self._pause_s * 2 ** (attempt - 1)))
        return [found[k] for k in range(len(urls))]

    def _ask(self, urls: Sequence[str]) -> list[Any]:
        """One attempt at a few addresses: bytes, None or the failure of each."""
        asked = Asked(tuple(urls), self._request, self._host)
        ask(asked, self._token)
        return [self._judged(answer) for answer in asked.answers]

    def _request(self, url: str, first: str) -> QNetworkRequest:
        """A request; the layer's headers and login go to the layer's own service and to nobody else.

        Args:
            url: The address.
            first: The one that led to it.
        """
        request = QNetworkRequest(QUrl(url))
        own = same_origin(url, self._home or first)
        for name, value in self._access.headers:
            if own or name.lower() in HARMLESS_HEADERS:
                request.setRawHeader(name.encode(), value.encode())
        request.setRawHeader(b"Accept-Encoding", b"identity")  # what is unpacked by the way could have any size
        request.setAttribute(
            QNetworkRequest.Attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
        )
        request.setTransferTimeout(round(1000 * self._patience_s))
        if self._access.auth and own:
            done = QgsApplication.authManager().updateNetworkRequest(request, self._access.auth)
            ok, request = done if isinstance(done, tuple) else (done, request)
            if not ok:
                raise InputError(
                    tr("QGIS's authentication “{config}” for {host} cannot be used.").format(
                        config=self._access.auth, host=self._host
                    ),
                    tr("Unlock it with the master password (Settings, Options, Authentication) and press Run again."),
                )
        return request

    def _judged(self, answer: Union[Answer, InputError]) -> Any:
        if isinstance(answer, InputError):
            raise answer
        status, error, kind = answer.status, answer.error, QNetworkReply.NetworkError
        if status in NO_PICTURE or error == kind.ContentNotFoundError:
            return None
        if error == kind.NoError:
            return answer.body or None
        host = self._host
        if status in (401, 403):
            raise InputError(
                tr("{host} refuses access to this layer ({status}).").format(host=host, status=status),
                tr("Check its key or login in the layer's source, or ask its provider."),
            )
        if status == 407 or error in (kind.ProxyAuthenticationRequiredError, kind.ProxyConnectionRefusedError):
            raise InputError(tr("The proxy refuses the connection."), tr("Check QGIS: Settings, Options, Network."))
        if error == kind.SslHandshakeFailedError:
            raise InputError(
                tr("The certificate of {host} is not trusted.").format(host=host),
                tr("Check it in QGIS: Settings, Options, Authentication, Manage Certificates."),
            )
        if status == 429:
            told = InputError(
                tr("{host} allows no more requests for now (429).").format(host=host),
                tr("Wait, or choose a smaller area."),
            )
            return _FailedError(
                told, float(answer.retry_after[:9]) if re.fullmatch("[0-9]+", answer.retry_after) else 0.0
            )
        if status is not None and 400 <= status < 500:
            raise InputError(
                tr("{host} does not accept the request ({status}{excerpt}).").format(
                    host=host, status=status, excerpt=_excerpt(answer.body)
                ),
                tr("Check that QGIS itself shows the layer here."),
            )
        if status is not None:
            return _FailedError(
                InputError(
                    tr("{host} failed {n} times ({status}).").format(host=host, n=ATTEMPTS, status=status), _again()
                )
            )
        if error in (kind.TimeoutError, kind.OperationCanceledError):
            return _FailedError(
                InputError(
                    tr("{host} did not answer for {seconds} seconds, {n} times.").format(
                        host=host, seconds=figure(f"{self._patience_s:.0f}"), n=ATTEMPTS
                    ),
                    _again(),
                )
            )
        if error == kind.HostNotFoundError:
            return _FailedError(
                InputError(
                    tr("{host} cannot be found.").format(host=host),
                    tr("Is there a network? {again}").format(again=_again()),
                )
            )
        return _FailedError(
            InputError(tr("{host} cannot be reached ({error}).").format(host=host, error=answer.reason), _again())
        )

    def _picture(self, body: Optional[bytes]) -> Optional[QImage]:
        if body is None:
            return None
        image = picture_of(body, self._host)
        if image.isNull():
            raise InputError(
                tr("{host} answered with something that is no picture{quoted}.").format(
                    host=self._host, quoted=_quoted(words(body))
                ),
                tr("Check that QGIS itself shows the layer here. Nothing was kept."),
            )
        return image

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._token.check()
            time.sleep(min(0.1, seconds))


def words(body: bytes) -> str:
    """What a page or a service's exception says, without its tags, shortened; "" for what is no text."""
    if b"\0" in body[:1000]:
        return ""
    text = body[:4000].decode("utf-8", "replace")
    text = re.sub(r"(?is)<(style|script)\b.*?</\1>|<[^>]*>", " ", text)
    text = " ".join(text.split())
    return text[:120] + ("…" if len(text) > 120 else "")


def _excerpt(body: bytes) -> str:
    text = words(body)
    return f": {text}" if text else ""


def _again() -> str:
    return tr("Nothing was kept of it. Press Run again; what QGIS still has in its cache is not fetched twice.")


def _quoted(text: str) -> str:
    return f" (“{text}”)" if text else ""
