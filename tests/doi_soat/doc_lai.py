"""Figures read back from a finished report: from its paragraphs, tables and charts, with nothing of docgen.

Each sentence of the body is taken apart by an expression of its own; one that fits none is an error, so that nothing is
passed over.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from tests.doi_soat.thoi_gian import ngay
from tests.finished import opened

Tho = dict[str, Any]
_NGAY = r"\d+/\d+/\d{4}"
_CAC_HAN = rf"thời hạn {_NGAY}(?:, gia hạn đến {_NGAY}(?: sau khi đã quá hạn)?)*"
# Units begin with a capital, what goes on behind a semicolon does not.
_CAC_DON_VI = r"[A-ZĐ][^;()]*(?:; [A-ZĐ][^;()]*)*"
_KHONG_KET_QUA, _IT_LAN = "chưa có kết quả của", "chưa đủ 03 lần:"
_MUC_DO = r"[Mm]ới đạt \d+% khối lượng|[^;()]+ mới đạt \d+%"


@dataclass
class VanBan:
    """A report: its subject, its sections as (title of the mục, title of the khoản) → paragraphs, its tables by the heading above them."""

    doan: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    bang: dict[str, list[list[str]]] = field(default_factory=dict)
    trich_yeu: str = ""
    sau_bang: dict[str, list[str]] = field(default_factory=dict)
    bieu_do: list[Tho] = field(default_factory=list)

    def khoan(self, title: str) -> list[str]:
        """The paragraphs of the khoản of this title; none where it is not there."""
        return [text for (_, name), texts in self.doan.items() if name == title for text in texts]

    def moi_doan(self) -> Iterator[str]:
        """Every paragraph of the body."""
        for texts in self.doan.values():
            yield from texts


def doc(path: Path) -> VanBan:
    """A finished .docx."""
    document, found = opened(path), VanBan(bieu_do=_cac_bieu_do(path))
    muc, khoan, annex = "", "", ""
    for block in document.element.body.iterchildren():
        if block.tag.endswith("}tbl"):
            found.bang[annex or khoan or muc] = _hang(Table(block, document))
        if not block.tag.endswith("}p"):
            continue
        paragraph = Paragraph(block, document)
        style = paragraph.style.name if paragraph.style else ""
        text = re.sub(r"^([IVX]+|\d+|[a-zđ])[.)] ", "", paragraph.text.strip())
        if style == "ND30 Mục":
            muc, khoan = text, ""
        elif style == "ND30 Khoản có tiêu đề":
            khoan = text
        elif style == "ND30 Trích yếu":
            found.trich_yeu = text
        elif style == "ND30 Tên phụ lục":
            annex = text
        elif style in ("ND30 Lời văn", "ND30 Điểm") and annex:
            found.sau_bang.setdefault(annex, []).append(text)
        elif style in ("ND30 Lời văn", "ND30 Điểm"):
            found.doan.setdefault((muc, khoan), []).append(text)
    return found


def _hang(table: Table) -> list[list[str]]:
    """The rows; a cell that spans several columns stands once."""
    return [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]


# --- Pieces ------------------------------------------------------------------------------------------------------


def so(text: str) -> Decimal | None:
    """`1.234,5` → the number; `–` → None."""
    return None if text == "–" else Decimal(text.replace(".", "").replace(",", "."))


def mot(mau: str, text: str) -> re.Match[str]:
    """The whole text by an expression; an error where it does not fit."""
    found = re.fullmatch(mau, text)
    assert found, f"không đọc được: “{text}”"
    return found


def cac_ten(text: str) -> tuple[str, ...]:
    """Names with a semicolon between them."""
    return tuple(text.split("; ")) if text else ()


def du_so(count: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, where there are as many as the text counts."""
    assert int(count or 0) == len(names), f"đếm {count}, nêu {len(names)}: {names}"
    return names


def bo_van_ban(name: str) -> str:
    """`Nhiệm vụ X (theo Công văn …)` → `Nhiệm vụ X`."""
    return re.sub(r" \(theo .*\)$", "", name)


def ten_va_ngay(text: str) -> tuple[str, date | None]:
    """`Nhiệm vụ X (ngày 05/3/2026)` → the name and the day; None where no day stands there."""
    name, day = mot(rf"(.*?)(?: \(ngày ({_NGAY})\))?", text).groups()
    return name, ngay(day) if day else None


