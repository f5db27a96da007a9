"""Recognises the documents in a file and their parts (thành phần thể thức), in the shapes that real files have.

What is not recognised stays empty and is said, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.docx.facts import Block, Document, Paragraph, Table, paragraphs
from docgen.nghi_dinh import nd30
from docgen.nghi_dinh.vietnamese import without_accents
from docgen.recognise.body import layout
from docgen.recognise.closing import closing, closing_end, closing_start, is_authority
from docgen.recognise.letterhead import begins_document, is_quoc_hieu, letterhead
from docgen.recognise.lines import Dong, has_text, lines, lines_in
from docgen.recognise.numbers import nhan
from docgen.recognise.parts import ChuKy, Doan, NoiNhan, PhuLuc, Tep, VanBan

__all__ = ["ChuKy", "Doan", "Dong", "NoiNhan", "PhuLuc", "Tep", "VanBan", "recognise"]


def _fold(text: str) -> str:
    return without_accents(text).lower()


_TYPES = {_fold(name): name for name in nd30.CHU_VIET_TAT_TEN_LOAI} | {"nghi quyet": "Nghị quyết"}
_OTHER_KINDS = {
    "thong tu": "Thông tư",
    "thong tu lien tich": "Thông tư liên tịch",
    "nghi dinh": "Nghị định",
    "luat": "Luật",
    "bo luat": "Bộ luật",
    "phap lenh": "Pháp lệnh",
    "lenh": "Lệnh",
    "hien phap": "Hiến pháp",
}
_LEGAL_NUMBER = re.compile(r"so\s*:?\s*\S*\s*/\s*(19|20)\d\d\s*/")
_MOST_HEAD = 24  # blocks; a letterhead and a title never take more
_PHU_LUC = re.compile(r"phu luc(?:\s+(?:so\s+)?([ivxlc]+|\d+|[a-h]))?\s*(?:[.:–-].*)?$")
_KEM_THEO = re.compile(r"\(?\s*(ban hanh )?kem theo\b")
_LONGEST_TITLE_LINE = 300


def recognise(facts: Document) -> Tep:
    """The documents in a file; `khong_phai` says what it is where it is no administrative document of Điều 7."""
    blocks = facts.blocks
    starts = _starts(blocks)
    documents = []
    for begin, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        documents += _documents(facts, blocks[begin:end], first=begin == 0)
    return Tep(facts, documents, _not_administrative(documents))


def _starts(blocks: Sequence[Block]) -> list[int]:
    """Where documents begin: at each letterhead, with the lines of the office's name that stand over it."""
    found = [0]
    for index, block in enumerate(blocks):
        if begins_document(block):
            if not any(has_text(before) for before in blocks[found[-1] : index]):
                continue
            if index - found[-1] > 8:
                found.append(index)
    return found


def _documents(facts: Document, blocks: Sequence[Block], *, first: bool) -> list[VanBan]:
    """The document that begins with the first block, and those without a letterhead that follow its signature."""
    document = VanBan(facts, kem_theo=not first)
    body = _take_head(document, blocks)
    close = closing_start(blocks, body)
    rest = len(blocks)
    if close is not None:
        rest = closing_end(blocks, close)
        document.noi_nhan, document.chu_ky = closing(blocks[close:rest])
    annex = _first_annex(blocks, body) if close is None else close
    _take_body(document, blocks[body:annex])
    found = [document]
    if close is not None:
        found += _take_rest(document, blocks[rest:])
    else:
        _take_annexes(document, blocks[annex:])
    return found


def _take_head(document: VanBan, blocks: Sequence[Block]) -> int:
    """Letterhead, title, trích yếu, Kính gửi, căn cứ; returns the index of the block where the body begins."""
    head_end = _head_end(blocks)
    document.dau = letterhead(blocks[:head_end])
    document.kinh_gui = document.dau.kinh_gui
    index = _take_title(document, blocks, head_end)
    index = _take_kinh_gui(document, blocks, index)
    index = _take_can_cu(document, blocks, index)
    index = _take_kinh_gui(document, blocks, index)
    if document.ten_loai == "Công điện":
        index = _skip_wired(blocks, index)
    document.tieu_de_la = _unknown_title(blocks[: index + 3]) if not document.ten_loai else ""
    if (
        not document.ten_loai
        and not document.tieu_de_la
        and (
            document.dau.trich_yeu_cong_van
            or (document.kinh_gui and (document.dau.so_ky_hieu or document.dau.quoc_hieu))
        )
    ):
        document.ten_loai = nd30.CONG_VAN
    return index


