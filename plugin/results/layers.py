"""A finished run as layers: polygons to edit, the class raster, and how sure the run was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsColorRampShader,
    QgsDataProvider,
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsFieldConstraints,
    QgsFillSymbol,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...core.errors import InputError, OutputError
from ...core.recipe import LAYER
from ...core.vocabulary import BACKGROUND, ClassSpec
from ..translation import tr
from .ground import ground_area

ROLES = ("polygons", "classes", "confidence")
FILL_ALPHA = 105  # of 255: the picture stays readable under the polygons
# Viridis: equal steps of confidence look equally large, and it survives colour blindness and grey print.
VIRIDIS = ((0.0, "#440154"), (0.25, "#3b528b"), (0.5, "#21918c"), (0.75, "#5ec962"), (1.0, "#fde725"))

_ROLE, _RUN, _CLASSES = "terralex/role", "terralex/run", "terralex/classes"


def add_results(project: QgsProject, result: Mapping[str, Any], specs: Sequence[ClassSpec], image: str) -> str:
    """Show a run's outputs as one group on top of the layer tree.

    Args:
        project: Where to.
        result: Of the engine's `segment` (paths: folder, segments, classes, confidence).
        specs: The run's classes with their colours, in the order of their ids.
        image: The raster's name, for the names of the layers.

    Returns:
        The run, as `run_layers` takes it.

    Raises:
        OutputError: an output cannot be opened.
    """
    run = str(result["folder"])
    title = f"{image} {Path(run).name}"
    polygons = QgsVectorLayer(segments_uri(result["segments"]), tr("Polygons {title}").format(title=title), "ogr")
    classes = QgsRasterLayer(str(result["classes"]), tr("Classes {title}").format(title=title), "gdal")
    confidence = QgsRasterLayer(str(result["confidence"]), tr("Confidence {title}").format(title=title), "gdal")
    made = dict(zip(ROLES, (polygons, classes, confidence)))
    for role, layer in made.items():
        if not layer.isValid():
            raise OutputError(
                tr("The result {file} cannot be opened.").format(file=layer.source()),
                tr("Run again, into another folder."),
            )
        layer.setCustomProperty(_ROLE, role)
        layer.setCustomProperty(_RUN, run)
        layer.setCustomProperty(_CLASSES, json.dumps([[spec.name, spec.colour] for spec in specs]))
    style_polygons(polygons, specs)
    style_classes(classes, specs)
    style_confidence(confidence)
    group = QgsLayerTreeGroup(f"Terralex {title}")
    for role, layer in made.items():
        project.addMapLayer(layer, False)
        node = group.addLayer(layer)
        # The class raster shows what the polygons show; both at once would mix their colours.
        node.setItemVisibilityChecked(role == "polygons")
        node.setExpanded(role == "polygons")
    project.layerTreeRoot().insertChildNode(0, group)
    group.setExpanded(False)  # QGIS's legend hears only changes, and begins with a collapsed group
    group.setExpanded(True)
    return run


def is_result(layer: QgsMapLayer) -> bool:
    """Whether a run made this layer."""
    return bool(layer.customProperty(_ROLE))


def segments_uri(path: Any) -> str:
    """What the ogr provider opens for the polygons of a run."""
    return f"{path}|layername={LAYER}"


def run_layers(project: QgsProject, active: Optional[QgsMapLayer]) -> dict[str, QgsMapLayer]:
    """The layers of the run that the active layer belongs to, else of the topmost run, by role.

    Raises:
        InputError: the project holds no result.
    """
    run = active.customProperty(_RUN) if active is not None else None
    found: dict[str, QgsMapLayer] = {}
    for layer in project.layerTreeRoot().layerOrder():
        run = run or layer.customProperty(_RUN)
        if run and layer.customProperty(_RUN) == run:
            found.setdefault(str(layer.customProperty(_ROLE)), layer)
    if not found:
        raise InputError(
            tr("There is no result in this project."), tr("Press Run first, or open the project that holds it.")
        )
    return found


def layer_of(layers: Mapping[str, QgsMapLayer], role: str) -> Any:
    """One layer of a run.

    Raises:
        InputError: it was removed from the project, or its file from the disk.
    """
    layer = layers.get(role)
    if layer is None:
        raise InputError(
            tr("The {role} of this run are not in the project any more.").format(role=_called(role)),
            tr("Add their file to the project again, or run again."),
        )
    path = file_of(layer)
    if not layer.isValid() or not path.is_file():
        raise InputError(
            tr("The file of “{layer}” is no longer there: {path}.").format(layer=layer.name(), path=path),
            tr("Bring it back, or run again."),
        )
    return layer


def _called(role: str) -> str:
    return {"polygons": tr("polygons"), "classes": tr("classes"), "confidence": tr("confidence values")}[role]


def file_of(layer: QgsMapLayer) -> Path:
    """The file behind a layer of a run."""
    return Path(layer.source().split("|")[0])


def run_of(layer: QgsMapLayer) -> str:
    """The folder of the run that a layer belongs to: where its file lies, also after the folder was moved."""
    return str(file_of(layer).parent)


def run_classes(layer: QgsMapLayer) -> list[ClassSpec]:
    """The run's classes, as its layers remember them."""
    return [ClassSpec(name, colour=colour) for name, colour in json.loads(layer.customProperty(_CLASSES, "[]"))]


