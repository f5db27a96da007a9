"""Quyền hạn, chức vụ và họ tên người ký.

“TM.”, “Q.”, “KT.”, “TL.”, “TUQ.” rồi một dấu cách, chức vụ in hoa; cỡ 13 đến 14, đứng, đậm. Họ tên cỡ 13 đến 14, đứng, đậm, chữ in
thường; trước họ tên không ghi học hàm, học vị, danh hiệu (trừ đơn vị vũ trang, giáo dục, y tế, khoa học do ngành quy định).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.docx.mending import ReplaceText
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.danh_xung import co_danh_xung
from docgen.nghi_dinh.nd30 import viet_khoang, viet_so
from docgen.recognise import ChuKy, DongChu, Tep
from docgen.rules.phat_hien import PhatHien, QuyTac
from docgen.rules.xet_thanh_phan import mend_size, runs_out_of

_CAN_CU = nd30.can_cu("Mục II, khoản 7, điểm b, điểm đ")
QUYEN_HAN = QuyTac("chu_ky.quyen_han", "loi", _CAN_CU, "“KT. CHỨC VỤ”: dấu chấm, dấu cách, in hoa")
KIEU_CHU = QuyTac(
    "chu_ky.kieu_chu",
    "loi",
    nd30.can_cu(nd30.QUYEN_HAN_CHUC_VU.can_cu),
    f"cỡ chữ {viet_khoang(nd30.QUYEN_HAN_CHUC_VU.co_chu)}, đứng, đậm",
)
HO_TEN = QuyTac(
    "chu_ky.ho_ten",
    "loi",
    nd30.can_cu("Mục II, khoản 7, điểm c, điểm đ"),
    f"cỡ chữ {viet_khoang(nd30.HO_TEN.co_chu)}, đứng, đậm, không học hàm, học vị",
)
QUY_TAC = (QUYEN_HAN, KIEU_CHU, HO_TEN)
_VI_TRI = "quyền hạn, chức vụ người ký"
_HO_TEN = "họ tên người ký"
_AUTHORITY = re.compile(
    r"(?P<word>T\.?/?M|K\.?/?T|T\.?/?L|T\.?/?U\.?/?Q|TUQ|Q)(?P<sign>(?:\s*[.:])?)(?P<space>\s*)(?P<rest>\S.*)",
    re.IGNORECASE,
)
_WRITTEN_OUT = {"quyen ": "Q.", "ky thay ": "KT.", "thua lenh ": "TL.", "thua uy quyen ": "TUQ.", "thay mat ": "TM."}
_Wrong = tuple[str, str, tuple[ReplaceText, ...]]  # seen, remedy, mending


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        for chu_ky in van_ban.chu_ky:
            yield from _quyen_han(chu_ky)
            yield from _kieu_chu(KIEU_CHU, chu_ky.quyen_han, _VI_TRI)
            if chu_ky.ho_ten is not None:
                yield from _ho_ten(chu_ky.ho_ten)


def _quyen_han(chu_ky: ChuKy) -> Iterator[PhatHien]:
    for line in chu_ky.quyen_han:
        wrong = _wrong_authority(line)
        if wrong is not None:
            finding, remedy, mending = wrong
            yield QUYEN_HAN.phat_hien(
                line,
                f"“{line.text}”: {finding}",
                "TM. KT. TL. TUQ. Q., một dấu cách, rồi chữ in hoa",
                remedy,
                _VI_TRI,
                sua_chua=mending,
            )
            return


def _wrong_authority(line: DongChu) -> _Wrong | None:
    match = _AUTHORITY.fullmatch(line.text)
    wrong = _wrong_abbreviation(line, match) if match is not None else None
    if wrong is not None:
        return wrong
    out = next((short for words, short in _WRITTEN_OUT.items() if line.folded.startswith(words)), "")
    if out:
        return "quyền hạn viết đủ chữ", f"viết tắt “{out}”", ()
    if not line.capitals:
        return "chữ in thường", f"viết “{line.text.upper()}”", ()
    return None


def _wrong_abbreviation(line: DongChu, match: re.Match[str]) -> _Wrong | None:
    short = match["sign"].strip() or "/" in match["word"] or (match["space"] and match["word"].upper() != "Q")
    word = re.sub(r"[./]", "", match["word"]).upper()
    if short and (match["word"] != word or match["sign"] != "."):
        return f"viết tắt quyền hạn “{match['word']}{match['sign']}”", f"viết “{word}.”", ()
    if short and match["space"] != " ":
        begins = match["rest"][:1]
        mending = ReplaceText(line.paragraph.spot, f"{word}.{begins}", f"{word}. {begins}")
        return "thiếu dấu cách sau dấu chấm", f"viết “{word}. {match['rest']}”", (mending,)
    if match["sign"] and "  " in line.raw.strip():
        return "thừa dấu cách sau dấu chấm", f"viết “{line.text}” với một dấu cách", ()
    return None


def _kieu_chu(quy_tac: QuyTac, lines: list[DongChu], vi_tri: str) -> Iterator[PhatHien]:
    bounds = nd30.QUYEN_HAN_CHUC_VU.co_chu
    sizes = runs_out_of(lines, bounds)
    wrong = [f"cỡ chữ {viet_so(sizes[0][1].size)}"] if sizes else []
    wrong += ["không đậm"] if any(not line.all("bold") for line in lines) else []
    wrong += ["nghiêng"] if any(line.any("italic") for line in lines) else []
    if wrong:
        yield quy_tac.phat_hien(
            lines[0],
            ", ".join(wrong),
            f"cỡ chữ {viet_khoang(bounds)}, đứng, đậm",
            f"chọn {vi_tri}, đặt chữ đứng, đậm, cỡ {viet_khoang(bounds, 'hoặc')}",
            vi_tri,
            sua_chua=tuple(mend_size(sizes, bounds)) if len(wrong) == 1 and sizes else (),
        )


def _ho_ten(line: DongChu) -> Iterator[PhatHien]:
    if co_danh_xung(line.text):
        yield HO_TEN.phat_hien(
            line, f"“{line.text}”", "chỉ họ, tên đệm và tên", "bỏ học hàm, học vị, danh xưng trước họ tên", _HO_TEN
        )
    elif line.capitals:
        yield HO_TEN.phat_hien(line, "họ tên in hoa", "chữ in thường", f"viết “{line.text.title()}”", _HO_TEN)
    yield from _kieu_chu(HO_TEN, [line], _HO_TEN)