def _other_title(line: Dong) -> bool:
    """True for a line in the middle under a letterhead that can only be a title, though of no known type: “ĐIỀU LỆ”."""
    centred = line.paragraph.align == "center" and line.all("bold") and line.capitals and "\t" not in line.raw
    return (centred and len(line.text.split()) < 12) or bool(_KEM_THEO.match(line.folded))


def _unknown_title(blocks: Sequence[Block]) -> str:
    """A title in capitals in the middle of the page that names no type of Điều 7: “PHIẾU TRÌNH”, “ĐƠN ĐĂNG KÝ”."""
    for block in blocks:
        for line in lines(block) if isinstance(block, Paragraph) else ():
            if _other_title(line) and line.capitals and not is_quoc_hieu(line) and not line.text.endswith(":"):
                return line.text
    return ""


def _head_end(blocks: Sequence[Block]) -> int:
    letterhead_seen = False
    for index, block in enumerate(blocks[:_MOST_HEAD]):
        if isinstance(block, Table):
            if index and _is_content(block):
                return index
            letterhead_seen = letterhead_seen or begins_document(block)
            continue
        for line in lines(block):
            if letterhead_seen and _other_title(line):
                return index
            if _title(line) or _is_kinh_gui(line) or _begins_body(line):
                return index
    return (
        min(len(blocks), _MOST_HEAD) if any(isinstance(b, Table) for b in blocks[:_MOST_HEAD]) else min(len(blocks), 8)
    )


def _is_content(table: Table) -> bool:
    return table.bordered and len(table.rows) > 3


def _begins_body(line: Dong) -> bool:
    return _begins_items(line) or (len(line.text) > 130 and "\t" not in line.raw.strip())


def _begins_items(line: Dong) -> bool:
    """True for căn cứ, for the label of a part or an item, and for the label of an annex."""
    numbered = nhan(line.text).cap in {"phần", "chương", "mục", "điều", "khoản"} and "\t" not in line.raw.strip()
    return line.folded.startswith("can cu ") or numbered or bool(_PHU_LUC.match(line.folded))


def _title(line: Dong) -> str:
    """The type that a line names as a title; empty where it names none."""
    text = " ".join(re.sub(r"[^a-z ]+", " ", line.folded).split())
    if text in _TYPES:
        return _TYPES[text] if line.paragraph.align == "center" or line.capitals or line.all("bold") else ""
    if text in _OTHER_KINDS and line.capitals:
        return _OTHER_KINDS[text]
    if line.capitals:
        return next((name for fold, name in _TYPES.items() if text.startswith(fold + " ") and len(text) < 200), "")
    return ""


def _take_title(document: VanBan, blocks: Sequence[Block], index: int) -> int:
    """Title and trích yếu; returns the index behind them."""
    if index >= len(blocks) or not isinstance(blocks[index], Paragraph):
        return index
    block = blocks[index]
    assert isinstance(block, Paragraph)
    parts = lines(block)
    at = next((i for i, line in enumerate(parts) if _title(line)), None)
    if at is None:
        return index
    document.dong_ten_loai = parts[at]
    document.ten_loai = _title(parts[at])
    document.trich_yeu = [line for line in parts[at + 1 :] if line.text and not line.typed_rule]
    document.dau.ke_gach_go += [line for line in parts[at + 1 :] if line.typed_rule]
    document.ke_trich_yeu = list(block.strokes)
    return _take_trich_yeu(document, blocks, index + 1)


def _take_trich_yeu(document: VanBan, blocks: Sequence[Block], index: int) -> int:
    while index < len(blocks):
        block = blocks[index]
        if isinstance(block, Table):
            if document.trich_yeu or block.bordered or not 0 < len(block.rows) < 3 or len(block.rows[0]) > 1:
                break
            held = list(paragraphs((block,)))  # some put trích yếu into a table of one cell
        else:
            held = [block]
        strokes = [stroke for paragraph in held for stroke in paragraph.strokes]
        document.ke_trich_yeu += strokes
        parts = [line for paragraph in held for line in lines(paragraph) if line.text]
        ruled = [line for line in parts if line.typed_rule]
        document.dau.ke_gach_go += ruled
        parts = [line for line in parts if line not in ruled]
        if parts:
            if not _goes_on_title(document, parts[0]) or (document.trich_yeu and ruled_off(document)):
                break
            document.trich_yeu += parts
        elif not ruled and not strokes and document.trich_yeu and block.section:
            break
        index += 1
    return index


def ruled_off(document: VanBan) -> bool:
    """True where a line was already drawn or typed under trích yếu: what follows is the body."""
    last = document.trich_yeu[-1].paragraph.spot.number
    return any(line.paragraph.spot.number > last for line in document.dau.ke_gach_go)


