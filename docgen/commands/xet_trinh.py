"""The gate before leadership's desk: every reason why a document may not be submitted yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from docgen.commands.kiem import CHO_DANG_KY, choices, kiem_tep
from docgen.commands.sua_trong_word import SuaTrongWord, xet_tep_sua
from docgen.commands.xac_nhan import khong_dung_cho
from docgen.documents import VanBanLap
from docgen.docx import gate, package
from docgen.errors import Place, Problem, UnusableError
from docgen.load.ban_hanh import bi_sua
from docgen.model import CoQuan, HoSo, VanBan
from docgen.nghi_dinh.vietnamese import short_date


def xet_trinh(
    workspace: Path, ho_so: HoSo, van_ban: VanBanLap, path: Path, tep: Path | None, today: date
) -> tuple[bytes, SuaTrongWord | None]:
    """The document that may go to signature (docgen's at `path`, or the edited `tep`), and what was edited in it. Raises UnusableError."""
    if (issued := ho_so.ban_hanh.get(van_ban.stem)) is not None:
        finding = f"{van_ban.ten} đã ban hành số {issued.so}, ngày {short_date(issued.ngay)}: không trình lại"
        raise UnusableError([Problem(Place(issued.thu_muc), finding, "văn bản đã ban hành nằm trong thư mục này")])
    problems = [
        *bi_sua(ho_so.ban_hanh.values()),
        *van_ban.con_thieu,
        *_nguoi_ky(ho_so.co_quan, van_ban.ban_ghi, today),
    ]
    content, sua = b"", None
    try:
        content, sua = _noi_dung(workspace, ho_so, van_ban, path, tep)
    except UnusableError as error:
        problems += error.problems
    if problems:
        raise UnusableError(problems)
    return content, sua


def _nguoi_ky(co_quan: CoQuan, ban_ghi: VanBan, today: date) -> Iterator[Problem]:
    """The signer must be in office today."""
    signer = next(nguoi for nguoi in co_quan.nguoi_ky if nguoi.ma == ban_ghi.nguoi_ky)
    if (signer.tu_ngay and today < signer.tu_ngay) or (signer.den_ngay and today > signer.den_ngay):
        yield Problem(
            ban_ghi.place("nguoi_ky"),
            f"“{signer.ho_ten}” không giữ chức vụ vào ngày trình {short_date(today)} ({signer.place('ma')})",
            "chọn người ký khác, hoặc sửa tu_ngay, den_ngay của người ký",
        )


def _noi_dung(
    workspace: Path, ho_so: HoSo, van_ban: VanBanLap, path: Path, tep: Path | None
) -> tuple[bytes, SuaTrongWord | None]:
    """The document that goes to signature, and what was edited in it. Raises UnusableError."""
    problems: list[Problem] = []
    sua = None
    if tep is not None:
        path = tep
        content, found = xet_tep_sua(tep, workspace, ho_so, van_ban)
        sua = found if found.thay_doi or not package.untouched(content) else None
    else:
        content = path.read_bytes() if path.exists() else b""
        if content:
            gate.refuse(path.as_posix(), content)
        problems += _cua_docgen(path, content, van_ban)
    if not problems:
        problems += khong_dung_cho(van_ban.ban_ghi, content)
    if content:
        problems += _the_thuc(path, content, ho_so.co_quan)
    if problems:
        raise UnusableError(problems)
    return content, sua


def _cua_docgen(path: Path, content: bytes, van_ban: VanBanLap) -> Iterator[Problem]:
    """A file that is not docgen's own, of these data."""
    place = Place(path.as_posix())
    source = package.source_of(content)
    if not content:
        yield Problem(place, "văn bản chưa lập", f"chạy docgen lap {van_ban.cau_lenh}")
    elif source is None:
        yield Problem(
            place,
            "văn bản đã sửa trong Word, số liệu không còn bảo đảm khớp",
            f"trình bản đã sửa: docgen trinh-ky {van_ban.cau_lenh} --tep {path.as_posix()}; "
            "hoặc chuyển chỗ sửa vào YAML hoặc mẫu, rồi docgen lap … --ghi-de",
        )
    elif source != van_ban.dau_du_lieu:
        yield Problem(place, "văn bản cũ hơn dữ liệu", f"chạy docgen lap {van_ban.cau_lenh}")


def _the_thuc(path: Path, content: bytes, co_quan: CoQuan) -> Iterator[Problem]:
    """What is not lawful in form."""
    place = Place(path.as_posix())
    for ket_qua in kiem_tep(place.file, content, choices(co_quan)).cac_ket_qua:
        if ket_qua.quy_tac not in CHO_DANG_KY and ket_qua.muc_do != "goi_y":
            yield Problem(
                Place(place.file, spot=ket_qua.vi_tri),
                f"{ket_qua.thay}; cần {ket_qua.can}",
                ket_qua.sua,
                ket_qua.can_cu,
            )
