"""The way out: proxies and certificates, those of QGIS's settings or those of the environment."""

from __future__ import annotations

import ssl
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from ...errors import ModelError


@dataclass(frozen=True)
class Network:
    """What QGIS's settings say; what is empty is left to the environment (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE).

    Attributes:
        proxies: Variables such as HTTPS_PROXY and NO_PROXY.
        certificates: PEM text of what is to be trusted besides the system's certificates.
    """

    proxies: Mapping[str, str] = field(default_factory=dict)
    certificates: str = ""

    def opener(self) -> urllib.request.OpenerDirector:
        """What sends requests: no handler for file:, ftp: or data:, none that redirects.

        Raises:
            ModelError: a proxy or a certificate cannot be used.
        """
        context = ssl.create_default_context()
        try:
            if self.certificates:
                context.load_verify_locations(cadata=self.certificates)
        except (ssl.SSLError, ValueError) as error:
            raise ModelError(
                "The certificates that QGIS hands over cannot be read.",
                "Look through them in Settings > Options > Authentication.",
            ) from error
        made = urllib.request.OpenerDirector()
        for handler in (
            _Proxies(self.proxies),
            urllib.request.UnknownHandler(),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(context=context),
        ):
            made.add_handler(handler)
        return made


NETWORK = Network()


class _Proxies(urllib.request.ProxyHandler):
    """The proxies that were handed over, else those of the environment."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        given = {name.lower(): value for name, value in variables.items()}
        self._direct = given.pop("no_proxy", "")
        proxies = {name[: -len("_proxy")]: value for name, value in given.items() if name.endswith("_proxy")}
        if any(urlsplit(address).scheme not in ("", "http", "https") for address in proxies.values()):
            raise ModelError(
                "Packs cannot be fetched through a SOCKS proxy, which QGIS's settings name.",
                "Set an HTTP proxy in Settings > Options > Network, or import the pack.",
            )
        super().__init__(proxies or None)

    def proxy_open(self, req: urllib.request.Request, proxy: str, type: str) -> Any:
        """Send a request by way of the proxy, unless its host is to be reached directly."""
        bypass = urllib.request.proxy_bypass_environment  # type: ignore[attr-defined]  # in Python, not in its stubs
        if self._direct and bypass(req.host, {"no": self._direct}):
            return None
        return super().proxy_open(req, proxy, type)
