"""`docgen trinh-ky`: the gate before leadership's desk, and the package that goes there."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from docgen.commands.kiem import CHO_DANG_KY, choices, kiem_tep
from docgen.compute import figures, tong_hop
from docgen.documents import DOCUMENT_TYPES, DocumentType, data_digest, phieu_trinh
from docgen.documents.bo_cuc import ten_cac_don_vi
from docgen.docx import package, pdf
from docgen.docx.facts import paragraphs
from docgen.docx.read import read
from docgen.errors import Place, Problem, UnusableError
from docgen.load import chosen_plan, load
from docgen.model import QUY, BaoCao, HoSo, VanBan
from docgen.nghi_dinh.vietnamese import short_date, two_digits
from docgen.publish import write
from docgen.render import Properties, render
from docgen.rules import QUY_TAC
from docgen.template.build import build

FOLDER = "trinh_ky"
MANIFEST = "ke_khai.json"
_MOST_CHANGES = 6


@dataclass(frozen=True)
class DaTrinh:
    """What was put together: the folder, the files in it, and what could not be made and why."""

    thu_muc: Path
    cac_tep: tuple[str, ...]
    con_thieu: str


@dataclass(frozen=True)
class _VanBanTrinh:
    """The document to be submitted: its stem, its type, its record, what its template was given, and the finished file."""

    stem: str
    loai: DocumentType
    ban_ghi: VanBan
    context: Mapping[str, Any]
    duong_dan: Path


def trinh_ky(
    name: str, workspace: Path, ma_ke_hoach: str | None, output: Path, quy: int | None, today: date
) -> DaTrinh:
    """Puts the package together. Raises UnusableError with every reason why the document may not be submitted yet."""
    ma = chosen_plan(workspace, ma_ke_hoach)
    ho_so = load(workspace, ma)
    found = _document(name, quy, ma, ho_so, output)
    problems = [*_reasons(ho_so, found, quy, today)]
    content = found.duong_dan.read_bytes() if found.duong_dan.exists() else b""
    problems += _of_file(content, found, ho_so)
    if problems:
        raise UnusableError(problems)
    folder = output / ma / FOLDER / found.stem
    lacking = pdf.missing()
    pages, signed = (0, b"") if lacking else _laid_out(content, found)
    files = {f"{found.stem}.docx": content} | ({f"{found.stem}.pdf": signed} if signed else {})
    files["phieu_trinh.docx"] = _phieu_trinh(ho_so, found, quy, folder, content, pages)
    files[MANIFEST] = _manifest(workspace, ma, files, folder)
    _put_aside(folder, output / ".cu" / ma / FOLDER)
    for file, bytes_ in files.items():
        write(bytes_, folder / file)
    return DaTrinh(folder, tuple(files), lacking)


def _document(name: str, quy: int | None, ma: str, ho_so: HoSo, output: Path) -> _VanBanTrinh:
    loai = DOCUMENT_TYPES[name]
    contexts = loai.contexts(ho_so)
    stem = name.replace("-", "_") + (f"_{quy}" if quy is not None else "")
    if stem not in contexts:
        data = f"data/{ma}"
        remedy = "ghi --quy và quý đã có số liệu, ví dụ --quy 1" if name == "bao-cao-quy" else f"cần {data}/{loai.data}"
        raise UnusableError([Problem(Place(data), f"chưa có dữ liệu của {loai.ten_goi}", remedy)])
    records = {"ke_hoach": ho_so.ke_hoach, "danh_gia": ho_so.danh_gia}
    record = ho_so.khi_bao_cao(quy).tien_do[quy] if quy is not None else records[stem]
    assert record is not None  # there would be no context
    return _VanBanTrinh(stem, loai, record, contexts[stem], output / ma / f"{stem}.docx")


def _reasons(ho_so: HoSo, found: _VanBanTrinh, quy: int | None, today: date) -> Iterator[Problem]:
    """What the data say against submitting."""
    reports = (
        ho_so.tien_do
        if not isinstance(found.ban_ghi, BaoCao) or quy is None
        else {n: r for n, r in ho_so.tien_do.items() if n <= quy}
    )
    if isinstance(found.ban_ghi, BaoCao):
        for record in (*reports.values(), *([found.ban_ghi] if quy is None else [])):
            if record.so_lieu == "minh_hoa":
                yield Problem(
                    record.place("so_lieu"), "số liệu là minh họa", "thay bằng số liệu thật rồi ghi so_lieu: chinh_thuc"
                )
    if quy is not None:
        missing = dict.fromkeys(unit for t in tong_hop(ho_so, quy).cac_tinh_hinh for unit in t.chua_bao_cao)
        for unit in missing:
            yield Problem(
                found.ban_ghi.place("tien_do"),
                f"chưa có báo cáo của {ho_so.co_quan.ten_don_vi(unit)}",
                "bổ sung báo cáo của đơn vị, dù không có gì mới",
            )
    elif isinstance(found.ban_ghi, BaoCao):
        for number in sorted({1, 2, 3, 4} - set(ho_so.tien_do)):
            yield Problem(
                found.ban_ghi.place(""), f"chưa có số liệu {QUY[number - 1]}", f"thêm tien_do/quy_{number}.yaml"
            )
    signer = next(nguoi for nguoi in ho_so.co_quan.nguoi_ky if nguoi.ma == found.ban_ghi.nguoi_ky)
    if (signer.tu_ngay and today < signer.tu_ngay) or (signer.den_ngay and today > signer.den_ngay):
        yield Problem(
            found.ban_ghi.place("nguoi_ky"),
            f"“{signer.ho_ten}” không giữ chức vụ vào ngày trình {short_date(today)} ({signer.place('ma')})",
            "chọn người ký khác, hoặc sửa tu_ngay, den_ngay của người ký",
        )


def _of_file(content: bytes, found: _VanBanTrinh, ho_so: HoSo) -> Iterator[Problem]:
    """What the finished file says against it: it must be docgen's own, of these data, and lawful in form."""
    place = Place(found.duong_dan.as_posix())
    if not content:
        yield Problem(place, "văn bản chưa lập", f"chạy docgen lap {found.stem.replace('_', '-').rstrip('-1234')}")
        return
    source = package.source_of(content)
    if source is None:
        yield Problem(
            place,
            "văn bản đã sửa trong Word, số liệu không còn bảo đảm khớp",
            "chuyển chỗ sửa vào YAML hoặc mẫu, rồi docgen lap … --ghi-de",
        )
    elif source != data_digest(found.context):
        yield Problem(place, "văn bản cũ hơn dữ liệu", "chạy docgen lap tat-ca")
    for ket_qua in kiem_tep(place.file, content, choices(ho_so.co_quan)).cac_ket_qua:
        if ket_qua.quy_tac not in CHO_DANG_KY and ket_qua.muc_do != "goi_y":
            yield Problem(
                Place(place.file, spot=ket_qua.vi_tri),
                f"{ket_qua.thay}; cần {ket_qua.can}",
                ket_qua.sua,
                ket_qua.can_cu,
            )