def cac_han(text: str) -> tuple[tuple[date, bool], ...]:
    """`thời hạn 31/8/2026, gia hạn đến 31/10/2026` → the days, each with whether it was given too late."""
    found = re.findall(rf"({_NGAY})( sau khi đã quá hạn)?", mot(_CAC_HAN, text)[0])
    return tuple((ngay(day), bool(late)) for day, late in found)


def muc_do(text: str) -> Tho:
    """`mới đạt 70% khối lượng` → {"": 70}; `Phòng A mới đạt 30%, …` → each unit with its rate."""
    if one := re.fullmatch(r"[Mm]ới đạt (\d+)% khối lượng", text):
        return {"": int(one[1])}
    units = (mot(r"(.+) mới đạt (\d+)%", each) for each in re.split(r"(?<=%), ", text))
    return {each[1]: int(each[2]) for each in units}


def _tre(text: str) -> int:
    """`quá hạn 05 ngày` → 5; `quá hạn` alone: the deadline is the last day."""
    return int(mot(r"[Qq]uá hạn(?: (\d+) ngày)?", text)[1] or 0)


# --- Progress ----------------------------------------------------------------------------------------------------

_VE = {
    "co_han": r"(?:đã )?hoàn thành (?P<xong>\d+)/(?P<co_han>\d+) nhiệm vụ có thời hạn \((?P<ty_le>[\d,]+)%\)"
    r"(?:, trong đó (?P<xong_tre>\d+) nhiệm vụ hoàn thành quá hạn)?",
    "co_han_0": r"(?:chưa có nhiệm vụ nào hoàn thành|chưa hoàn thành nhiệm vụ nào) trong (?P<co_han>\d+) nhiệm vụ có thời hạn",
    "qua_han": r"(?P<qua_han>\d+) nhiệm vụ quá hạn chưa hoàn thành",
    "dang_lam": r"(?P<dang_lam>\d+) nhiệm vụ (?:đến hạn sau ngày chốt số liệu, đang thực hiện|đang thực hiện, còn trong hạn)",
    "chua_bat_dau": r"(?P<chua_bat_dau>\d+) nhiệm vụ (?:đến hạn sau ngày chốt số liệu, chưa bắt đầu|chưa bắt đầu, còn trong hạn)",
    "thuong_xuyen": r"(?P<da_lam>\d+)/(?P<thuong_xuyen>\d+) nhiệm vụ thường xuyên được thực hiện (?:trong quý|ở tất cả các quý có báo"
    r" cáo) \((?P<ty_le_tx>[\d,]+)%(?:, (?:(?P<bang>bằng)|(?P<huong>tăng|giảm) (?P<diem>[\d,]+) điểm phần trăm so với) (?P<so_voi>quý I+V?))?\)",
    "thuong_xuyen_0": r"chưa có nhiệm vụ nào trong (?P<thuong_xuyen>\d+) nhiệm vụ thường xuyên được thực hiện trong quý",
    "thuong_xuyen_nam_0": r"(?P<thuong_xuyen>\d+) nhiệm vụ thường xuyên đều có quý chưa thực hiện đủ",
    "mot_phan": r"(?P<mot_phan>\d+) nhiệm vụ thực hiện một phần",
    "chua_lam": r"(?P<chua_lam>\d+) nhiệm vụ chưa thực hiện",
    "xong_khong_han": r"(?P<xong_khong_han>\d+) nhiệm vụ không ấn định thời hạn đã hoàn thành",
    "khong_ro_han": r"(?P<khong_ro_han>\d+) nhiệm vụ chưa xác định thời hạn",
    "chua_den_ky": r"(?P<chua_den_ky>\d+) nhiệm vụ chưa đến thời gian thực hiện",
}


