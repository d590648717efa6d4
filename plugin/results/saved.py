"""Saved edits into the GeoPackage itself: QGIS leaves them in a log beside it as long as the layer is edited.

Whoever copies the one file then, to send it to somebody, would copy it without them.
"""

from __future__ import annotations

from qgis.core import QgsProviderConnectionException, QgsProviderRegistry, QgsVectorLayer

from .layers import file_of


def into_file(layer: QgsVectorLayer) -> bool:
    """Move what was saved out of SQLite's log, through QGIS's own provider; waits for nobody who reads the file.

    Returns:
        Whether SQLite was asked; where it could not be, the log stays, and QGIS moves it when editing ends.
    """
    try:
        connection = QgsProviderRegistry.instance().providerMetadata("ogr").createConnection(str(file_of(layer)), {})
        connection.executeSql("PRAGMA wal_checkpoint(PASSIVE)")
    except QgsProviderConnectionException:
        return False
    return True