def _laid_out(content: bytes, found: _VanBanTrinh) -> tuple[int, bytes]:
    """The number of pages, and the PDF with its signature fields. Raises UnusableError where the page is not fit to sign."""
    made = pdf.convert({found.stem: content})[found.stem]
    place = Place(f"{found.stem}.pdf")
    block = pdf.signature_block(made, found.context["quyen_han_chuc_vu"], found.context["ho_ten"])
    if block is None:
        raise UnusableError(
            [Problem(place, "không thấy chỗ ký trên trang", "xem mẫu còn chức vụ và họ tên người ký không")]
        )
    if block.mot_minh:
        remedy = "thêm hoặc bớt chữ, hoặc chỉnh giãn cách trong mẫu, để ít nhất một dòng nội dung đứng cùng trang"
        raise UnusableError([Problem(place, f"khối ký đứng một mình ở trang {block.trang + 1}", remedy)])
    return pdf.page_count(made), pdf.with_signature_fields(made, block)


def _phieu_trinh(ho_so: HoSo, found: _VanBanTrinh, quy: int | None, folder: Path, content: bytes, pages: int) -> bytes:
    subject = " ".join(found.context["trich_yeu"].split())
    context = phieu_trinh.context(
        ho_so.co_quan,
        found.context,
        so_trang=two_digits(pages) if pages else "",
        don_vi_soan_thao=ho_so.co_quan.ten_don_vi(found.ban_ghi.don_vi_soan_thao or ho_so.co_quan.don_vi_soan_thao),
        so_lieu=_key_figures(ho_so, quy),
        thay_doi=_changes(folder / f"{found.stem}.docx", content),
    )
    properties = Properties(f"Phiếu trình {subject}", subject, ho_so.co_quan.co_quan_ban_hanh.ten)
    return render(build(phieu_trinh.BODY, ho_so.co_quan.trinh_bay), "phiếu trình", context, properties)