def cau_tien_do(text: str) -> Tho:
    """The sentence of progress as figures; what it does not say is not there."""
    head = mot(rf"(?:Đến ngày (?P<den_ngay>{_NGAY})|Trong năm (?P<nam>\d{{4}})), (?P<ve>.*)\.", text)
    said: Tho = {"den_ngay": head["den_ngay"] and ngay(head["den_ngay"]), "nam": head["nam"]}
    for clause in head["ve"].split("; "):
        fits = [found for mau in _VE.values() if (found := re.fullmatch(mau, clause))]
        assert len(fits) == 1, f"không đọc được: “{clause}”"
        groups = {key: value for key, value in fits[0].groupdict().items() if value is not None}
        assert not groups.keys() & said.keys(), f"nói hai lần: “{clause}”"
        said |= groups
    return {key: _gia_tri(key, value) for key, value in _thay_doi(said).items() if value is not None}


def _thay_doi(said: Tho) -> Tho:
    """`tăng 14,3` → +14,3; `bằng` → 0."""
    if said.pop("bang", None):
        said["thay_doi"] = Decimal(0)
    elif huong := said.pop("huong", None):
        said["thay_doi"] = (so(said.pop("diem")) or Decimal()) * (1 if huong == "tăng" else -1)
    return said


def _gia_tri(key: str, value: Any) -> Any:
    if key in ("ty_le", "ty_le_tx"):
        return so(value)
    return int(value) if isinstance(value, str) and value.isdecimal() else value


_BIEN_DONG = {
    "bo_sung": r"Tr(?:ong kỳ|ong năm) được giao bổ sung (\d+) nhiệm vụ: (.*)\.",
    "gia_han": r"(?:Được gia hạn|Gia hạn) (\d+) nhiệm vụ: (.*)\.",
    "dung": r"Dừng thực hiện (\d+) nhiệm vụ: (.*)\.",
    "thieu_quy": r"(?:Số lũy kế chưa gồm số liệu|Số liệu cả năm chưa gồm) (.*)\.",
}


def tien_do_chung(van_ban: VanBan) -> Tho:
    """All sentences of the general progress: figures, and what was added, extended, dropped, what is missing."""
    said: Tho = {}
    for text in van_ban.khoan("Tiến độ chung"):
        if text.startswith("("):
            continue
        fits = [(key, found) for key, mau in _BIEN_DONG.items() if (found := re.fullmatch(mau, text))]
        if not fits:
            assert "tien_do" not in said
            said["tien_do"] = cau_tien_do(text)
            continue
        ((key, found),) = fits
        assert key not in said
        if key == "thieu_quy":
            said[key] = found[1].split(", ")
        else:
            names = du_so(found[1], tuple(re.split(r"; (?!đến \d)", found[2])))
            said[key] = [(_gia_han if key == "gia_han" else bo_van_ban)(name) for name in names]
    return said


def _gia_han(text: str) -> tuple[str, tuple[tuple[date, bool], ...]]:
    """A task with its deadlines from the first to the last, each with whether it was given too late."""
    ten, first, steps = mot(rf"(.*) \(từ ({_NGAY}) (đến .*)\)", text).groups()
    given = [mot(rf"đến ({_NGAY}) theo .*?(, sau khi đã quá hạn)?", each) for each in cac_ten(steps)]
    return ten, ((ngay(first), False), *((ngay(each[1]), bool(each[2])) for each in given))


# --- Targets -----------------------------------------------------------------------------------------------------

_CHI_TIEU = (
    r"Chỉ tiêu (?P<khong_qua>không quá )?(?P<muc_tieu>[\d.,]+)(?P<don_vi>%| [^()]+?) \((?P<ten>[^()]*)\): "
    r"(?:(?P<khong>từ đầu năm không phát sinh)|(?P<cach>đến hết kỳ|lũy kế từ đầu năm) đạt (?P<dat>[\d.,]+)(?:%| [^(,]+?)"
    r"(?: \((?P<so_dat>[\d.,]+)/(?P<tong_so>[\d.,]+)\))?, (?P<ket_luan>(?:đạt|chưa đạt) chỉ tiêu|(?:trong|vượt) mức cho phép|"
    r"(?:đạt|chưa đạt) mức [\d.,]+(?:%| [^.;]+?) đặt ra đến hết quý I*V?|bằng [\d.,]+% chỉ tiêu cả năm|chưa đến mức của cả năm))"
)


