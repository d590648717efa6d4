"""Requests for packs: which addresses are allowed, how redirects are followed, and what a refusal means.

The standard library's client, not huggingface_hub's: the engine's process keeps that library offline on purpose
(core/model), it waits out a "too many requests" without asking whether the user cancelled, it does not compare
checksums, and it leaves files in a cache of its own. Its addresses and its token are used (hub.py). Proxies are those
of QGIS where it hands some over, else those of the environment (network.py).
"""

from __future__ import annotations

import email.utils
import http.client
import ipaddress
import os
import re
import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from ...errors import ModelError
from ...given import visible
from .network import NETWORK, Network

TIMEOUT_S = 20.0  # without a byte; the download goes on from there with a new connection
HOPS = 5
PATIENCE_S = 120.0  # for an answer that is no file
LONGEST_S = 31 * 86400  # a server that asks for more means never
# What a connection raises; http.client lets some numbers of a bad server through as ValueError.
BROKEN = (OSError, http.client.HTTPException, ValueError)
PLAIN_HTTP = "TERRALEX_PLAIN_HTTP"  # "1" allows addresses without encryption, for a mirror in one's own network
_MOVED = (301, 302, 303, 307, 308)
_LATER = (408, 425, 429, 500, 502, 503, 504)
KEPT = "What came so far is kept."


class TryAgainError(Exception):
    """A request failed in a way that may pass; `wait_s` is what the server asks for, None when it does not say."""

    def __init__(self, why: str, wait_s: float | None = None) -> None:
        super().__init__(why)
        self.why, self.wait_s = why, wait_s


@dataclass(frozen=True)
class Answer:
    """A response that is open for reading.

    Attributes:
        status: 200, 206 or 416.
        headers: Lower-case names; of a redirected request those of the first host that named them.
        last: Headers of the last response alone.
        body: What `read(n)` is asked of.
    """

    status: int
    headers: dict[str, str]
    last: dict[str, str]
    body: Any

    def length(self) -> int | None:
        """What the last host says that it sends, in bytes."""
        return whole_number(self.last.get("content-length", ""))


def host_of(url: str) -> str:
    """The host of an address, for sentences."""
    try:
        return visible(urlsplit(url).hostname or url)[:200]
    except ValueError:
        return visible(url)[:200]


def whole_number(text: str) -> int | None:
    """A number of a header; None for what is none, or more than any file has."""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text.strip()) else None


