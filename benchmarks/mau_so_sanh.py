"""One plan as a template for docxtpl (and docgen), easy-template-x and Carbone, and its data: the same text for all.

Five parts of four items of three tasks, and a table of progress with as many rows as asked for.
"""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from typing import Any

from docgen.docx import package
from docgen.template.empty import EMPTY_PACKAGE

COLUMNS = ("stt", "noi_dung", "chu_tri", "phoi_hop", "bat_dau", "ket_thuc", "ty_le", "ghi_chu")
_SENTENCES = (
    "Rà soát, cập nhật, công khai đầy đủ thông tin trên Cổng Thông tin điện tử của tỉnh theo quy định",
    "Bảo đảm 100% đơn thư được xem xét kịp thời, tỷ lệ chậm trễ < 2%, không để tồn đọng qua quý sau",
    "Phối hợp triển khai chuyển đổi số & xây dựng chính quyền số đối với các hệ thống do đơn vị quản lý",
    "Tổ chức tập huấn kỹ năng cho cán bộ cấp xã, chú trọng các địa bàn vùng sâu, vùng xa, biên giới",
    "Thường xuyên kiểm tra, đôn đốc; đề xuất giải pháp khi kết quả chậm > 5 ngày so với kế hoạch",
)
_UNITS = ("Phòng Tổng hợp", "Ban Tiếp công dân", "Trung tâm Tin học", "Phòng Khoa giáo & Văn xã")


def data(rows: int, seed: int = 1) -> dict[str, Any]:
    """A plan with so many rows; the same seed gives the same plan."""
    chance = random.Random(seed)
    text = lambda count: ". ".join(chance.choice(_SENTENCES) for _ in range(count)) + "."  # noqa: E731
    return {
        "so": str(100 + seed),
        "trich_yeu": f"Cải thiện chỉ số hiệu quả quản trị năm 2026 ({seed})",
        "phan": [
            {
                "ten": f"{part}. NỘI DUNG",
                "muc": [
                    {
                        "ten": f"{item}. {chance.choice(_SENTENCES)[:60]}",
                        "viec": [{"noi_dung": text(3)} for _ in range(3)],
                        "chu_tri": chance.choice(_UNITS),
                    }
                    for item in range(1, 5)
                ],
            }
            for part in ("I", "II", "III", "IV", "V")
        ],
        "hang": [
            {
                "stt": number,
                "noi_dung": f"Nhiệm vụ {number}: {chance.choice(_SENTENCES)[:70]}",
                "chu_tri": chance.choice(_UNITS),
                "phoi_hop": chance.choice(_UNITS),
                "bat_dau": f"{chance.randint(1, 28):02}/{chance.randint(1, 6):02}/2026",
                "ket_thuc": f"{chance.randint(1, 28):02}/{chance.randint(7, 12):02}/2026",
                "ty_le": f"{chance.randint(0, 100)}%",
                "ghi_chu": chance.choice(("Đúng tiến độ", "Chậm < 3 ngày", "Đang trình ký & chờ", "")),
            }
            for number in range(1, rows + 1)
        ],
    }


class Docxtpl:
    """`{%p for … %}` around paragraphs, `{%tr for … %}` in rows of its own."""

    def value(self, path: str) -> str:
        return "{{ " + path + " }}"

    def loop(self, name: str, of: str, inside: str, _first: str) -> str:
        return paragraph(f"{{%p for {name} in {of} %}}") + inside + paragraph("{%p endfor %}")

    def rows(self) -> str:
        cells = [self.value(f"h.{key}") for key in COLUMNS]
        return row(["{%tr for h in hang %}"]) + row(cells) + row(["{%tr endfor %}"])


class EasyTemplateX(Docxtpl):
    """`{#list} … {/list}`, names looked up from the inside out."""

    def value(self, path: str) -> str:
        return "{" + path.rpartition(".")[2] + "}"

    def loop(self, name: str, of: str, inside: str, _first: str) -> str:
        of = of.rpartition(".")[2]
        return paragraph(f"{{#{of}}}") + inside + paragraph(f"{{/{of}}}")

    def rows(self) -> str:
        cells = [self.value(key) for key in COLUMNS]
        return row(["{#hang}" + cells[0], *cells[1:-1], cells[-1] + "{/hang}"])


_CARBONE_PATHS = {"p": "d.phan[i]", "m": "d.phan[i].muc[i]", "v": "d.phan[i].muc[i].viec[i]"}


class Carbone(Docxtpl):
    """`{d.list[i].key}`, and one more element `[i+1]` that says what is repeated."""

    def value(self, path: str) -> str:
        name, _, key = path.rpartition(".")
        return f"{{{_CARBONE_PATHS[name] if name else 'd'}.{key}}}"

    def loop(self, name: str, of: str, inside: str, first: str) -> str:
        return inside + paragraph(f"{{{_CARBONE_PATHS[name][:-3]}[i+1].{first}}}")

    def rows(self) -> str:
        return row([f"{{d.hang[i].{key}}}" for key in COLUMNS]) + row(["{d.hang[i+1].stt}", *[""] * 7])


DIALECTS = {"docxtpl": Docxtpl(), "easy-template-x": EasyTemplateX(), "carbone": Carbone()}
_FONT = (
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="vi-VN"/></w:rPr>'
)


def paragraph(text: str, size: int = 28) -> str:
    """A paragraph formatted as Word does it when nobody uses styles."""
    layout = '<w:spacing w:before="60" w:after="60" w:line="264" w:lineRule="auto"/><w:ind w:firstLine="709"/><w:jc w:val="both"/>'
    font = _FONT.format(size=size)
    return f'<w:p><w:pPr>{layout}</w:pPr><w:r>{font}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def row(texts: list[str]) -> str:
    cell = '<w:tc><w:tcPr><w:tcW w:w="1150" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{}</w:tc>'
    texts = texts + [""] * (len(COLUMNS) - len(texts))
    return "<w:tr>" + "".join(cell.format(paragraph(text, 24)) for text in texts) + "</w:tr>"


def template(dialect: Docxtpl) -> bytes:
    """The plan's template for one of the DIALECTS."""
    tasks = dialect.loop("v", "m.viec", paragraph(dialect.value("v.noi_dung")), "noi_dung")
    lead = paragraph("Đơn vị chủ trì: " + dialect.value("m.chu_tri"))
    items = dialect.loop("m", "p.muc", paragraph(dialect.value("m.ten")) + tasks + lead, "ten")
    parts = dialect.loop("p", "phan", paragraph(dialect.value("p.ten")) + items, "ten")
    grid = "<w:tblGrid>" + '<w:gridCol w:w="1150"/>' * len(COLUMNS) + "</w:tblGrid>"
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="9200" w:type="dxa"/></w:tblPr>{grid}{row(list(COLUMNS))}{dialect.rows()}</w:tbl>'
    )
    head = paragraph("Số: " + dialect.value("so") + "/KH-VP") + paragraph(dialect.value("trich_yeu"))
    parts_of = dict(EMPTY_PACKAGE)
    empty = parts_of["word/document.xml"].decode()
    body = f"<w:body>{head}{parts}{table}{paragraph('Hết.')}"
    parts_of["word/document.xml"] = empty.replace("<w:body>", body).encode()
    return package.write(parts_of)


def by_docxtpl(template_file: bytes, context: Mapping[str, Any]) -> bytes:
    """What docxtpl makes of it: opened anew for each document, as its manual says."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(template_file))
    document.render(context, autoescape=True)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