def chi_tieu(van_ban: VanBan) -> dict[str, Tho]:
    """The targets that sentences tell, by their names in lower case; each once."""
    found: dict[str, Tho] = {}
    for text in van_ban.moi_doan():
        told = list(re.finditer(_CHI_TIEU + r"(?=[.;])", text))
        assert len(told) == len(re.findall(r"Chỉ tiêu [^đ]", text)), f"không đọc được: “{text}”"
        for each in told:
            ten, said = each["ten"], each.groupdict()
            assert ten not in found, f"nói hai lần: {ten}"
            numbers = {key: said[key] and so(said[key]) for key in ("muc_tieu", "dat", "so_dat", "tong_so")}
            found[ten] = {
                "khong_qua": bool(said["khong_qua"]),
                **numbers,
                "cach": said["cach"],
                "ket_luan": "không phát sinh" if said["khong"] else said["ket_luan"],
            }
    return found


def bang_chi_tieu(van_ban: VanBan) -> dict[str, Tho]:
    """The table of targets of the year."""
    rows = van_ban.bang.get("KẾT QUẢ THỰC HIỆN CHỈ TIÊU", [])
    return {ten: {"muc_tieu": asked, "dat": reached, "ket_luan": verdict} for ten, asked, reached, verdict in rows[1:]}


def dem_chi_tieu(van_ban: VanBan) -> Tho:
    """The sentence that counts the targets of the year."""
    texts = van_ban.doan.get(("KẾT QUẢ THỰC HIỆN CHỈ TIÊU", ""), [])
    if not texts:
        return {}
    head = mot(r"Kế hoạch có (\d+) chỉ tiêu: (.*)\.", texts[0])
    parts = [mot(r"(\d+) chỉ tiêu (.*)", part) for part in head[2].split("; ")]
    return {"": int(head[1]), **{part[2]: int(part[1]) for part in parts}}


# --- Limits, merits, what comes next ------------------------------------------------------------------------------


def han_che(van_ban: VanBan) -> list[tuple[Any, ...]]:
    """The limits but for targets: (kind, name, …), and every difficulty that they mention as ("khó khăn", words)."""
    found: list[tuple[Any, ...]] = []
    for text in van_ban.khoan("Tồn tại, hạn chế"):
        found += _han_che(text.removesuffix("."))
    return found


def _han_che(text: str) -> Iterator[tuple[Any, ...]]:
    head, *more = text.split(": ", 1)
    kind = head.lower()
    if text.startswith("Chỉ tiêu"):
        yield from _kho_khan(re.sub("^" + _CHI_TIEU, "", text).removeprefix("; "))
    elif kind == "chưa hoàn thành":
        mau = rf"(.*?) \(({_CAC_DON_VI})\), (quá hạn[^(]*) \(({_CAC_HAN})\)(?:, ({_MUC_DO}))?(?:; (.*))?"
        name, units, late, deadlines, rate, others = mot(mau, more[0]).groups(default="")
        yield kind, name, cac_ten(units), _tre(late), cac_han(deadlines), muc_do(rate) if rate else {}
        yield from _kho_khan(others)
    elif kind == "hoàn thành quá hạn":
        mau = rf"(.*?) \(({_CAC_DON_VI})\), xong ngày ({_NGAY}), (quá hạn[^(]*) \(({_CAC_HAN})\)(?:; (.*))?"
        name, units, day, late, deadlines, others = mot(mau, more[0]).groups(default="")
        yield kind, name, cac_ten(units), ngay(day), _tre(late), cac_han(deadlines)
        yield from _kho_khan(others)
    elif kind == "chưa thực hiện trong kỳ":
        name, units, others = mot(rf"(.*?) \(({_CAC_DON_VI})\)(?:; (.*))?", more[0]).groups(default="")
        yield kind, name, cac_ten(units)
        yield from _kho_khan(others)
    elif kind == "thực hiện một phần":
        yield from _mot_phan(more[0])
    elif found := re.fullmatch(r"(\d+) nhiệm vụ thường xuyên có quý chưa thực hiện đủ: (.*)", text):
        yield "có quý chưa đủ", du_so(found[1], cac_ten(found[2]))
    elif not text.startswith("Xếp hạng "):
        found = mot(r"(.*) \(([^();,]*)(?:[,;] (?:nêu từ|trong) (quý I*V?)(?:, chưa khắc phục xong)?)?\)", text)
        yield "khó khăn", found[1][0].lower() + found[1][1:]
        yield "khó khăn của", found[2], found[3]