def _goes_on_title(document: VanBan, line: Dong) -> bool:
    long_text = len(line.text) > 130 and line.paragraph.align != "center" and not line.all("bold")
    if (
        _begins_items(line)
        or long_text
        or _is_kinh_gui(line)
        or is_authority(line)
        or len(line.text) > _LONGEST_TITLE_LINE
    ):
        return False
    if line.folded.startswith("kem theo") or _KEM_THEO.match(line.folded):
        document.kem_theo = True
        return True
    if nhan(line.text).cap not in {"lời văn"} or line.text.endswith((":", ";", "./.")):
        return False
    centred = line.paragraph.align == "center"
    if not document.trich_yeu:
        return centred or line.any("bold") or (len(line.text) < 160 and not line.text.endswith("."))
    previous = document.trich_yeu[-1]
    if line.capitals and not previous.capitals:
        return False  # the authority of a decision: “CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH”
    return (centred and not line.text.endswith(".")) or (
        line.all("bold") and previous.all("bold") and not line.text.endswith(".")
    )


def _is_kinh_gui(line: Dong) -> bool:
    return bool(re.match(r"kinh gui\b", line.folded))


def _take_kinh_gui(document: VanBan, blocks: Sequence[Block], start: int) -> int:
    """Kính gửi and its recipients, in paragraphs or a table; returns the index behind them."""
    if document.kinh_gui:
        return start
    index = start
    while index < len(blocks) and not has_text(blocks[index]):
        index += 1
    if index >= len(blocks) or not any(_is_kinh_gui(line) for line in lines_in([blocks[index]])):
        return start
    document.kinh_gui = [line for line in lines_in([blocks[index]]) if line.text]
    index += 1
    while index < len(blocks):
        block = blocks[index]
        parts = [line for line in lines_in([block]) if line.text]
        listed = all(line.text.startswith(("-", "–", "+")) for line in parts)
        if (
            parts
            and not (listed and not document.kinh_gui[-1].text.endswith("."))
            and not _goes_on_list(document, block)
        ):
            break
        document.kinh_gui += parts
        index += 1
    return index


def _skip_wired(blocks: Sequence[Block], start: int) -> int:
    """Behind the recipients of a công điện (“Chủ tịch Ủy ban nhân dân tỉnh điện:” and the list under it, Mẫu 1.6)."""
    index = start
    while index < len(blocks) and not has_text(blocks[index]):
        index += 1
    first = next(iter(lines_in(blocks[index : index + 1])), None)
    if first is None or not re.search(r"\bdien\s*:", first.folded):
        return start
    index += 1
    while index < len(blocks) and all(
        not line.text or line.text.startswith(("-", "–")) for line in lines_in([blocks[index]])
    ):
        index += 1
    return index


def _goes_on_list(document: VanBan, block: Block) -> bool:
    """A recipient without a dash: indented far, and the line above asks for more."""
    above = document.kinh_gui[-1].text
    return (
        isinstance(block, Paragraph)
        and above.endswith((";", ":", ","))
        and (block.left > 25 or block.left + block.first > 25)
        and len(block.text) < 200
    )


def _take_can_cu(document: VanBan, blocks: Sequence[Block], start: int) -> int:
    """The lines of căn cứ; the authority of a decision may stand over them. Returns the index behind them."""
    index = start
    found: list[Dong] = []
    behind = start
    while index < len(blocks):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            break
        parts = [line for line in lines(block) if line.text]
        if parts and not all(_is_can_cu(line) for line in parts):
            authority = not found and len(parts) == 1 and parts[0].capitals and len(parts[0].text) < 120
            if not authority or nhan(parts[0].text).cap in {"mục", "phần", "chương"}:
                break
        elif parts:
            found += parts
            behind = index + 1
        index += 1
    if (
        len(found) == 1
        and (document.kinh_gui or not _CITES.search(found[0].folded))
        and not found[0].text.endswith(";")
    ):
        return start  # a sentence that happens to begin with “Căn cứ”
    document.can_cu = found
    return behind


_CITES = re.compile(
    r"\b(luat|phap lenh|nghi dinh|nghi quyet|quyet dinh|thong tu|chi thi|ke hoach|cong van|chuong trinh|ket luan|to trinh) "
)


def _is_can_cu(line: Dong) -> bool:
    text = line.folded
    if re.match(r"(theo|xet) (de nghi|don |to trinh|cong van|bao cao|bien ban|ket qua|y kien)", text):
        return len(text) < 400 and not text.endswith(":")
    # “Căn cứ …, Văn phòng ban hành Kế hoạch như sau” is a sentence of the body.
    said = (
        None
        if text.endswith(";")
        else re.search(r"\b(nhu sau|ban hanh ke hoach|xay dung ke hoach|bao cao nhu)\b", text)
    )
    return text.startswith("can cu ") and not text.endswith(":") and said is None


