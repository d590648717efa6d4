"""A finished run as layers: polygons to edit, the class raster, and how sure the run was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence, Union

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsColorRampShader,
    QgsDataProvider,
    QgsEditFormConfig,
    QgsFillSymbol,
    QgsLayerMetadata,
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

from ...core.errors import InputError, OutputError, TerralexError
from ...core.recipe import CLASSES, CONFIDENCE, LAYER, RECIPE, SEGMENTS, read_recipe
from ...core.results import ClassTable, generation, read_table
from ...core.vocabulary import BACKGROUND, ClassSpec
from ..translation import tr
from ..wording import without_expressions
from .form import set_up_form
from .groups import names, new_group

ROLES = ("polygons", "classes", "confidence")
FILES = dict(zip(ROLES, (SEGMENTS, CLASSES, CONFIDENCE)))  # as a run makes them; edits have a number
Classes = Union[ClassTable, Sequence[ClassSpec]]  # a list's ids are 1, 2, 3 …
PREVIEW = "terralex-preview-"  # how the folders of previews begin, which are runs as well
GLANCE = "terralex/preview"  # a layer's custom property
FILL_ALPHA = 105  # of 255: the picture stays readable under the polygons
# Viridis: equal steps of confidence look equally large, and it survives colour blindness and grey print.
VIRIDIS = ((0.0, "#440154"), (0.25, "#3b528b"), (0.5, "#21918c"), (0.75, "#5ec962"), (1.0, "#fde725"))

_ROLE, _RUN, _CLASSES = "terralex/role", "terralex/run", "terralex/classes"


def add_results(project: QgsProject, result: Mapping[str, Any], specs: Classes, image: str) -> str:
    """Show a run's outputs as one group on top of the layer tree.

    Args:
        project: Where to.
        result: Of the engine's `segment` (paths: folder, segments, classes, confidence).
        specs: The run's classes with their colours.
        image: The raster's name, for the names of the layers.

    Returns:
        The run, as `run_layers` takes it.

    Raises:
        OutputError: an output cannot be opened.
    """
    run = str(result["folder"])
    called = names(image, Path(run))
    polygons = bare_vector(segments_uri(result["segments"]), called["polygons"])
    classes = bare_raster(str(result["classes"]), called["classes"])
    confidence = bare_raster(str(result["confidence"]), called["confidence"])
    made = dict(zip(ROLES, (polygons, classes, confidence)))
    for role, layer in made.items():
        if not layer.isValid():
            raise OutputError(
                tr("The result {file} cannot be opened.").format(file=layer.source()),
                tr("Run again, into another folder."),
            )
        layer.setCustomProperty(_ROLE, role)
        layer.setCustomProperty(_RUN, run)
        layer.setCustomProperty(_CLASSES, json.dumps([[spec.name, spec.colour] for _, spec in numbered(specs)]))
    style_polygons(polygons, specs)
    style_classes(classes, specs)
    style_confidence(confidence)
    group = new_group(project, called["group"], Path(run))
    for role, layer in made.items():
        project.addMapLayer(layer, False)
        node = group.addLayer(layer)
        # The class raster shows what the polygons show; both at once would mix their colours.
        node.setItemVisibilityChecked(role == "polygons")
        node.setExpanded(role == "polygons")
    group.setExpanded(False)  # QGIS's legend hears only changes, and begins with a collapsed group
    group.setExpanded(True)
    return run


def bare_vector(source: str, name: str) -> QgsVectorLayer:
    """A vector layer without what its file brings along: style, form with its code, actions, map tips, metadata.

    A GeoPackage may hold all of these, and a .qml beside any file; results can come from somebody else.
    """
    options = QgsVectorLayer.LayerOptions(QgsProject.instance().transformContext())
    options.loadDefaultStyle = False
    layer = QgsVectorLayer(source, name, "ogr", options)
    form = layer.editFormConfig()  # not a new one: that would know no fields, and keep none of them from being changed
    form.setInitCodeSource(QgsEditFormConfig.PythonInitCodeSource.CodeSourceNone)
    form.setInitCode("")
    form.setInitFunction("")
    layer.setEditFormConfig(form)
    layer.actions().clearActions()
    layer.setMapTipTemplate("")
    layer.setMetadata(QgsLayerMetadata())
    if layer.fields().indexOf("class_name") >= 0:
        layer.setDisplayExpression('"class_name"')
    return layer


def bare_raster(source: str, name: str) -> QgsRasterLayer:
    """A raster layer, likewise."""
    options = QgsRasterLayer.LayerOptions(False, QgsProject.instance().transformContext())
    layer = QgsRasterLayer(source, name, "gdal", options)
    layer.setMetadata(QgsLayerMetadata())
    return layer


def role_of(layer: Optional[QgsMapLayer]) -> str:
    """What a layer is of a run: one of `ROLES`, or "" where it shows no file of one.

    The file decides, and where it lies: what a layer remembers is copied with its style and to its duplicates.
    """
    if not isinstance(layer, (QgsVectorLayer, QgsRasterLayer)):
        return ""
    file = file_of(layer)
    if any(part.startswith(PREVIEW) for part in file.parts):
        return ""
    role = next((role for role, name in FILES.items() if generation(file, name) >= 0), "")
    return role if role and (layer.customProperty(_ROLE) or (file.parent / RECIPE).is_file()) else ""


def is_result(layer: QgsMapLayer) -> bool:
    """Whether a layer shows a file of a run."""
    return bool(role_of(layer))


def is_preview(layer: QgsMapLayer) -> bool:
    """Whether a layer is only to be looked at for a while: no input, and no result."""
    return bool(layer.customProperty(GLANCE))


def segments_uri(path: Any) -> str:
    """What the ogr provider opens for the polygons of a run."""
    return f"{path}|layername={LAYER}"


def run_layers(project: QgsProject, active: Optional[QgsMapLayer]) -> dict[str, QgsMapLayer]:
    """The layers of the run that the active layer belongs to, else of the topmost run, by role.

    Raises:
        InputError: the project holds no result.
    """
    found: dict[str, QgsMapLayer] = {}
    listed = [active] if active is not None else []
    run = ""
    for layer in [*listed, *project.layerTreeRoot().layerOrder()]:
        role = role_of(layer)
        run = run or (run_of(layer) if role else "")
        if role and run_of(layer) == run:
            found.setdefault(role, layer)
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
    """The classes of the run that a layer shows, as they are now."""
    return [spec for _, spec in numbered(table_of(layer))]


def table_of(layer: QgsMapLayer) -> ClassTable:
    """The same with their ids; of a folder without a recipe, as the layer remembers them.

    Raises:
        InputError: the list was edited and cannot be read.
    """
    if (Path(run_of(layer)) / RECIPE).is_file():
        return read_table(run_of(layer))
    return ClassTable.of_specs(_remembered(layer))


def numbered(classes: Classes) -> list[tuple[int, ClassSpec]]:
    """Classes with their ids."""
    if isinstance(classes, ClassTable):
        return [(entry.value, entry.spec) for entry in classes.live]
    return list(enumerate(classes, start=1))


def _remembered(layer: QgsMapLayer) -> list[ClassSpec]:
    return [ClassSpec(name, colour=colour) for name, colour in json.loads(layer.customProperty(_CLASSES, "[]"))]


def repoint(layer: QgsMapLayer, path: Path) -> None:
    """Let a layer show another file; its style, name and form stay."""
    source = segments_uri(path) if isinstance(layer, QgsVectorLayer) else str(path)
    layer.setDataSource(source, layer.name(), layer.providerType(), QgsDataProvider.ProviderOptions())
    if not layer.isValid():
        raise OutputError(tr("The result {file} cannot be opened.").format(file=path), tr("Try again."))
    layer.triggerRepaint()


def style_polygons(layer: QgsVectorLayer, classes: Classes) -> None:
    """Colours by class, and a form in which only a class of the run can be chosen."""
    categories, specs = [], [spec for _, spec in numbered(classes)]
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
        categories.append(QgsRendererCategory(spec.name, symbol, without_expressions(spec.name)))
    if BACKGROUND not in {spec.name for spec in specs}:
        clear = QgsFillSymbol.createSimple({"style": "no", "outline_style": "no"})
        categories.append(QgsRendererCategory(BACKGROUND, clear, BACKGROUND))
    layer.setRenderer(QgsCategorizedSymbolRenderer("class_name", categories))
    set_up_form(layer, {0: BACKGROUND, **{value: spec.name for value, spec in numbered(classes)}})


def style_classes(layer: QgsRasterLayer, classes: Classes) -> None:
    """The run's classes only: background and nodata stay transparent."""
    entries = [
        QgsPalettedRasterRenderer.Class(value, QColor(spec.colour), without_expressions(spec.name))
        for value, spec in numbered(classes)
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


def hide_other_runs(layer: QgsVectorLayer) -> None:
    """Earlier runs of the same raster off the map: one draft is looked at, not several at once."""
    image = _image_of(run_of(layer))
    root = QgsProject.instance().layerTreeRoot()
    for other in QgsProject.instance().mapLayers().values():
        if is_result(other) and run_of(other) != run_of(layer) and image and _image_of(run_of(other)) == image:
            node = root.findLayer(other.id())
            if node is not None:
                node.setItemVisibilityChecked(False)


def _image_of(run: str) -> str:
    try:
        return str(read_recipe(Path(run)).get("image", ""))
    except TerralexError:
        return ""