def _mot_phan(text: str) -> Iterator[tuple[Any, ...]]:
    kind = "thực hiện một phần"
    if found := re.fullmatch(rf"(.*?) \(({_CAC_DON_VI})\), (\d+)/(\d+) lần(?:; (.*))?", text):
        yield kind, found[1], cac_ten(found[2]), int(found[3]), int(found[4])
        yield from _kho_khan(found[5] or "")
        return
    without, too_few = (rf"(?:; {words} ({_CAC_DON_VI}))?" for words in (_KHONG_KET_QUA, _IT_LAN))
    mau = rf"(.*?) \((\d+)/(\d+) đơn vị\){without}{too_few}(?:; (.*))?"
    name, done, whole, without, too_few, others = mot(mau, text).groups(default="")
    yield kind, name, int(done), int(whole), cac_ten(without), cac_ten(too_few)
    yield from _kho_khan(others)


def _kho_khan(text: str) -> Iterator[tuple[Any, ...]]:
    return (("khó khăn", each) for each in cac_ten(text))


def uu_diem(van_ban: VanBan) -> Tho:
    """What went well: tasks that were all done, tasks completed in time."""
    said: Tho = {}
    for text in van_ban.khoan("Ưu điểm"):
        if found := re.fullmatch(r"Thực hiện đủ (\d+) nhiệm vụ thường xuyên\.", text):
            said["đủ thường xuyên"] = int(found[1])
        elif found := re.fullmatch(r"Hoàn thành đúng hạn (\d+) nhiệm vụ: (.*)\.", text):
            said["đúng hạn"] = [ten_va_ngay(each) for each in du_so(found[1], cac_ten(found[2]))]
        else:
            met = (mot(r"(.*) đạt (\d.*)", each) for each in cac_ten(mot(r"Đạt chỉ tiêu: (.*)\.", text)[1]))
            said["chỉ tiêu"] = sorted((each[1], each[2]) for each in met)
    return said


def den_dau(van_ban: VanBan) -> list[tuple[Any, ...]]:
    """What the results of groups say of how far tasks are: name, then day and deadlines, or the rates."""
    texts = [
        each for (muc, _), texts in van_ban.doan.items() if muc == "TIẾN ĐỘ VÀ KẾT QUẢ THỰC HIỆN" for each in texts
    ]
    mau = (
        rf"(.*?): .*\. (?:Hoàn thành ngày ({_NGAY}) \(({_CAC_HAN})\)|([A-ZĐ][^.;()]* đạt \d+%[^.]*))\.(?: Chỉ tiêu .*)?"
    )
    found = [told.groups() for text in texts if (told := re.fullmatch(mau, text))]
    assert len(found) == sum(bool(re.search(r"\bHoàn thành ngày |\b[Mm]ới đạt ", text)) for text in texts)
    return [
        (ten, muc_do(rate)) if rate else (ten, ngay(day), cac_han(deadlines)) for ten, day, deadlines, rate in found
    ]


def phai_xong(texts: list[str]) -> list[tuple[Any, ...]]:
    """Open tasks with units and deadlines; days late where the task is late."""
    found = [mot(rf"(.*?) \(({_CAC_DON_VI}); ({_CAC_HAN})(?:; đã (quá hạn.*))?\)\.", text) for text in texts]
    return [(m[1], cac_ten(m[2]), cac_han(m[3]), _tre(m[4]) if m[4] else None) for m in found]


def ky_toi(van_ban: VanBan) -> dict[str, Any]:
    """What comes next: the khoản with tasks by their titles, without the title's own names of periods."""
    kinds = {
        "Hoàn thành ngay": "quá hạn",
        "Hoàn thành trong quý": "trong quý này",
        "Hoàn thành trong năm": "trong năm này",
        "Đến hạn trong": "quý tới",
        "Nhiệm vụ chuyển tiếp": "chuyển tiếp",
    }
    found: dict[str, Any] = {}
    for (_, khoan), texts in van_ban.doan.items():
        for start, kind in kinds.items():
            if khoan.startswith(start):
                found[kind] = sorted(phai_xong(texts))
                if day := re.search(_NGAY, khoan):
                    found[f"{kind}, đến hết"] = ngay(day[0])
    return found