def _take_body(document: VanBan, blocks: Sequence[Block]) -> None:
    document.noi_dung = layout(blocks)
    document.chu_noi_dung = " ".join(line.text for line in lines_in(blocks))
    if document.noi_dung:
        document.ket_thuc = document.noi_dung[-1].dong


def _annex_label(block: Block) -> Dong | None:
    if not isinstance(block, Paragraph):
        return None
    line = next((line for line in lines(block) if line.text), None)
    return (
        line
        if line is not None and _PHU_LUC.fullmatch(line.folded) and not line.text.endswith((".", ";", ":"))
        else None
    )


def _first_annex(blocks: Sequence[Block], start: int) -> int:
    """Where annexes begin in a document whose closing was not found."""
    for index in range(start, len(blocks)):
        label = _annex_label(blocks[index])
        if label is not None and label.paragraph.align == "center":
            return index
    return len(blocks)


def _take_rest(document: VanBan, blocks: Sequence[Block]) -> list[VanBan]:
    """What follows the signature: annexes, or texts that the document issues."""
    for index, block in enumerate(blocks):
        if _annex_label(block) is not None or _annex_in_table(block) is not None:
            _take_annexes(document, blocks[index:])
            return []
        if isinstance(block, Paragraph) and any(_title(line) for line in lines(block)):
            attached = VanBan(document.tep, kem_theo=True)
            body = _take_title(attached, blocks, index)
            attached.kem_theo = True
            close = closing_start(blocks, body)
            annex = _first_annex(blocks, body)
            _take_body(attached, blocks[body : min(annex, close if close is not None else len(blocks))])
            _take_annexes(attached, blocks[annex:])
            return [attached]
    return []


def _annex_in_table(block: Block) -> Dong | None:
    if isinstance(block, Paragraph) or block.bordered:
        return None
    first = next((line for line in lines_in([block]) if line.text), None)
    return first if first is not None and _PHU_LUC.fullmatch(first.folded) else None


def _take_annexes(document: VanBan, blocks: Sequence[Block]) -> None:
    for block in blocks:
        label = _annex_label(block) or _annex_in_table(block)
        if label is not None:
            document.phu_luc.append(PhuLuc(label, [], [block]))
        elif document.phu_luc:
            document.phu_luc[-1].blocks.append(block)
    for annex in document.phu_luc:
        annex.ten = _annex_title(annex.blocks)


def _annex_title(blocks: Sequence[Block]) -> list[Dong]:
    found: list[Dong] = []
    for block in blocks[:8]:
        if not isinstance(block, Paragraph):
            break
        for line in lines(block):
            if not line.text or _PHU_LUC.fullmatch(line.folded):
                continue
            if (
                _KEM_THEO.match(line.folded)
                or line.typed_rule
                or line.paragraph.align != "center"
                or line.text.startswith("(")
            ):
                return found
            found.append(line)
    return found


def _not_administrative(documents: Sequence[VanBan]) -> str:
    first = documents[0]
    head = first.dau
    if head.dang or (
        not head.quoc_hieu
        and head.so_ky_hieu is not None
        and re.match(r"so\s*:?\s*\d*\s*-\s*[a-z]{1,4}/", head.so_ky_hieu.folded)
    ):
        return "văn bản của Đảng"
    if first.ten_loai in _OTHER_KINDS.values():
        return f"{first.ten_loai} (văn bản quy phạm pháp luật)"
    if first.ten_loai == "Hợp đồng" and not head.co_quan_ban_hanh:
        return "hợp đồng giữa các bên, không do cơ quan ban hành"
    if (
        first.ten_loai in {"", "Quyết định", "Nghị quyết"}
        and head.so_ky_hieu is not None
        and _LEGAL_NUMBER.match(head.so_ky_hieu.folded)
    ):
        return f"{first.ten_loai or 'văn bản'} quy phạm pháp luật (số, ký hiệu có năm ban hành)"
    if not head.quoc_hieu and head.tieu_ngu is None and head.so_ky_hieu is None:
        if not first.noi_dung and first.phu_luc:
            return "phụ lục đứng riêng, không có văn bản"
        return "văn bản không có Quốc hiệu, Tiêu ngữ và số, ký hiệu"
    if not first.ten_loai and (first.tieu_de_la or head.so_ky_hieu is None):
        return (
            f"“{first.tieu_de_la}”, không thuộc các loại của Điều 7"
            if first.tieu_de_la
            else "không nhận ra loại nào của Điều 7"
        )
    return ""
