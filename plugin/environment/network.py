"""QGIS's proxy and certificates, as the processes that fetch understand them. Asked in the main thread."""

from __future__ import annotations

from typing import Iterable, Sequence
from urllib.parse import quote, urlsplit

from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

WANTED = "https://pypi.org/simple/"  # which proxy the system would take for packages
_NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")


def proxy_variables(
    kind: str, host: str, port: int, login: Sequence[str] = (), excluded: Iterable[str] = ()
) -> dict[str, str]:
    """A proxy as environment variables, which programs of the same user alone can read.

    Args:
        kind: "http", "socks5", or "none" where QGIS asks for a direct connection or for nothing special.
        host: Of the proxy.
        port: Of the proxy; 0 for the usual one.
        login: User and password; empty without one.
        excluded: Addresses that are reached directly, as QGIS keeps them (beginnings of URLs, or hosts).
    """
    if kind == "none" or not host:
        return {}
    who = ":".join(quote(part, safe="") for part in login) + "@" if login else ""
    where = f"[{host}]" if ":" in host else host
    address = f"{kind}://{who}{where}{f':{port}' if port else ''}"
    variables = dict.fromkeys(_NAMES, address)
    direct = [urlsplit(each).hostname if "://" in each else each.strip("/") for each in excluded]
    names = ",".join(name for name in direct if name)
    if names:
        variables.update(NO_PROXY=names, no_proxy=names)
    return variables


def qgis_variables(wanted: str = WANTED) -> dict[str, str]:
    """The proxy that QGIS uses for an address, with the login that it keeps; none where it uses none of its own."""
    manager = QgsNetworkAccessManager.instance()
    proxy = manager.fallbackProxy()
    if proxy.type() == QNetworkProxy.ProxyType.DefaultProxy:
        found = QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(wanted)))
        proxy = found[0] if found else proxy
    kinds = {
        QNetworkProxy.ProxyType.HttpProxy: "http",
        QNetworkProxy.ProxyType.HttpCachingProxy: "http",
        QNetworkProxy.ProxyType.Socks5Proxy: "socks5",
    }
    login = (proxy.user(), proxy.password()) if proxy.user() else ()
    return proxy_variables(
        kinds.get(proxy.type(), "none"), proxy.hostName(), proxy.port(), login, manager.excludeList()
    )


def qgis_certificates() -> str:
    """PEM text of all that QGIS trusts, when somebody added to it; "" when the system's certificates are enough."""
    manager = QgsApplication.authManager()
    if manager.isDisabled() or not (manager.extraFileCAs() or manager.databaseCAs()):
        return ""
    return bytes(manager.trustedCaCertsPemText()).decode("ascii", "ignore")