def ten_ky_toi(van_ban: VanBan) -> tuple[list[str], list[str]]:
    """The period that the subject of the report, and the section on what comes next, are named for."""
    start = "nhiệm vụ trọng tâm "
    titles = dict.fromkeys(muc.lower() for muc, _ in van_ban.doan)
    headings = [title.removeprefix(start) for title in titles if title.startswith(start)]
    return re.findall(f"; {start}(.*)", " ".join(van_ban.trich_yeu.split())), headings


def da_khac_phuc(van_ban: VanBan) -> list[tuple[str, str, str, date]]:
    """The difficulties that were overcome: words, unit, quarter, day."""
    title = "Khó khăn, hạn chế đã khắc phục"
    texts = van_ban.khoan(title) + van_ban.khoan(f"{title} trong năm")
    found = [mot(rf"(.*) \((.*), (quý I*V?)\): đã khắc phục ngày ({_NGAY}), .*\.", text) for text in texts]
    return sorted((m[1], m[2], m[3], ngay(m[4])) for m in found)


# --- Tables ------------------------------------------------------------------------------------------------------


def tien_do_tung_viec(van_ban: VanBan, ten_bang: str) -> list[Tho]:
    """The rows of the annex of tasks, each with the heading of its group."""
    rows: list[Tho] = []
    nhom = ""
    for cells in van_ban.bang[ten_bang][1:]:
        if len(cells) == 1:
            nhom = cells[0]
            continue
        assert cells[0] == str(len(rows) + 1)
        state, *more = cells[5].split("\n")
        rows.append({"nhom": nhom, "ten": cells[1], "han": _o_han(cells[3]), "tinh_trang": state.lower()})
        rows[-1] |= _o_tinh_trang(more) | _o_ghi_chu(cells[6])
    return rows


def _o_han(cell: str) -> tuple[date, ...]:
    """The deadlines; none where the cell has words."""
    first = cell.split("\n")[0]
    return tuple(ngay(day) for day in re.findall(_NGAY, cell)) if re.fullmatch(_NGAY, first) else ()


def _o_tinh_trang(lines: list[str]) -> Tho:
    said: Tho = {}
    for line in lines:
        if line.startswith("Ngày "):
            said["ngay"] = ngay(mot(rf"Ngày ({_NGAY})", line)[1])
        elif line.startswith("Quá hạn"):
            said["tre"] = _tre(line)
        elif re.fullmatch(_MUC_DO, line):
            said["ty_le"] = muc_do(line)
        elif few := re.fullmatch(rf"(?i:{_IT_LAN}) (.*)", line):
            said["it_lan"] = cac_ten(few[1])
        else:
            said["khong_ket_qua"] = cac_ten(mot(rf"(?i:{_KHONG_KET_QUA}) (.*)", line)[1])
    return said


def _o_ghi_chu(cell: str) -> Tho:
    said: Tho = {"gia_han": 0, "gia_han_muon": 0}
    for line in filter(None, cell.split("\n")):
        if line.startswith("Gia hạn theo"):
            said["gia_han"] += 1
            said["gia_han_muon"] += line.endswith("(gia hạn sau khi đã quá hạn)")
        elif line.startswith("Chưa báo cáo: "):
            said["im_lang"] = cac_ten(line.removeprefix("Chưa báo cáo: "))
        else:
            said["dung" if line.startswith("Dừng theo") else mot("(Giao bổ sung) theo .*", line)[1]] = True
    return said


def het_viec_truoc(van_ban: VanBan) -> Tho:
    """The tasks that the sentences below the table say were completed, or dropped, in earlier quarters."""
    said = " ".join(van_ban.sau_bang.get("TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ", []))
    done, dropped = (rf"(?:Đã {word} ở các kỳ trước (\d+) nhiệm vụ: (.*?)\. ?)?" for word in ("hoàn thành", "dừng"))
    so_xong, xong, so_dung, dung = mot(done + dropped, said).groups(default="")
    completed = [ten_va_ngay(each) for each in du_so(so_xong, cac_ten(xong))]
    return {"xong": completed, "dừng": [bo_van_ban(each) for each in du_so(so_dung, cac_ten(dung))]}


