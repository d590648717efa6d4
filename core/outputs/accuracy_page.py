"""The accuracy report as one HTML page that opens without a network: its picture and its style are inside."""

from __future__ import annotations

import base64
import html
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import accuracy_words as words
from ..accuracy import NOTHING, Accuracy, Estimate, scaled
from ..files.map_picture import BACKGROUND, INKS
from ..sample import Sample

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
.verdict { font-size: 1.25rem; font-weight: 600; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .5rem; text-align: right; white-space: nowrap; }
th, td { border-bottom: 1px solid rgba(128, 128, 128, .4); }
th:first-child { text-align: left; }
td.own { font-weight: 700; background: rgba(128, 128, 128, .15); }
img { max-width: 100%; max-height: 46rem; background: white; border: 1px solid rgba(128, 128, 128, .4); }
.key { display: inline-block; margin: 0 1rem .3rem 0; } .key i { margin-right: .4rem; vertical-align: -.1rem; }
.key i { width: .9rem; height: .9rem; border: 1px solid rgba(0, 0, 0, .5); display: inline-block; }
.key i.round { border-radius: 50%; } .key i.cross { border: 0; font: 700 1.3rem/.8 sans-serif; text-align: center; }
.note { border-left: 4px solid #c60; padding-left: .8rem; } small { opacity: .8; }
"""


@dataclass(frozen=True)
class Page:
    """What the page tells.

    Attributes:
        sample, found: What was drawn, and what the judged points say.
        stop: Whether the overall accuracy is known well enough.
        judged: Points.
        picture: PNG of the map.
        by: Who judged.
        notes: What people should know.
        run: Name of the run.
        words: Its words in another language.
    """

    sample: Sample
    found: Accuracy
    stop: bool
    judged: int
    picture: bytes
    by: Sequence[str]
    notes: Sequence[str]
    run: str
    words: Mapping[str, Any]

    def say(self, text: str, **values: object) -> str:
        """A text in the reader's language, ready for HTML."""
        told = str(self.words.get(text, text))
        for name, value in values.items():  # not format: a translation is not ours
            told = told.replace("{" + name + "}", str(value))
        return html.escape(told)


def page_of(page: Page) -> str:
    """The page."""
    overall = page.found.overall
    verdict = page.say(words.STOP if page.stop else words.GO_ON, **_values(overall))
    if page.judged == len(page.sample.strata) and not page.stop:
        verdict = page.say(words.OVERALL, **_values(overall))
    title = f"{page.say(words.TITLE)} {html.escape(page.run)}"
    notes = "".join(f'<p class="note">{page.say(note)}</p>' for note in page.notes)
    judged = page.say(words.JUDGED, judged=page.judged, drawn=len(page.sample.strata))
    by = f" {html.escape(', '.join(page.by))}." if page.by else ""
    unsure = any(each.half == 0 for each in page.found.users.values())
    parts = [
        f"<h1>{title}</h1>",
        f'<p class="verdict">{verdict}</p><p>{judged}{by}</p>{notes}',
        f"<h2>{page.say(words.BY_CLASS)}</h2>{_classes(page)}<p>{page.say(words.MEANING)}</p>",
        f'<p class="note">{page.say(words.UNSURE)}</p>' if unsure else "",
        f"<h2>{page.say(words.MAP)}</h2>{_picture(page)}",
        f"<h2>{page.say(words.MATRIX)}</h2><p>{page.say(words.ROWS)}</p>{_matrix(page, page.found.points, str)}",
        f"<h2>{page.say(words.SHARES)}</h2>{_matrix(page, page.found.shares, lambda share: f'{share:.4f}')}",
        f"<h2>{page.say(words.HOW)}</h2><p>{_method(page)}</p>",
        f"<p><small>Terralex, {time.strftime('%Y-%m-%d')}</small></p>",
    ]
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    return (
        f"<!DOCTYPE html>\n<html><head>{head}<style>{STYLE}</style></head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _values(found: Estimate) -> dict[str, str]:
    return {"value": f"{found.value or 0.0:.2f}", "half": f"{found.half or 0.0:.2f}"}


def _method(page: Page) -> str:
    drawn = page.say(words.DRAWN, seed=page.sample.seed, allocation=page.sample.allocation)
    return f"{drawn} {page.say(words.METHOD)}"


def _name(page: Page, value: int) -> str:
    return html.escape(page.sample.names.get(value, str(value)))


def _picture(page: Page) -> str:
    light = "#{:02x}{:02x}{:02x}".format(*BACKGROUND)
    keys = [
        (f'<i style="background:{html.escape(page.sample.colours.get(value, light))}"></i>', _name(page, value))
        for value in page.found.classes
    ]
    keys.append((f'<i class="round" style="background:{INKS[words.RIGHT]}"></i>', page.say(words.RIGHT)))
    keys.append(('<i class="cross">×</i>', page.say(words.WRONG)))
    if page.judged < len(page.sample.strata):
        keys.append((f'<i class="round" style="border-color:{INKS[words.OPEN]}"></i>', page.say(words.OPEN)))
    legend = "".join(f'<span class="key">{sign}{text}</span>' for sign, text in keys)
    data = base64.b64encode(page.picture).decode()
    return f'<p>{legend}</p><p><img alt="{page.say(words.MAP)}" src="data:image/png;base64,{data}"></p>'


def _classes(page: Page) -> str:
    sample, found = page.sample, page.found
    whole = sum(sample.pixels.values())
    unit, size = _unit(whole, sample.pixel_m2)
    form = ",.0f" if size >= 1 or unit == "m²" else ",.2f"
    heads = (words.CLASS, words.USERS, words.PRODUCERS, words.MAPPED, words.AREA)
    units = ("", "", "", f" ({unit})", f" ({unit})")
    rows = [[f"{page.say(head)}{html.escape(tail)}" for head, tail in zip(heads, units)]]
    for value in found.classes:
        rows.append(
            [
                _name(page, value),
                _share(found.users.get(value, NOTHING)),
                _share(found.producers[value]),
                f"{sample.pixels.get(value, 0) * size:{form}}",
                _share(scaled(found.areas[value], whole * size), form),
            ]
        )
    return _table(rows)


def _matrix(page: Page, cells: Mapping[tuple[int, int], Any], told: Any) -> str:
    classes = page.found.classes
    rows = [[page.say(words.CLASS), *(_name(page, j) for j in classes), page.say(words.TOTAL)]]
    for i in page.sample.pixels:
        row = [cells.get((i, j), 0) for j in classes]
        rows.append([_name(page, i), *(told(cell) for cell in row), told(sum(row))])
    columns = [sum(cells.get((i, j), 0) for i in page.sample.pixels) for j in classes]
    rows.append([page.say(words.TOTAL), *(told(cell) for cell in columns), told(sum(columns))])
    return _table(rows, [*((k, k) for k in range(1, len(page.sample.pixels) + 1))])


def _table(rows: Sequence[Sequence[str]], own: Sequence[tuple[int, int]] = ()) -> str:
    head = "".join(f'<th scope="col">{cell}</th>' for cell in rows[0])
    body = ""
    for r, row in enumerate(rows[1:], start=1):
        cells = "".join(
            f'<td class="own">{c}</td>' if (r, k) in own else f"<td>{c}</td>" for k, c in enumerate(row) if k
        )
        body += f'<tr><th scope="row">{row[0]}</th>{cells}</tr>'
    return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _share(found: Estimate, form: str = ".2f") -> str:
    if found.value is None or found.half is None:
        return "–"
    return f"{found.value:{form}} ± {found.half:{form}}"


def _unit(pixels: int, pixel_m2: float | None) -> tuple[str, float]:
    """The unit of areas, and how large a pixel is in it."""
    if pixel_m2 is None:
        return "px", 1.0
    whole = pixels * pixel_m2
    if whole >= 1e8:
        return "km²", pixel_m2 / 1e6
    return ("ha", pixel_m2 / 1e4) if whole >= 1e5 else ("m²", pixel_m2)
