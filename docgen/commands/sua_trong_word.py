"""A document edited in Word, held against what docgen writes now: what may go to signature, and what the signer is told.

Words may be edited. Figures and what stands in the data of the office may not: the trace says which characters they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.commands.cho_sua import BanGoc
from docgen.commands.lap import mau_cua, noi_dung_van_ban
from docgen.documents import VanBanLap, cac_van_ban
from docgen.docx import gate, ooxml, package
from docgen.docx.compare import changes, clean
from docgen.docx.facts import Document
from docgen.docx.ooxml import qn
from docgen.docx.read import read
from docgen.errors import Place, Problem, UnusableError
from docgen.load.ban_hanh import sha256
from docgen.model import HoSo
from docgen.recognise import recognise
from docgen.recognise.lines import DongChu
from docgen.render import dau_vet

_TRACKED = tuple(
    map(qn, ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange"))
)  # fmt: skip
_NOT_EDITED = "mở tệp docgen đã lập (output/…), sửa lại trên tệp đó"


@dataclass(frozen=True)
class SuaTrongWord:
    """An edited file: each change as the slip says it, the numbers that nobody can check, and the digests of the manifest."""

    thay_doi: tuple[str, ...]
    so_ghi_them: tuple[str, ...]
    dau_du_lieu: str
    ban_docgen: str
    ban_sua: str

    def ke_khai(self) -> dict[str, Any]:
        """What the manifest of the package keeps."""
        return {
            "dau_du_lieu": self.dau_du_lieu,
            "ban_docgen": self.ban_docgen,
            "ban_sua": self.ban_sua,
            "thay_doi": list(self.thay_doi),
            "so_ghi_them": list(self.so_ghi_them),
        }


def xet_tep_sua(tep: Path, workspace: Path, ho_so: HoSo, van_ban: VanBanLap) -> tuple[bytes, SuaTrongWord]:
    """The file and its changes. Raises UnusableError with every reason why it may not go to signature in place of docgen's."""
    content = _content(tep)
    gate.refuse(tep.as_posix(), content)
    edited = read(tep.as_posix(), content)
    if problems := [*_cua_van_ban(tep, content, ho_so, van_ban), *_con_theo_doi(tep, content)]:
        raise UnusableError(problems)
    template = mau_cua(workspace, van_ban.loai, ho_so.co_quan.trinh_bay)
    base = noi_dung_van_ban(van_ban, ho_so, template)
    found = BanGoc(tep.as_posix(), van_ban, base, dau_vet(template.tep, van_ban.context, van_ban.loai.tep_mau))
    different = changes(found.document, edited)
    if problems := [
        *_khong_duoc_sua(tep, found.document, edited, ho_so, van_ban),
        *(problem for change in different for problem in found.so_lieu_mat(change)),
        *_bieu_do(tep, base, content, van_ban),
    ]:
        raise UnusableError(problems)
    return content, SuaTrongWord(
        tuple(found.loi_thay_doi(change) for change in different),
        tuple(text for change in different for text in found.so_ghi_them(change)),
        van_ban.dau_du_lieu,
        sha256(base),
        sha256(content),
    )


def _content(tep: Path) -> bytes:
    try:
        if tep.suffix.lower() == ".docx":
            return tep.read_bytes()
    except OSError as error:
        problem = Problem(Place(tep.as_posix()), f"không đọc được tệp ({error.strerror})", "kiểm tra tên tệp")
        raise UnusableError([problem]) from error
    raise UnusableError([Problem(Place(tep.as_posix()), "tệp không phải .docx", "lưu tệp trong Word dạng .docx")])


# --- Is it this document, and finished ------------------------------------------------------------------------


def _cua_van_ban(tep: Path, content: bytes, ho_so: HoSo, van_ban: VanBanLap) -> Iterator[Problem]:
    """Word and LibreOffice keep the digest of the data among the properties of the file, whatever else is edited."""
    place, source = Place(tep.as_posix()), package.named_source(content)
    if source == van_ban.dau_du_lieu:
        return
    if source is None:
        yield Problem(place, f"không nhận ra là {van_ban.ten} do docgen lập", _NOT_EDITED)
        return
    other = next((each.ten for each in cac_van_ban(ho_so) if each.dau_du_lieu == source), None)
    if other:
        yield Problem(place, f"tệp là {other}, không phải {van_ban.ten}", "chọn đúng tệp")
    else:
        remedy = f"chạy docgen lap {van_ban.cau_lenh}, rồi sửa lại trên tệp mới"
        yield Problem(place, "văn bản cũ hơn dữ liệu (lập trước khi dữ liệu đổi, rồi mới sửa)", remedy)


def _con_theo_doi(tep: Path, content: bytes) -> Iterator[Problem]:
    """What is not words of the document: tracked changes, comments, pictures, things from outside."""
    place, parts = Place(tep.as_posix()), package.read(content)
    roots = [ooxml.parse(part) for name, part in parts.items() if name.startswith("word/") and name.endswith(".xml")]
    if any(next(root.iter(*_TRACKED), None) is not None for root in roots):
        yield Problem(
            place,
            "tệp còn thay đổi được theo dõi (Track Changes)",
            "trong Word: Review, Accept All Changes (hoặc Reject), lưu rồi trình lại",
        )
    if any(next(root.iter(qn("w:comment"), qn("w:commentReference")), None) is not None for root in roots):
        yield Problem(place, "tệp còn ghi chú (Comment)", "trong Word: Review, Delete All Comments, lưu rồi trình lại")
    if any(map(_struck, roots)):
        yield Problem(place, "tệp còn chữ gạch ngang", "xóa hẳn chữ đó hoặc bỏ gạch ngang, lưu rồi trình lại")
    if any(kind.endswith("/image") for name in parts for kind, _ in ooxml.relations(parts, name).values()):
        yield Problem(place, "tệp có thêm hình ảnh; chỉ chữ được sửa trong Word", "bỏ phần đó, lưu rồi trình lại")