def _key_figures(ho_so: HoSo, quy: int | None) -> list[str]:
    """The first figures of a quarterly report: totals and states of its tasks."""
    if quy is None:
        return []
    then = ho_so.khi_bao_cao(quy)
    every = figures(tong_hop(then, quy), lambda cac_ma: ten_cac_don_vi(cac_ma, then.co_quan))
    return [
        f"{figure.ten}: {figure.viet[min(1, len(figure.viet) - 1)]}" for figure in every[:9] if figure.cac_tinh_hinh
    ]


def _changes(before: Path, content: bytes) -> list[str]:
    """What changed in the words since the last submission; empty for the first."""
    if not before.exists():
        return []
    old, new = (
        [p.text for p in paragraphs(read("x", c).blocks) if p.text.strip()] for c in (before.read_bytes(), content)
    )
    changed = [line for line in difflib.ndiff(old, new) if line[:2] in {"- ", "+ "}]
    said = [f"{'bỏ' if line[0] == '-' else 'thêm'}: {line[2:][:90]}" for line in changed]
    more = [f"và {two_digits(len(said) - _MOST_CHANGES)} chỗ nữa"] if len(said) > _MOST_CHANGES else []
    return [*said[:_MOST_CHANGES], *more] or ["không có thay đổi"]


def _manifest(workspace: Path, ma: str, files: Mapping[str, bytes], folder: Path) -> bytes:
    """What the package was made of, and the SHA-256 of each of its files."""
    inputs = [workspace / "data/co_quan.yaml", *sorted((workspace / "data" / ma).rglob("*.yaml"))]
    templates = sorted((workspace / "templates_docx").glob("*.docx"))
    before = folder / MANIFEST
    times = json.loads(before.read_text(encoding="utf-8")).get("lan_trinh", 0) if before.exists() else 0
    return json.dumps(
        {
            "lan_trinh": times + 1,
            "docgen": version("docgen"),
            "quy_tac": _sha256(repr(sorted(QUY_TAC.items())).encode()),
            "du_lieu": {path.relative_to(workspace).as_posix(): _sha256(path.read_bytes()) for path in inputs},
            "mau": {path.relative_to(workspace).as_posix(): _sha256(path.read_bytes()) for path in templates},
            "tep": {name: _sha256(content) for name, content in files.items()},
        },
        ensure_ascii=False,
        indent=1,
    ).encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _put_aside(folder: Path, kept: Path) -> None:
    """Moves the last submission away whole: its PDF may have been signed."""
    if folder.exists():
        kept.mkdir(parents=True, exist_ok=True)
        number = len(list(kept.glob(f"{folder.name}_lan_*"))) + 1
        folder.rename(kept / f"{folder.name}_lan_{number}")
