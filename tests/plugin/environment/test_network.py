"""QGIS's proxy and certificates, as pip is told of them."""

from terralex.plugin.environment.network import proxy_variables


def test_a_proxy_becomes_variables():
    found = proxy_variables(
        "http", "proxy.office", 8080, ("ann@office", "p:w/1"), ["http://intern.office/maps", "10.0.0.1"]
    )
    assert found["HTTPS_PROXY"] == found["http_proxy"] == "http://ann%40office:p%3Aw%2F1@proxy.office:8080"
    assert found["NO_PROXY"] == "intern.office,10.0.0.1"
    assert proxy_variables("http", "::1", 3128)["HTTP_PROXY"] == "http://[::1]:3128"
    assert proxy_variables("none", "proxy", 1) == proxy_variables("http", "", 1) == {}


def test_the_proxy_and_its_login_are_taken_from_qgis():
    from qgis.core import QgsNetworkAccessManager
    from qgis.PyQt.QtNetwork import QNetworkProxy
    from terralex.plugin.environment.network import qgis_certificates, qgis_variables

    manager = QgsNetworkAccessManager.instance()
    before, excluded = manager.fallbackProxy(), manager.excludeList()
    try:
        proxy = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "proxy.office", 8080, "ann", "secret")
        manager.setFallbackProxyAndExcludes(proxy, ["http://intern.office"], [])
        assert qgis_variables()["HTTPS_PROXY"] == "http://ann:secret@proxy.office:8080"
        assert qgis_variables()["NO_PROXY"] == "intern.office"
        manager.setFallbackProxyAndExcludes(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy), [], [])
        assert qgis_variables() == {}
    finally:
        manager.setFallbackProxyAndExcludes(before, excluded, [])
    assert qgis_certificates() == "", "nobody added a certificate"
