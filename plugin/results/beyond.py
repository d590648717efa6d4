"""What a layer shows beyond its file, virtual fields and joins, written where the engine can read it.

Only QGIS knows these values: an expression may ask for a project's variable, a join for another layer. They are taken
from a copy of the layer, which shows what is saved and no filter, in the main thread.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsFields,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...core.errors import OutputError
from ..translation import tr

ID = "terralex_id"  # the table's own number of a row: the id of the feature in the file
BEYOND = (QgsFields.FieldOrigin.OriginExpression, QgsFields.FieldOrigin.OriginJoin)


def beyond_fields(layer: QgsVectorLayer) -> list[QgsField]:
    """The fields that a layer has beyond its file."""
    fields = layer.fields()
    return [fields.at(index) for index in range(fields.count()) if fields.fieldOrigin(index) in BEYOND]


def write_beyond(layer: QgsVectorLayer, path: Path) -> str:
    """Write the values of these fields, a row with the same id for each feature of the file.

    Args:
        layer: The layer; its unsaved edits and its filter do not count.
        path: The GeoPackage to write.

    Returns:
        The path, or "" where the layer has no such field.

    Raises:
        OutputError: it cannot be written.
    """
    if not beyond_fields(layer):
        return ""
    saved = layer.clone()
    if saved.subsetString():
        saved.setSubsetString("")
    fields, taken = QgsFields(), []
    plain = {field.type(): field for field in _plain_fields()}
    for field in beyond_fields(saved):
        kept = QgsField(plain.get(field.type(), plain[_text()]))  # lists and the like become text
        kept.setName(field.name())
        fields.append(kept)
        taken.append((saved.fields().indexOf(field.name()), None if field.type() in plain else field))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName, options.layerOptions = "GPKG", "beyond", [f"FID={ID}"]
    fields.append(_plain_fields().at(0))
    writer = QgsVectorFileWriter.create(
        str(path),
        fields,
        QgsWkbTypes.Type.NoGeometry,
        QgsCoordinateReferenceSystem(),
        QgsProject.instance().transformContext(),
        options,
    )
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    for feature in saved.getFeatures(request):
        row = QgsFeature(fields)
        values = [_value(feature.attribute(index), field) for index, field in taken]
        row.setAttributes([*values, feature.id()])
        if not writer.addFeature(row):
            break
    failed = writer.errorMessage() if writer.hasError() else ""
    del writer  # the file is complete when its writer is gone
    if failed:
        raise OutputError(
            tr("The virtual fields and joins of “{layer}” cannot be written: {error}.").format(
                layer=layer.name(), error=failed
            ),
            tr("Is the disk full or disconnected?"),
        )
    return str(path)


def _plain_fields() -> QgsFields:
    """A field of each type that a GeoPackage holds, the first one for the id; types have other names in Qt 6."""
    kinds = ("int8", "int", "double", "string", "bool", "date", "datetime")
    wanted = "&".join(f"field={ID if kind == 'int8' else kind}:{kind}" for kind in kinds)
    return QgsVectorLayer(f"NoGeometry?{wanted}", "", "memory").fields()


def _text() -> Any:
    fields = _plain_fields()
    return fields.at(fields.indexOf("string")).type()


def _value(value: Any, field: Optional[QgsField]) -> Any:
    return value if field is None or value is None else field.displayString(value)