def thong_ke(van_ban: VanBan, ten_bang: str) -> list[tuple[Any, ...]]:
    """The rows of the annex of statistics: group, label, name, unit, the numbers."""
    rows, nhom = [], ""
    for cells in van_ban.bang.get(ten_bang, [])[1:]:
        if len(cells) == 1:
            nhom = cells[0]
        else:
            rows.append((nhom, *cells[:3], *(so(cell) for cell in cells[3:-1])))
    return rows


def don_vi(van_ban: VanBan) -> dict[str, list[int]]:
    """The table by unit: the figures of each row, its total as `Cộng`."""
    return {cells[1]: [int(cell) for cell in cells[2:]] for cells in van_ban.bang["KẾT QUẢ THEO ĐƠN VỊ"][1:]}


def theo_quy(van_ban: VanBan) -> dict[str, list[int]]:
    """The table of the year by quarter."""
    rows = van_ban.bang.get("Kết quả theo quý", [])
    return {cells[0]: [int(cell) for cell in cells[1:]] for cells in rows[2:]}


def dai_luong(van_ban: VanBan, names: dict[str, str]) -> list[tuple[str, Tho]]:
    """What sentences say of quantities by name; `names` are the quantities with their units."""
    found = []
    for text in van_ban.moi_doan():
        for ten, unit in names.items():
            mau = rf"(?i:{ten}): (?P<nay>[\d.,]*\d) {unit}(?: \((?:lũy kế (?P<luy_ke>[\d.,]+))?(?:; )?(?:cùng kỳ (?P<cung_ky>[\d.,]+))?\))?(?=[.;])"
            told = list(re.finditer(mau, text))
            assert len(told) == len(re.findall(rf"(?i:{ten}): \d", text)), f"không đọc được {ten}: “{text}”"
            found += [(ten, {key: so(value) for key, value in each.groupdict().items() if value}) for each in told]
    return found


# --- Charts ------------------------------------------------------------------------------------------------------

_C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_S = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def _cac_bieu_do(path: Path) -> list[Tho]:
    """The charts that the body shows, each as groups, series and values; its workbook must say the same."""
    found = []
    with zipfile.ZipFile(path) as package:
        body, targets = etree.fromstring(package.read("word/document.xml")), _dich(package, "word/document.xml")
        for shown in body.iterfind(".//c:chart", _C):
            name = f"word/{targets[shown.get(_ID)]}"
            chart = _bieu_do(etree.fromstring(package.read(name)))
            (book,) = _dich(package, name).values()
            assert _trang_tinh(package.read(f"word/{book.removeprefix('../')}")) == chart, name
            found.append(chart)
    return found


def _dich(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The parts that a part points to, by the name of the pointer."""
    folder, file = name.rsplit("/", 1)
    relations = etree.fromstring(package.read(f"{folder}/_rels/{file}.rels"))
    return {each.get("Id"): each.get("Target") for each in relations}


def _bieu_do(root: Any) -> Tho:
    series = {}
    groups: list[str] = []
    for each in root.iterfind(".//c:ser", _C):
        groups = [v.text for v in each.iterfind("c:cat//c:pt/c:v", _C)]
        points = {int(p.get("idx")): Decimal(p.find("c:v", _C).text) for p in each.iterfind("c:val//c:pt", _C)}
        series[each.find("c:tx//c:v", _C).text] = [points.get(i) for i in range(len(groups))]
    return {"nhom": groups, "day": series}


def _trang_tinh(content: bytes) -> Tho:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        root = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = [{c.get("r")[0]: _o(c) for c in row.iterfind("s:c", _S)} for row in root.iterfind(".//s:row", _S)]
    head, *body = rows
    columns = [key for key in head if key != "A"]
    return {
        "nhom": [row["A"] for row in body],
        "day": {head[column]: [row.get(column) for row in body] for column in columns},
    }


def _o(cell: Any) -> Any:
    text, value = cell.find("s:is/s:t", _S), cell.find("s:v", _S)
    if text is not None:
        return text.text or ""
    return None if value is None else Decimal(value.text)