def repoint(layer: QgsMapLayer, path: Path) -> None:
    """Let a layer show another file; its style, name and form stay."""
    source = segments_uri(path) if isinstance(layer, QgsVectorLayer) else str(path)
    layer.setDataSource(source, layer.name(), layer.providerType(), QgsDataProvider.ProviderOptions())
    if not layer.isValid():
        raise OutputError(tr("The result {file} cannot be opened.").format(file=path), tr("Try again."))
    layer.triggerRepaint()


def style_polygons(layer: QgsVectorLayer, specs: Sequence[ClassSpec]) -> None:
    """Colours by class, and a form in which only a class of the run can be chosen."""
    categories = []
    for spec in specs:
        colour = QColor(spec.colour)
        fill = QColor(colour)
        fill.setAlpha(FILL_ALPHA)
        symbol = QgsFillSymbol.createSimple(
            {
                "color": fill.name(QColor.NameFormat.HexArgb),
                "outline_color": colour.darker(125).name(),
                "outline_width": "0.3",
                "joinstyle": "round",
            }
        )
        symbol[0].setFillColor(fill)
        categories.append(QgsRendererCategory(spec.name, symbol, spec.name))
    if BACKGROUND not in {spec.name for spec in specs}:
        clear = QgsFillSymbol.createSimple({"style": "no", "outline_style": "no"})
        categories.append(QgsRendererCategory(BACKGROUND, clear, BACKGROUND))
    layer.setRenderer(QgsCategorizedSymbolRenderer("class_name", categories))
    _set_up_form(layer, [BACKGROUND, *(spec.name for spec in specs)])


def _set_up_form(layer: QgsVectorLayer, names: Sequence[str]) -> None:
    """`class_id` is what the annotator chooses; `class_name` and the area follow it, so they cannot disagree."""
    fields = layer.fields()
    identity, name, area = (fields.indexOf(field) for field in ("class_id", "class_name", "area_m2"))
    form = layer.editFormConfig()
    if identity >= 0:
        choices = [{label: str(value)} for value, label in enumerate(names)]
        layer.setEditorWidgetSetup(identity, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
        layer.setFieldAlias(identity, tr("class"))
        layer.setFieldConstraint(identity, QgsFieldConstraints.Constraint.ConstraintNotNull)
    if identity >= 0 and name >= 0:
        table = ", ".join(f"'{value}', {_quoted(label)}" for value, label in enumerate(names))
        layer.setDefaultValueDefinition(name, QgsDefaultValue(f'map_get(map({table}), to_string("class_id"))', True))
        layer.setEditorWidgetSetup(name, QgsEditorWidgetSetup("ValueMap", {"map": [{label: label} for label in names]}))
        form.setReadOnly(name, True)
    ground = ground_area(layer)
    if area >= 0 and ground:
        layer.setDefaultValueDefinition(area, QgsDefaultValue(ground, True))
        form.setReadOnly(area, True)
    layer.setEditFormConfig(form)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def style_classes(layer: QgsRasterLayer, specs: Sequence[ClassSpec]) -> None:
    """The run's classes only: background and nodata stay transparent."""
    entries = [
        QgsPalettedRasterRenderer.Class(value, QColor(spec.colour), spec.name)
        for value, spec in enumerate(specs, start=1)
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, entries))
    layer.setOpacity(0.7)


def style_confidence(layer: QgsRasterLayer) -> None:
    """Viridis from 0 to 1, the same for every run."""
    ramp = QgsColorRampShader(0.0, 1.0)
    ramp.setColorRampType(QgsColorRampShader.Type.Interpolated)
    ramp.setColorRampItemList(
        [QgsColorRampShader.ColorRampItem(value, QColor(colour), f"{value:.2f}") for value, colour in VIRIDIS]
    )
    shader = QgsRasterShader(0.0, 1.0)
    shader.setRasterShaderFunction(ramp)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(0.0)
    renderer.setClassificationMax(1.0)
    layer.setRenderer(renderer)
