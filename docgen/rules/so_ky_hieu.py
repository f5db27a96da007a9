"""Số, ký hiệu của văn bản.

“Số: 12/KH-VPUBND”: sau “Số” có dấu hai chấm; số bằng chữ số Ả Rập, nhỏ hơn 10 thêm số 0; giữa số và ký hiệu có gạch chéo,
giữa các nhóm chữ viết tắt có gạch nối, không cách chữ; chữ viết tắt tên loại theo Phụ lục III, công văn không có tên loại.
Cỡ 13, đứng, canh giữa dưới tên cơ quan. Văn bản chưa đăng ký thì số còn trống: chỉ là cảnh báo.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang
from docgen.nghi_dinh.vietnamese import is_digits
from docgen.recognise import DongChu, Tep, VanBan
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.xet_thanh_phan import canh_giua, co_chu, kieu_chu

_CAN_CU = nd30.can_cu(nd30.SO_KY_HIEU.can_cu)
_KY_HIEU = nd30.can_cu("Mục II, khoản 3, điểm b") + "; Phụ lục III, Mục I"
SO_VAN_BAN = QuyTac("so_ky_hieu.so", "canh_bao", _CAN_CU, "đã ghi số, nhỏ hơn 10 thêm số 0")
DANG_KY_HIEU = QuyTac("so_ky_hieu.dang", "loi", f"{_CAN_CU}; {_KY_HIEU}", "Số: …/KH-ABC")
CO_CHU = QuyTac("so_ky_hieu.co_chu", "loi", _CAN_CU, f"cỡ chữ {viet_khoang(nd30.SO_KY_HIEU.co_chu)}")
KIEU_CHU = QuyTac("so_ky_hieu.kieu_chu", "loi", _CAN_CU, "đứng")
CACH_CANH = QuyTac("so_ky_hieu.canh", "loi", _CAN_CU, "canh giữa")
QUY_TAC = (SO_VAN_BAN, DANG_KY_HIEU, CO_CHU, KIEU_CHU, CACH_CANH)
_VI_TRI = "số, ký hiệu"
_WHOLE = re.compile(
    r"(?P<word>[^\W\d_]+)(?P<colon>\s*[:.;]?)(?P<space>\s*)(?P<number>[^/]*?)(?P<slash>\s*/\s*)(?P<sign>.*)"
)
_BLANK = re.compile(r"[\s.…_\[\]{}xX]*")
_PLACEHOLDER = re.compile(r"[{\[<].*[}\]>]|\.{2,}|…")
_SIGN = re.compile(r"[A-ZĐ][A-Za-zĐđÀ-Ỹ0-9&.]*(-[A-ZĐ0-9][A-Za-zĐđÀ-Ỹ0-9&.,+]*)*")
_ABBREVIATIONS = set(nd30.CHU_VIET_TAT_TEN_LOAI.values())


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        line = van_ban.dau_van_ban.so_ky_hieu
        if line is None:
            continue
        yield from _xet_so(line)
        yield from _xet_dang(van_ban, line)
        yield from co_chu(CO_CHU, [line], nd30.SO_KY_HIEU, _VI_TRI)
        yield from kieu_chu(KIEU_CHU, [line], nd30.SO_KY_HIEU, _VI_TRI)
        yield from canh_giua(CACH_CANH, [line], _VI_TRI)


def _parts(line: DongChu) -> re.Match[str] | None:
    return _WHOLE.fullmatch(unicodedata.normalize("NFC", line.raw).strip().replace("\u00a0", " "))


def _xet_so(line: DongChu) -> Iterator[PhatHien]:
    parts = _parts(line)
    number = parts["number"] if parts else re.sub(r"^\S+?\s*[:.]?\s*", "", line.text)
    if not number.strip() or _BLANK.fullmatch(number) or _PLACEHOLDER.search(number):
        seen, asked, remedy = "chưa có số", "số văn bản", "Văn thư ghi số khi đăng ký"
    elif not is_digits(number.strip()):
        return
    elif len(number.strip()) == 1:
        seen, asked, remedy = f"số “{number.strip()}”", f"số “0{number.strip()}”", "thêm số 0 phía trước"
    else:
        return
    yield SO_VAN_BAN.phat_hien(line, seen, asked, remedy, _VI_TRI)


def _xet_dang(van_ban: VanBan, line: DongChu) -> Iterator[PhatHien]:
    wrong = next(_wrong_form(van_ban, line), None)
    if wrong is not None:
        finding, remedy = wrong
        yield DANG_KY_HIEU.phat_hien(
            line, f"“{line.text}”: {finding}", f"dạng “Số: …/{_asked_sign(van_ban)}”", remedy, _VI_TRI
        )


def _asked_sign(van_ban: VanBan) -> str:
    abbreviation = nd30.CHU_VIET_TAT_TEN_LOAI.get(van_ban.ten_loai)
    if van_ban.la_cong_van:
        return "<cơ quan>-<đơn vị soạn thảo>"
    return f"{abbreviation or '<tên loại>'}-<cơ quan>"


def _wrong_form(van_ban: VanBan, line: DongChu) -> Iterator[tuple[str, str]]:
    """What is wrong with the form, most telling first: finding and remedy."""
    parts = _parts(line)
    if parts is None:
        if not _PLACEHOLDER.search(line.text):
            yield "thiếu gạch chéo và ký hiệu", "ghi số, gạch chéo, ký hiệu"
        return
    if parts["word"].rstrip(":") != "Số":
        yield f"“{parts['word']}”", "viết “Số:”, chữ S hoa"
    if parts["colon"] != ":" and not parts["word"].endswith(":"):
        yield (
            ("có dấu cách trước dấu hai chấm" if parts["colon"].endswith(":") else "thiếu dấu hai chấm sau “Số”"),
            "viết “Số:”",
        )
    number, sign = parts["number"].strip(), parts["sign"].strip()
    filled = not _BLANK.fullmatch(number) and not _PLACEHOLDER.search(number)
    if filled and not is_digits(number):
        yield f"số “{number}” không phải chữ số Ả Rập", "ghi số bằng chữ số Ả Rập"
    if (filled and parts["slash"] != "/") or (not filled and parts["slash"].endswith(" ")):
        yield "có dấu cách cạnh gạch chéo", "bỏ dấu cách cạnh “/”"
    if re.match(r"(19|20)[0-9][0-9]\s*/", sign):
        yield "có năm ban hành trong số, ký hiệu", "bỏ năm (chỉ văn bản quy phạm pháp luật có năm)"
    yield from _wrong_sign(van_ban, sign)


def _wrong_sign(van_ban: VanBan, sign: str) -> Iterator[tuple[str, str]]:
    if not sign or _PLACEHOLDER.search(sign):
        return
    if re.search(r"[–—−‒]", sign):
        yield "dùng gạch dài", "thay bằng gạch nối ngắn (-)"
    elif re.search(r"\s*-\s+|\s+-\s*", sign):
        yield "có dấu cách cạnh gạch nối", "bỏ dấu cách cạnh “-”"
    elif sign.endswith("."):
        yield "thừa dấu chấm sau ký hiệu", "bỏ dấu chấm"
    elif not _SIGN.fullmatch(sign):
        yield "ký hiệu có chữ thường hoặc dấu lạ", "viết ký hiệu bằng chữ in hoa, không cách chữ"
    elif "-" not in sign:
        yield "thiếu gạch nối giữa các nhóm chữ viết tắt", "ghi đủ hai nhóm, giữa có gạch nối"
    else:
        yield from _wrong_type(van_ban, sign.split("-")[0])


def _wrong_type(van_ban: VanBan, first: str) -> Iterator[tuple[str, str]]:
    asked = nd30.CHU_VIET_TAT_TEN_LOAI.get(van_ban.ten_loai)
    if van_ban.kem_theo:
        return  # some repeat the number of the decision that issues the text
    if asked is not None and first != asked:
        yield f"tên loại viết tắt “{first}”", f"viết “{asked}” ({van_ban.ten_loai})"
    elif van_ban.la_cong_van and first in _ABBREVIATIONS | {"CV"}:
        yield f"công văn không có chữ viết tắt tên loại “{first}”", "bắt đầu ký hiệu bằng chữ viết tắt tên cơ quan"
