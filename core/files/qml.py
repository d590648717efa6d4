"""Styles in QGIS's own format (QML, as QGIS 3.22 writes it), written without QGIS."""

from __future__ import annotations

import html
from typing import Mapping

OTHER = "#b0b0b0"  # classes that are added later


def class_style(field: str, colours: Mapping[str, str]) -> str:
    """A categorised polygon style.

    Args:
        field: The attribute with the class names.
        colours: "#rrggbb" or "#rrggbbaa" by class name; a fully transparent class gets no outline either.
    """
    # A layout evaluates what stands in [% %] of a label; a sign of no width breaks that.
    entries = [(name, name.replace("[%", "[\u2060%"), colour) for name, colour in colours.items()]
    entries.append(("", "other", OTHER))  # "": all others
    categories = "".join(
        f'      <category symbol="{index}" value="{html.escape(value)}" label="{html.escape(label)}" type="string" '
        'render="true"/>\n'
        for index, (value, label, _) in enumerate(entries)
    )
    symbols = "".join(_symbol(index, colour) for index, (_, _, colour) in enumerate(entries))
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis version="3.22.16-Białowieża" styleCategories="Symbology">\n'
        f'  <renderer-v2 type="categorizedSymbol" attr="{html.escape(field)}" forceraster="0" symbollevels="0" '
        'enableorderby="0">\n'
        f"    <categories>\n{categories}    </categories>\n    <symbols>\n{symbols}    </symbols>\n"
        "    <rotation/>\n    <sizescale/>\n  </renderer-v2>\n</qgis>\n"
    )


def _symbol(index: int, colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    alpha = int(colour[7:9], 16) if len(colour) == 9 else 255
    fill = f"{red},{green},{blue},{alpha if alpha < 255 else 128}"  # the picture below stays visible
    options = {
        "color": fill,
        "style": "solid",
        "outline_color": f"{red},{green},{blue},{alpha}",
        "outline_style": "solid" if alpha else "no",
        "outline_width": "0.3",
        "outline_width_unit": "MM",
        "joinstyle": "bevel",
        "offset": "0,0",
        "offset_unit": "MM",
    }
    rows = "".join(f'            <Option type="QString" name="{k}" value="{v}"/>\n' for k, v in options.items())
    return (
        f'      <symbol type="fill" name="{index}" alpha="1" force_rhr="0" clip_to_extent="1">\n'
        '        <layer class="SimpleFill" enabled="1" pass="0" locked="0">\n'
        f'          <Option type="Map">\n{rows}          </Option>\n        </layer>\n      </symbol>\n'
    )