def _struck(root: Any) -> bool:
    """Letters that are struck through, as one marks by hand what is to go."""
    struck = (mark for mark in root.iter(qn("w:strike"), qn("w:dstrike")) if ooxml.on(mark))
    return any(mark.getparent().getparent().tag == ooxml.RUN for mark in struck)


# --- What is not the editor's to change -----------------------------------------------------------------------


def _khong_duoc_sua(tep: Path, base: Document, edited: Document, ho_so: HoSo, van_ban: VanBanLap) -> Iterator[Problem]:
    """Number, day, signer, issuing body, subject and recipients, which the register and later documents take from the data.

    They are what the recogniser of the form check finds in both files.
    """
    expected, found = _the_thuc(base), _the_thuc(edited)
    for name, remedy in _sua_o_dau(ho_so, van_ban).items():
        if expected[name] != found[name]:
            said_now = f"tệp ghi “{found[name]}”" if found[name] else "tệp không còn"
            yield Problem(Place(tep.as_posix(), spot=name), f"docgen in “{expected[name]}”, {said_now}", remedy)


def _sua_o_dau(ho_so: HoSo, van_ban: VanBanLap) -> dict[str, str]:
    """Where each of them is changed."""
    record, co_quan = van_ban.ban_ghi, ho_so.co_quan
    recipients = record.place("noi_nhan") if record.noi_nhan else co_quan.place("noi_nhan")
    signer = next(nguoi for nguoi in co_quan.nguoi_ky if nguoi.ma == record.nguoi_ky)
    then = f"rồi docgen lap {van_ban.cau_lenh}"
    return {
        "tên cơ quan": f"sửa ở {co_quan.co_quan_ban_hanh.place('ten_tren_van_ban')}, {then}",
        "tên loại văn bản": "trả lại như docgen đã in",
        "trích yếu": f"sửa trong {van_ban.tep} hoặc mẫu, {then}",
        "số, ký hiệu": "để nguyên; Văn thư ghi số khi gõ docgen ban-hanh … --so",
        "địa danh, ngày": "để nguyên; Văn thư ghi ngày khi gõ docgen ban-hanh … --ngay",
        "nơi nhận": f"sửa ở {recipients}, {then}",
        "chức vụ người ký": f"sửa ở {signer.place('chuc_vu')} hoặc {record.place('nguoi_ky')}, {then}",
        "họ tên người ký": f"sửa ở {signer.place('ho_ten')} hoặc {record.place('nguoi_ky')}, {then}",
    }


def _the_thuc(document: Document) -> dict[str, str]:
    documents = recognise(document).van_ban
    heads = [each.dau_van_ban for each in documents]
    signatures = [signature for each in documents for signature in each.chu_ky]
    lines: dict[str, list[DongChu | None]] = {
        "tên cơ quan": [line for head in heads for line in (*head.co_quan_chu_quan, *head.co_quan_ban_hanh)],
        "tên loại văn bản": [each.dong_ten_loai for each in documents],
        "trích yếu": [line for each in documents for line in each.trich_yeu],
        "nơi nhận": [line for each in documents if each.noi_nhan for line in each.noi_nhan.cac_dong],
        "số, ký hiệu": [head.so_ky_hieu for head in heads],
        "địa danh, ngày": [head.dia_danh_ngay for head in heads],
        "chức vụ người ký": [line for signature in signatures for line in signature.quyen_han],
        "họ tên người ký": [signature.ho_ten for signature in signatures],
    }
    return {
        name: " ".join(" ".join(clean(line.raw).split()) for line in some if line is not None)
        for name, some in lines.items()
    }


# --- Charts ---------------------------------------------------------------------------------------------------


def _bieu_do(tep: Path, base: bytes, content: bytes, van_ban: VanBanLap) -> Iterator[Problem]:
    """The charts must show what docgen drew."""
    expected, found = (_so_lieu_bieu_do(each) for each in (base, content))
    if len(found) != len(expected):
        finding = f"docgen vẽ {len(expected)} biểu đồ, tệp có {len(found)}"
        yield Problem(Place(tep.as_posix(), spot="biểu đồ"), finding, "trả lại như bản docgen lập")
    for drawn in expected if len(found) == len(expected) else ():
        if drawn not in found:
            remedy = f"trả lại như cũ; số sai thì sửa dữ liệu, rồi docgen lap {van_ban.cau_lenh}"
            spot = f"biểu đồ “{drawn[0][0]}”" if drawn else "biểu đồ"
            yield Problem(Place(tep.as_posix(), spot=spot), "số liệu của biểu đồ không như docgen vẽ", remedy)


def _so_lieu_bieu_do(content: bytes) -> list[list[tuple[str, ...]]]:
    """Each chart as its series: name, categories, and the values by their numbers."""
    parts = package.read(content)
    roots = [ooxml.parse(part) for name, part in sorted(parts.items()) if re.match(r"word/charts/[^/]+\.xml$", name)]
    return [[_series(ser) for ser in root.iter(qn("c:ser"))] for root in roots if root.tag == qn("c:chartSpace")]


def _series(ser: Any) -> tuple[str, ...]:
    name = "".join(v.text or "" for v in ser.iterfind("c:tx//c:v", ooxml.PREFIXES))
    points = []
    for kind in ("cat", "val"):
        for point in ser.iterfind(f"c:{kind}//c:pt", ooxml.PREFIXES):
            text = clean("".join(v.text or "" for v in point.iter(qn("c:v"))))
            points.append(f"{kind} {point.get('idx')}: {float(text) if kind == 'val' else text}")
    return name, *points
