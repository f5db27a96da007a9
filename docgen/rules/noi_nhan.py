"""Nơi nhận.

“Nơi nhận:” cỡ 12, nghiêng, đậm; danh sách cỡ 11, đứng, mỗi nơi một dòng “- …;”. Văn bản có Kính gửi thì dòng đầu là “- Như trên;”.
Dòng cuối “- Lưu: VT, <đơn vị soạn thảo>.”; sau đó có thể có ký hiệu người soạn thảo và số lượng bản phát hành.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.nd30 import viet_khoang
from docgen.recognise import DongChu, NoiNhan, Tep, VanBan
from docgen.rules.phat_hien import PhatHien, QuyTac, trich_dan
from docgen.rules.xet_thanh_phan import co_chu, mend_size

_LABEL_SIZE = viet_khoang(nd30.NOI_NHAN.co_chu)
_WRONG_SIZE = f"cỡ chữ khác {_LABEL_SIZE}"
_CAN_CU = nd30.can_cu(nd30.NOI_NHAN.can_cu)
_NHU_TREN = nd30.can_cu("Mục II, khoản 9, điểm b")
THIEU_NOI_NHAN = QuyTac("noi_nhan.thieu", "loi", nd30.can_cu("Mục II, khoản 9, điểm b, điểm c"), "có Nơi nhận")
CHU_NOI_NHAN = QuyTac("noi_nhan.label", "loi", _CAN_CU, f"“Nơi nhận:” cỡ {_LABEL_SIZE}, nghiêng, đậm")
CO_CHU = QuyTac(
    "noi_nhan.co_chu", "loi", _CAN_CU, f"danh sách cỡ chữ {viet_khoang(nd30.NOI_NHAN_LIET_KE.co_chu)}, đứng"
)
DAU_CAU = QuyTac("noi_nhan.dau_cau", "loi", _CAN_CU, "mỗi dòng “- …;”")
NHU_TREN = QuyTac("noi_nhan.nhu_tren", "loi", _NHU_TREN, "có Kính gửi thì dòng đầu “- Như trên;”")
DONG_LUU = QuyTac("noi_nhan.luu", "canh_bao", _CAN_CU, "dòng cuối “- Lưu: VT, <đơn vị>.”")
THU_TU = QuyTac("noi_nhan.thu_tu", "loi", _CAN_CU, "“Như trên” đầu tiên, “Lưu” cuối cùng")
QUY_TAC = (THIEU_NOI_NHAN, CHU_NOI_NHAN, CO_CHU, DAU_CAU, NHU_TREN, DONG_LUU, THU_TU)
_VI_TRI = "Nơi nhận"
_DASH = re.compile(r"[-–—−•+]\s*")
_DONG_LUU = re.compile(r"^\W*lưu\b", re.IGNORECASE)
# Without a unit, as in the decree's own Mẫu 1.8, or with one as Mục II khoản 9 điểm d says.
_RIGHT_LUU = re.compile(
    r"- ?Lưu: VT\.|- ?Lưu: VT, ?[^\s,.;:(][^;:]*?(?: ?\(\S+\))?\.(?: ?[^\s;]{1,14}(?: ?\([0-9]+\))?\.?)?"
)
_DONG_NHU_TREN = re.compile(r"^\W*như (trên|điều|kính gửi)", re.IGNORECASE)


def kiem_tra(tep: Tep) -> Iterator[PhatHien]:
    for van_ban in tep.van_ban:
        if van_ban.noi_nhan is not None:
            yield from _block(van_ban, van_ban.noi_nhan)
        elif not van_ban.kem_theo and van_ban.ten_loai not in {
            "Biên bản",
            "Hợp đồng",
            "Bản ghi nhớ",
            "Bản thỏa thuận",
            "Giấy nghỉ phép",
            "",
        }:
            yield THIEU_NOI_NHAN.phat_hien(
                None, "không có Nơi nhận", "“Nơi nhận:” ở cuối, bên trái chữ ký", "thêm Nơi nhận", "cuối văn bản"
            )


def _block(van_ban: VanBan, noi_nhan: NoiNhan) -> Iterator[PhatHien]:
    yield from _label(noi_nhan.label)
    items = _items(noi_nhan.cac_dong)
    lines = [line for item in items for line in item]
    yield from co_chu(CO_CHU, lines, nd30.NOI_NHAN_LIET_KE, "danh sách nơi nhận")
    slanted = next((line for line in lines if line.all("italic") or line.all("bold")), None)
    if slanted is not None:
        yield CO_CHU.phat_hien(
            slanted,
            "chữ nghiêng hoặc đậm",
            "chữ đứng",
            "chọn danh sách nơi nhận, bỏ đậm, bỏ nghiêng",
            "danh sách nơi nhận",
        )
    if not items:
        return
    keep = next((i for i, item in enumerate(items) if _DONG_LUU.match(_text(item))), None)
    yield from _dau_cau(items[:keep] if keep is not None else items)
    yield from _nhu_tren(van_ban, items)
    yield from _xet_luu(items, keep)


def _label(line: DongChu) -> Iterator[PhatHien]:
    own = line.text[: len("Nơi nhận:")]
    wrong = [] if own == "Nơi nhận:" else [f"“{trich_dan(line.text)}”"]
    runs = line.shown[:1] if len(line.text) > len("Nơi nhận: ") else line.shown
    low, high = nd30.NOI_NHAN.co_chu
    wrong += [_WRONG_SIZE] if any(not low <= run.size <= high for run in runs) else []
    wrong += ["không đậm"] if any(not run.bold for run in runs) else []
    wrong += ["không nghiêng"] if any(not run.italic for run in runs) else []
    if wrong:
        yield CHU_NOI_NHAN.phat_hien(
            line,
            ", ".join(wrong),
            f"“Nơi nhận:” cỡ {_LABEL_SIZE}, nghiêng, đậm",
            f"gõ “Nơi nhận:”, đặt cỡ {_LABEL_SIZE}, nghiêng, đậm",
            _VI_TRI,
            sua_chua=tuple(mend_size([(line, run) for run in runs], nd30.NOI_NHAN.co_chu))
            if wrong == [_WRONG_SIZE]
            else (),
        )


def _items(lines: Sequence[DongChu]) -> list[list[DongChu]]:
    """Recipients with the lines in which their names go on."""
    items: list[list[DongChu]] = []
    for line in lines:
        goes_on = bool(items) and not _DASH.match(line.text) and not items[-1][-1].text.endswith((";", "."))
        if goes_on:
            items[-1].append(line)
        else:
            items.append([line])
    return items


def _text(item: Sequence[DongChu]) -> str:
    return " ".join(line.text for line in item)


def _dau_cau(items: Sequence[Sequence[DongChu]]) -> Iterator[PhatHien]:
    for item in items:
        text = _text(item)
        wrong = [] if text.startswith("- ") or re.match(r"-[^\W\d_]", text) else ["không có gạch đầu dòng (-)"]
        wrong += [] if text.endswith(";") else ["cuối dòng không có dấu chấm phẩy"]
        if wrong:
            yield DAU_CAU.phat_hien(
                item[-1],
                ", ".join(wrong),
                "“- …;”",
                "đặt “- ” ở đầu dòng, “;” ở cuối dòng",
                _VI_TRI,
                doan_van=text,
            )


def _nhu_tren(van_ban: VanBan, items: Sequence[Sequence[DongChu]]) -> Iterator[PhatHien]:
    at = next((i for i, item in enumerate(items) if _DONG_NHU_TREN.match(_text(item))), None)
    if van_ban.kinh_gui and van_ban.ten_loai in nd30.CO_KINH_GUI and at is None:
        yield NHU_TREN.phat_hien(
            items[0][0],
            "có Kính gửi nhưng Nơi nhận không có “Như trên”",
            "dòng đầu “- Như trên;”",
            "thêm “- Như trên;”",
            _VI_TRI,
            doan_van=_text(items[0]),
        )
    elif at:
        yield THU_TU.phat_hien(
            items[at][0],
            f"“{trich_dan(_text(items[at]))}” ở dòng {at + 1}",
            "dòng đầu tiên",
            "chuyển lên dòng đầu",
            _VI_TRI,
            doan_van=_text(items[at]),
        )


def _xet_luu(items: Sequence[Sequence[DongChu]], keep: int | None) -> Iterator[PhatHien]:
    if keep is None:
        asked = "dòng cuối “- Lưu: VT, <đơn vị soạn thảo>.”"
        last = items[-1]
        yield DONG_LUU.phat_hien(last[-1], "không có dòng “Lưu”", asked, "thêm dòng Lưu", _VI_TRI, doan_van=_text(last))
        return
    text, asked = _text(items[keep]), "“- Lưu: VT, <đơn vị soạn thảo>.”"
    if not _RIGHT_LUU.fullmatch(text):
        yield DONG_LUU.phat_hien(items[keep][-1], f"“{text}”", asked, _remedy(text), _VI_TRI, doan_van=text)
    if any(_DASH.match(_text(item)) for item in items[keep + 1 :]):
        seen, remedy = "dòng “Lưu” không ở cuối", "chuyển dòng Lưu xuống cuối"
        yield THU_TU.phat_hien(items[keep][0], seen, "dòng “Lưu” ở cuối", remedy, _VI_TRI, doan_van=text)


def _remedy(text: str) -> str:
    if not text.rstrip().endswith("."):
        return "đặt dấu chấm ở cuối dòng Lưu"
    return "viết “- Lưu: VT, <chữ viết tắt đơn vị soạn thảo>.”"