def read_all(body: Any, limit: int) -> bytes:
    """A small answer to its end, within a time.

    Returns:
        At most `limit` + 1 bytes; more than `limit` mean that there was more.

    Raises:
        TryAgainError: the connection broke, or the answer comes without end.
    """
    until, parts, size = time.monotonic() + PATIENCE_S, [], 0
    try:
        while size <= limit and (data := body.read1(min(1 << 20, limit + 1 - size))):
            parts.append(data)
            size += len(data)
            if time.monotonic() > until:
                raise TryAgainError("The answer has no end")
    except BROKEN as error:
        raise TryAgainError("The answer broke off") from error
    return b"".join(parts)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_url(url: str, came_from: str = "") -> None:
    """Refuse addresses that are neither https nor, for this machine or when told so, http.

    Args:
        url: The address.
        came_from: The address that redirected here; a far host may not send us to this machine.

    Raises:
        ModelError: the address is not allowed.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    near = is_loopback(host)
    if not host or parts.scheme not in ("http", "https") or parts.username is not None:
        raise ModelError(f"“{url[:200]}” is not an address that packs may come from.", "Use an https address.")
    if near and came_from and not is_loopback(urlsplit(came_from).hostname or ""):
        raise ModelError(f"{host_of(came_from)} redirects to this computer.", "Check the address of the server.")
    if parts.scheme == "http" and not near and os.environ.get(PLAIN_HTTP) != "1":
        raise ModelError(
            f"The address of {host} is not encrypted.",
            f"Use https, or set {PLAIN_HTTP}=1 for a server in your own network.",
        )


class Client:
    """Sends requests; `token` goes to hosts of `home` only.

    Attributes:
        home: The address whose host may see the token.
    """

    def __init__(self, home: str, token: str, network: Network = NETWORK) -> None:
        self.home, self._token = home, token
        self._opener = network.opener()

    def get(self, url: str, what: str, start: int = 0) -> Answer:
        """Ask for an address, from a byte on.

        Args:
            url: The address.
            what: What is asked for, for the sentence when it is refused.
            start: Bytes that are already here.

        Raises:
            TryAgainError: the connection broke, or the server is busy.
            ModelError: the server will not give it, or the address is not allowed.
        """
        first: dict[str, str] = {}
        came_from = ""
        for _ in range(HOPS + 1):
            check_url(url, came_from)
            response = self._open(url, start)
            last = {name.lower(): value for name, value in response.headers.items()}
            first = {**last, **first}
            if response.status in (200, 206, 416):
                return Answer(response.status, first, last, response)
            response.close()
            if response.status not in _MOVED:
                raise refusal(response.status, url, what, last)
            came_from, url = url, _joined(url, last.get("location", ""))
            for name in ("content-length", "content-range"):
                first.pop(name, None)  # of the redirect's own page
        raise ModelError(f"{host_of(url)} redirects in circles for {what}.", "Check the address of the server.")

    def _open(self, url: str, start: int) -> Any:
        headers = {"User-Agent": "terralex", "Accept-Encoding": "identity", "Connection": "close"}
        same = urlsplit(url)[:2] == urlsplit(self.home)[:2]
        if self._token and same:
            headers["Authorization"] = f"Bearer {self._token}"
        if start:
            headers["Range"] = f"bytes={start}-"
        try:
            return self._opener.open(urllib.request.Request(url, headers=headers), timeout=TIMEOUT_S)
        except BROKEN as error:
            raise unreachable(error, url) from error


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        return location  # `check_url` says that it is no address


def unreachable(error: BaseException, url: str) -> Exception:
    """What a connection's failure means: an error when trying again is useless, else `TryAgainError`."""
    cause = getattr(error, "reason", error)
    host = host_of(url)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return ModelError(
            f"The certificate of {host} cannot be trusted.",
            "Behind a company's proxy, add its certificate in QGIS's Settings > Options > "
            "Authentication, or set SSL_CERT_FILE to the file with it, and fetch again.",
        )
    if "failed: 407" in str(cause):  # http.client's words for a tunnel that the proxy refused
        return ModelError(
            "The proxy wants a name and a password.",
            "Put them into QGIS's Settings > Options > Network, or into HTTPS_PROXY before its host and "
            "an @ sign, and fetch again.",
        )
    return TryAgainError(f"{host} cannot be reached")


def refusal(status: int, url: str, what: str, headers: dict[str, str]) -> Exception:
    """What a status means: an error in the user's words, or `TryAgainError` for those that pass."""
    host = host_of(url)
    if status in _LATER:
        why = "too many requests" if status == 429 else "not available at the moment"
        return TryAgainError(f"{host} says: {why} ({status})", retry_after_s(headers.get("retry-after", "")))
    if status in (401, 403):
        return ModelError(
            f"{host} does not give {what} to you ({status}).",
            "If it asks for conditions to be accepted, do so on its page with an account, set HF_TOKEN to that "
            "account's token, and fetch again.",
        )
    if status in (404, 410):
        return ModelError(
            f"{host} has no {what} ({status}).",
            "Update Terralex; in a pack of your own, check repository, revision and file.",
        )
    if status == 407:
        return unreachable(OSError("the proxy failed: 407"), url)
    return ModelError(f"{host} answered {status} when asked for {what}.", f"Fetch again later. {KEPT}")


def retry_after_s(text: str) -> float | None:
    """Seconds of a Retry-After header: a number, or a date."""
    if re.fullmatch(r"[0-9]+", text.strip()):
        return float(min(int(text.strip()[:9]), LONGEST_S))
    try:
        return min(LONGEST_S, max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time()))
    except (TypeError, ValueError, OverflowError, OSError, IndexError):
        return None
