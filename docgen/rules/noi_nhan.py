"""Nơi nhận.

“Nơi nhận:” cỡ 12, nghiêng, đậm; danh sách cỡ 11, đứng, mỗi nơi một dòng “- …;”. Văn bản có Kính gửi thì dòng đầu là “- Như trên;”.
Dòng cuối “- Lưu: VT, <đơn vị soạn thảo>.”; sau đó có thể có ký hiệu người soạn thảo và số lượng bản phát hành.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen.nghi_dinh import nd30
from docgen.recognise import Dong, NoiNhan, Tep, VanBan
from docgen.rules.chung import co_chu, khoang, mend_size, trich
from docgen.rules.phat_hien import PhatHien, QuyTac

_CAN_CU = nd30.can_cu(nd30.NOI_NHAN.can_cu)
_NHU_TREN = nd30.can_cu("Mục II, khoản 9, điểm b")
QUY_TAC = {
    "noi_nhan.thieu": QuyTac("loi", nd30.can_cu("Mục II, khoản 9, điểm b, điểm c"), "có Nơi nhận"),
    "noi_nhan.label": QuyTac("loi", _CAN_CU, "“Nơi nhận:” cỡ 12, nghiêng, đậm"),
    "noi_nhan.co_chu": QuyTac("loi", _CAN_CU, f"danh sách cỡ chữ {khoang(nd30.NOI_NHAN_LIET_KE.co_chu)}, đứng"),
    "noi_nhan.dau_cau": QuyTac("loi", _CAN_CU, "mỗi dòng “- …;”"),
    "noi_nhan.nhu_tren": QuyTac("loi", _NHU_TREN, "có Kính gửi thì dòng đầu “- Như trên;”"),
    "noi_nhan.luu": QuyTac("canh_bao", _CAN_CU, "dòng cuối “- Lưu: VT, <đơn vị>.”"),
    "noi_nhan.thu_tu": QuyTac("loi", _CAN_CU, "“Như trên” đầu tiên, “Lưu” cuối cùng"),
}
_VI_TRI = "Nơi nhận"
_DASH = re.compile(r"[-–—−•+]\s*")
_LUU = re.compile(r"^\W*lưu\b", re.IGNORECASE)
# Without a unit, as in the decree's own Mẫu 1.8, or with one as Mục II khoản 9 điểm d says.
_RIGHT_LUU = re.compile(
    r"- ?Lưu: VT\.|- ?Lưu: VT, ?[^\s,.;:(][^;:]*?(?: ?\(\S+\))?\.(?: ?[^\s;]{1,14}(?: ?\(\d+\))?\.?)?"
)
_NHU = re.compile(r"^\W*như (trên|điều|kính gửi)", re.IGNORECASE)


def kiem(tep: Tep) -> Iterator[PhatHien]:
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
            yield PhatHien(
                "noi_nhan.thieu",
                None,
                "không có Nơi nhận",
                "“Nơi nhận:” ở cuối, bên trái chữ ký",
                "thêm Nơi nhận",
                "cuối văn bản",
            )


def _block(van_ban: VanBan, noi_nhan: NoiNhan) -> Iterator[PhatHien]:
    yield from _label(noi_nhan.label)
    items = _items(noi_nhan.cac_dong)
    lines = [line for item in items for line in item]
    yield from co_chu("noi_nhan.co_chu", lines, nd30.NOI_NHAN_LIET_KE, "danh sách nơi nhận")
    slanted = next((line for line in lines if line.all("italic") or line.all("bold")), None)
    if slanted is not None:
        yield PhatHien(
            "noi_nhan.co_chu",
            slanted.paragraph.spot,
            "chữ nghiêng hoặc đậm",
            "chữ đứng",
            "chọn danh sách nơi nhận, bỏ đậm, bỏ nghiêng",
            "danh sách nơi nhận",
            trich(slanted.text),
        )
    if not items:
        return
    keep = next((i for i, item in enumerate(items) if _LUU.match(_text(item))), None)
    yield from _dau_cau(items[:keep] if keep is not None else items)
    yield from _nhu_tren(van_ban, items)
    yield from _luu(items, keep)


def _label(line: Dong) -> Iterator[PhatHien]:
    own = line.text[: len("Nơi nhận:")]
    wrong = [] if own == "Nơi nhận:" else [f"“{trich(line.text)}”"]
    runs = line.shown[:1] if len(line.text) > len("Nơi nhận: ") else line.shown
    low, high = nd30.NOI_NHAN.co_chu
    wrong += ["cỡ chữ khác 12"] if any(not low <= run.size <= high for run in runs) else []
    wrong += ["không đậm"] if any(not run.bold for run in runs) else []
    wrong += ["không nghiêng"] if any(not run.italic for run in runs) else []
    if wrong:
        yield PhatHien(
            "noi_nhan.label",
            line.paragraph.spot,
            ", ".join(wrong),
            "“Nơi nhận:” cỡ 12, nghiêng, đậm",
            "gõ “Nơi nhận:”, đặt cỡ 12, nghiêng, đậm",
            _VI_TRI,
            trich(line.text),
            tuple(mend_size([(line, run) for run in runs], nd30.NOI_NHAN.co_chu))
            if wrong == ["cỡ chữ khác 12"]
            else (),
        )


def _items(lines: Sequence[Dong]) -> list[list[Dong]]:
    """Recipients with the lines in which their names go on."""
    items: list[list[Dong]] = []
    for line in lines:
        goes_on = bool(items) and not _DASH.match(line.text) and not items[-1][-1].text.endswith((";", "."))
        if goes_on:
            items[-1].append(line)
        else:
            items.append([line])
    return items


def _text(item: Sequence[Dong]) -> str:
    return " ".join(line.text for line in item)


def _dau_cau(items: Sequence[Sequence[Dong]]) -> Iterator[PhatHien]:
    for item in items:
        text = _text(item)
        wrong = [] if text.startswith("- ") or re.match(r"-[^\W\d_]", text) else ["không có gạch đầu dòng (-)"]
        wrong += [] if text.endswith(";") else ["cuối dòng không có dấu chấm phẩy"]
        if wrong:
            yield PhatHien(
                "noi_nhan.dau_cau",
                item[-1].paragraph.spot,
                ", ".join(wrong),
                "“- …;”",
                "đặt “- ” ở đầu dòng, “;” ở cuối dòng",
                _VI_TRI,
                trich(text),
            )


def _nhu_tren(van_ban: VanBan, items: Sequence[Sequence[Dong]]) -> Iterator[PhatHien]:
    at = next((i for i, item in enumerate(items) if _NHU.match(_text(item))), None)
    if van_ban.kinh_gui and van_ban.ten_loai in nd30.CO_KINH_GUI and at is None:
        yield PhatHien(
            "noi_nhan.nhu_tren",
            items[0][0].paragraph.spot,
            "có Kính gửi nhưng Nơi nhận không có “Như trên”",
            "dòng đầu “- Như trên;”",
            "thêm “- Như trên;”",
            _VI_TRI,
            trich(_text(items[0])),
        )
    elif at:
        yield PhatHien(
            "noi_nhan.thu_tu",
            items[at][0].paragraph.spot,
            f"“{trich(_text(items[at]))}” ở dòng {at + 1}",
            "dòng đầu tiên",
            "chuyển lên dòng đầu",
            _VI_TRI,
            trich(_text(items[at])),
        )


def _luu(items: Sequence[Sequence[Dong]], keep: int | None) -> Iterator[PhatHien]:
    if keep is None:
        yield PhatHien(
            "noi_nhan.luu",
            items[-1][-1].paragraph.spot,
            "không có dòng “Lưu”",
            "dòng cuối “- Lưu: VT, <đơn vị soạn thảo>.”",
            "thêm dòng Lưu",
            _VI_TRI,
            trich(_text(items[-1])),
        )
        return
    text = _text(items[keep])
    if not _RIGHT_LUU.fullmatch(text):
        yield PhatHien(
            "noi_nhan.luu",
            items[keep][-1].paragraph.spot,
            f"“{text}”",
            "“- Lưu: VT, <đơn vị soạn thảo>.”",
            _remedy(text),
            _VI_TRI,
            trich(text),
        )
    after = [item for item in items[keep + 1 :] if _DASH.match(_text(item))]
    if after:
        yield PhatHien(
            "noi_nhan.thu_tu",
            items[keep][0].paragraph.spot,
            "dòng “Lưu” không ở cuối",
            "dòng “Lưu” ở cuối",
            "chuyển dòng Lưu xuống cuối",
            _VI_TRI,
            trich(text),
        )


def _remedy(text: str) -> str:
    if not text.rstrip().endswith("."):
        return "đặt dấu chấm ở cuối dòng Lưu"
    return "viết “- Lưu: VT, <chữ viết tắt đơn vị soạn thảo>.”"
