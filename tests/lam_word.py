"""Makes Word files for tests of the form check, written by hand and not by docgen's own templates.

A document is lists of paragraphs that a test may change before it is written. All names and facts are invented.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TWIPS_PER_MM = 1440 / 25.4
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass
class Doan:
    """A paragraph: what it says and how it looks; lengths in mm, sizes and spacing in pt. `xml` stands for the whole."""

    chu: str = ""
    co: float = 14
    dam: bool = False
    nghieng: bool = False
    canh: str = "both"
    lui: float = 0
    trai: float = 0
    truoc: float = 0
    sau: float = 0
    dong: float = 1
    phong: str = "Times New Roman"
    mau: str = "auto"
    ke: float = 0  # the length of a drawn line
    so: str = ""  # numbering: `list/level`
    phan: str = ""  # the section that ends here, as XML
    sau_cung: str = ""  # XML behind the last run
    xml: str = ""


Khoi = Doan | str  # a paragraph, or a table or other block as XML


def loi_van(chu: str, **khac: object) -> Doan:
    """A paragraph of the body as the decree wants it."""
    return Doan(chu, lui=12.7, truoc=6, **khac)  # type: ignore[arg-type]


def giua(chu: str, co: float = 13, **khac: object) -> Doan:
    """A centred line."""
    return Doan(chu, co, canh="center", **khac)  # type: ignore[arg-type]


def phan(
    kho: tuple[float, float] = (210, 297),
    le: tuple[float, float, float, float] = (20, 20, 30, 15),
    *,
    dau_trang: bool = True,
    trang_dau: bool = True,
    so_tu: int | None = None,
    kieu_so: str = "",
) -> str:
    """A `w:sectPr`: paper and margins (trên, dưới, trái, phải) in mm, the header with the page number, first page apart."""
    top, bottom, left, right = (round(side * _TWIPS_PER_MM) for side in le)
    numbers = f"<w:pgNumType{f' w:fmt={chr(34)}{kieu_so}{chr(34)}' if kieu_so else ''}{f' w:start={chr(34)}{so_tu}{chr(34)}' if so_tu is not None else ''}/>"
    return (
        "<w:sectPr>"
        + ('<w:headerReference w:type="default" r:id="rIdHeader"/>' if dau_trang else "")
        + f'<w:pgSz w:w="{round(kho[0] * _TWIPS_PER_MM)}" w:h="{round(kho[1] * _TWIPS_PER_MM)}"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="567" w:footer="567" w:gutter="0"/>'
        + (numbers if so_tu is not None or kieu_so else "")
        + ("<w:titlePg/>" if trang_dau else "")
        + "</w:sectPr>"
    )


def chay(chu: str, doan: Doan) -> str:
    """A run as the paragraph looks; `\\n` and `\\t` are breaks and tabs."""
    text = "".join(
        {"\n": "<w:br/>", "\t": "<w:tab/>"}.get(piece, f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
        for piece in _pieces(chu)
    )
    return f"<w:r>{_r_pr(doan)}{text}</w:r>"


def _pieces(chu: str) -> list[str]:
    found = [""]
    for letter in chu:
        if letter in "\n\t":
            found += [letter, ""]
        else:
            found[-1] += letter
    return [piece for piece in found if piece]


def _r_pr(doan: Doan) -> str:
    return (
        f'<w:rPr><w:rFonts w:ascii="{doan.phong}" w:hAnsi="{doan.phong}" w:cs="{doan.phong}"/>'
        + ("<w:b/>" if doan.dam else "")
        + ("<w:i/>" if doan.nghieng else "")
        + f'<w:color w:val="{doan.mau}"/><w:sz w:val="{round(doan.co * 2)}"/></w:rPr>'
    )


def doan_xml(doan: Doan) -> str:
    if doan.xml:
        return doan.xml
    ma, _, cap = doan.so.partition("/")
    number = f'<w:numPr><w:ilvl w:val="{cap}"/><w:numId w:val="{ma}"/></w:numPr>' if ma else ""
    p_pr = (
        f"<w:pPr>{number}"
        f'<w:spacing w:before="{round(doan.truoc * 20)}" w:after="{round(doan.sau * 20)}" w:line="{round(doan.dong * 240)}" w:lineRule="auto"/>'
        f'<w:ind w:left="{round(doan.trai * _TWIPS_PER_MM)}" w:firstLine="{round(doan.lui * _TWIPS_PER_MM)}"/><w:jc w:val="{doan.canh}"/>{_r_pr(doan)}{doan.phan}</w:pPr>'
    )
    drawn = f"<w:r>{_line(doan.ke)}</w:r>" if doan.ke else ""
    return f"<w:p>{p_pr}{chay(doan.chu, doan) if doan.chu else ''}{drawn}{doan.sau_cung}</w:p>"


def _line(mm: float) -> str:
    emu = round(mm * 36000)
    return (
        f'<w:drawing><wp:inline><wp:extent cx="{emu}" cy="0"/><wp:docPr id="1" name="line"/><a:graphic><a:graphicData'
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{emu}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def bang(*hang: tuple[list[Doan], ...], rong: tuple[float, ...] = (64, 101), vien: bool = False) -> str:
    """A table: rows of cells of paragraphs, column widths in mm."""
    borders = "".join(
        f'<w:{side} w:val="{"single" if vien else "none"}" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{round(width * _TWIPS_PER_MM)}"/>' for width in rong)
    rows = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{round(width * _TWIPS_PER_MM)}" w:type="dxa"/></w:tcPr>{"".join(map(doan_xml, o))}</w:tc>'
            for o, width in zip(row, rong, strict=True)
        )
        + "</w:tr>"
        for row in hang
    )
    return (
        f'<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def truong_trang(doan: Doan) -> Doan:
    """A paragraph that shows the number of the page."""
    r_pr = _r_pr(doan)
    field = (
        f'<w:r>{r_pr}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{r_pr}<w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r>{r_pr}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{r_pr}<w:t>2</w:t></w:r><w:r>{r_pr}<w:fldChar w:fldCharType="end"/></w:r>'
    )
    return replace(doan, sau_cung=field)


@dataclass
class TepWord:
    """A document in the order of its parts. `dau` is the letterhead (left and right column), `cuoi` the closing."""

    dau: tuple[list[Doan], list[Doan]]
    tieu_de: list[Doan]
    than: list[Khoi]
    noi_nhan: list[Doan]
    ky: list[Doan]
    sau_ky: list[Khoi] = field(default_factory=list)
    phan_cuoi: str = field(default_factory=phan)
    dau_trang: list[Doan] = field(default_factory=lambda: [truong_trang(giua("", 13))])
    chan_trang: list[Doan] = field(default_factory=list)
    danh_so: str = ""  # numbering.xml
    kieu: str = ""  # styles.xml
    ghi: str = ""  # what this file is, for the name of a golden text

    def cac_khoi(self) -> list[Khoi]:
        left, right = self.dau
        letterhead = [bang((left, right))] if left or right else []
        closing = (
            [bang((self.noi_nhan or [Doan()], self.ky or [Doan()]), rong=(80, 85))] if self.noi_nhan or self.ky else []
        )
        return [*letterhead, *self.tieu_de, *self.than, *closing, *self.sau_ky]

    def bytes(self) -> bytes:
        body = "".join(block if isinstance(block, str) else doan_xml(block) for block in self.cac_khoi())
        footer = bool(self.chan_trang)
        section = self.phan_cuoi
        if footer:
            reference = '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/>'
            body, section = (text.replace("<w:sectPr>", reference) for text in (body, section))
        parts = {
            "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
            "word/header1.xml": f"<w:hdr {_NAMESPACES}>{''.join(map(doan_xml, self.dau_trang))}</w:hdr>",
        }
        if footer:
            parts["word/footer1.xml"] = f"<w:ftr {_NAMESPACES}>{''.join(map(doan_xml, self.chan_trang))}</w:ftr>"
        if self.danh_so:
            parts["word/numbering.xml"] = self.danh_so
        if self.kieu:
            parts["word/styles.xml"] = self.kieu
        return goi(parts)


def goi(parts: dict[str, str | bytes]) -> bytes:
    """A package of these parts of a document, with content types and relations."""
    kinds = {
        "header1": "header",
        "footer1": "footer",
        "numbering": "numbering",
        "styles": "styles",
        "theme1": "theme",
        "comments": "comments",
    }
    ids = {"header1": "rIdHeader", "footer1": "rIdFooter"}
    named = {name.split("/")[-1].removesuffix(".xml"): name for name in parts if name != "word/document.xml"}
    overrides = "".join(
        f'<Override PartName="/{path}" ContentType="{_TYPES}.{kinds[name]}+xml"/>'
        for name, path in named.items()
        if name in kinds
    )
    relations = "".join(
        f'<Relationship Id="{ids.get(name, f"rId{number}")}" Type="{_RELATIONS}/{kinds[name]}" Target="{path.removeprefix("word/")}"/>'
        for number, (name, path) in enumerate(named.items())
        if name in kinds
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        **parts,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _dau(co_quan: list[str], so: str, ngay: str) -> tuple[list[Doan], list[Doan]]:
    above, issuing = co_quan
    return (
        [giua(above), giua(issuing, dam=True), giua("", ke=12), giua(so)],
        [
            giua("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", dam=True),
            giua("Độc lập - Tự do - Hạnh phúc", 14, dam=True),
            giua("", ke=60.4),
            giua(ngay, 14, nghieng=True),
        ],
    )


_NOI_NHAN = [Doan("Nơi nhận:", 12, dam=True, nghieng=True, canh="left")]


def _noi_nhan(*names: str) -> list[Doan]:
    return [*deepcopy(_NOI_NHAN), *(Doan(name, 11, canh="left") for name in names)]


def _ky(*lines: str, ho_ten: str) -> list[Doan]:
    return [
        *(giua(line, 14, dam=True) for line in lines),
        *(giua("", 14) for _ in range(4)),
        giua(ho_ten, 14, dam=True),
    ]


_DAI = "để nâng cao chất lượng phục vụ Nhân dân, bảo đảm đúng thời hạn và công khai kết quả trên Cổng thông tin điện tử"


def ke_hoach() -> TepWord:
    """A right plan of several pages: mục, khoản, tiểu khoản, điểm, one annex in a section of its own."""
    than: list[Khoi] = [
        loi_van(
            "Thực hiện Kế hoạch số 15/KH-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh về cải cách hành chính, Văn phòng xây dựng kế hoạch như sau:"
        ),
        loi_van("I. MỤC ĐÍCH, YÊU CẦU", dam=True),
        loi_van("1. Mục đích", dam=True),
        loi_van(f"a) Rà soát thủ tục hành chính {_DAI}."),
        loi_van(f"b) Tiếp nhận và trả kết quả đúng hạn {_DAI}."),
        loi_van(f"c) Công khai thủ tục hành chính {_DAI}."),
        loi_van(f"d) Lấy ý kiến của người dân và doanh nghiệp {_DAI}."),
        loi_van(f"đ) Đánh giá mức độ hài lòng hằng quý {_DAI}."),
        loi_van("2. Yêu cầu", dam=True),
        loi_van(f"Các phòng, trung tâm thực hiện nghiêm túc {_DAI}."),
        loi_van("II. NHIỆM VỤ", dam=True),
        loi_van("1. Rà soát", dam=True),
        loi_van("1.1. Lập danh mục", dam=True),
        loi_van(f"Lập danh mục thủ tục hành chính {_DAI}."),
        loi_van("1.2. Đơn giản hóa", dam=True),
        loi_van(f"- Cắt giảm giấy tờ không cần thiết {_DAI};"),
        loi_van(f"- Liên thông thủ tục hành chính {_DAI}."),
        loi_van("2. Công khai", dam=True),
        loi_van(f"Niêm yết đầy đủ tại nơi tiếp nhận {_DAI}."),
        loi_van("III. TỔ CHỨC THỰC HIỆN", dam=True),
        *(loi_van(f"{number}. Phòng số {number} chủ trì, phối hợp {_DAI}.") for number in range(1, 9)),
        loi_van("(Chi tiết tại Phụ lục kèm theo)"),
        loi_van("Yêu cầu các phòng, trung tâm nghiêm túc thực hiện./."),
    ]
    return TepWord(
        _dau(["UBND TỈNH ĐÔNG SƠN", "VĂN PHÒNG"], "Số: 12/KH-VPUBND", "Đông Sơn, ngày 05 tháng 3 năm 2026"),
        [
            giua("", 14),
            giua("KẾ HOẠCH", 14, dam=True),
            giua("Cải cách hành chính năm 2026 của Văn phòng", 14, dam=True),
            giua("", 14, ke=40),
        ],
        than,
        _noi_nhan("- Ủy ban nhân dân tỉnh;", "- Các phòng, trung tâm;", "- Lưu: VT, HCQT."),
        _ky("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", ho_ten="Nguyễn Văn Hùng"),
        [
            Doan("", 14, phan=phan()),
            giua("Phụ lục", 14, dam=True),
            giua("DANH MỤC NHIỆM VỤ", 14, dam=True),
            giua(
                "(Kèm theo Kế hoạch số      /KH-VPUBND ngày      tháng      năm 2026 của Văn phòng)", 14, nghieng=True
            ),
            bang(
                ([Doan("TT", 13)], [Doan("Nhiệm vụ", 13)]),
                ([Doan("1", 13)], [Doan("Rà soát", 13)]),
                rong=(20, 145),
                vien=True,
            ),
        ],
        phan(so_tu=1),
    )


def cong_van() -> TepWord:
    """A right công văn of one page to two recipients."""
    left, right = _dau(["UBND TỈNH ĐÔNG SƠN", "SỞ NỘI VỤ"], "Số: 105/SNV-CCHC", "Đông Sơn, ngày 12 tháng 9 năm 2026")
    left.append(giua("V/v báo cáo kết quả cải cách hành chính quý III năm 2026", 12, truoc=6))
    return TepWord(
        (left, right),
        [],
        [
            Doan("Kính gửi:", 14, canh="left", trai=35, truoc=12),
            Doan("- Văn phòng Ủy ban nhân dân tỉnh;", 14, canh="left", trai=53),
            Doan("- Sở Tài chính.", 14, canh="left", trai=53),
            loi_van(f"Sở Nội vụ đề nghị các cơ quan báo cáo kết quả thực hiện {_DAI}."),
            loi_van("Báo cáo gửi về Sở Nội vụ trước ngày 20 tháng 9 năm 2026 để tổng hợp./."),
        ],
        _noi_nhan("- Như trên;", "- Lãnh đạo Sở;", "- Lưu: VT, CCHC."),
        _ky("GIÁM ĐỐC", ho_ten="Lò Thị Mai"),
        phan_cuoi=phan(dau_trang=False, trang_dau=False),
    )


def quyet_dinh() -> TepWord:
    """A right decision of one page: căn cứ, three điều with titles, two khoản under the second."""
    return TepWord(
        _dau(["UBND TỈNH ĐÔNG SƠN", "SỞ NỘI VỤ"], "Số: 88/QĐ-SNV", "Đông Sơn, ngày 01 tháng 02 năm 2026"),
        [
            giua("", 14),
            giua("QUYẾT ĐỊNH", 14, dam=True),
            giua("Về việc thành lập Tổ giúp việc cải cách hành chính", 14, dam=True),
            giua("", 14, ke=45),
        ],
        [
            giua("GIÁM ĐỐC SỞ NỘI VỤ", 14, dam=True, truoc=12),
            loi_van("Căn cứ Luật Tổ chức chính quyền địa phương;", nghieng=True),
            loi_van(
                "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
                nghieng=True,
            ),
            loi_van("Theo đề nghị của Trưởng phòng Cải cách hành chính.", nghieng=True),
            giua("QUYẾT ĐỊNH:", 14, dam=True, truoc=12),
            loi_van("Điều 1. Thành lập Tổ giúp việc", dam=True),
            loi_van("Thành lập Tổ giúp việc cải cách hành chính của Sở Nội vụ."),
            loi_van("Điều 2. Nhiệm vụ", dam=True),
            loi_van(f"1. Tham mưu kế hoạch {_DAI}."),
            loi_van(f"2. Theo dõi, đôn đốc {_DAI}."),
            loi_van("Điều 3. Trách nhiệm thi hành", dam=True),
            loi_van("Chánh Văn phòng, trưởng các phòng chịu trách nhiệm thi hành Quyết định này./."),
        ],
        _noi_nhan("- Như Điều 3;", "- Lưu: VT, CCHC."),
        _ky("GIÁM ĐỐC", ho_ten="Lò Thị Mai"),
        phan_cuoi=phan(dau_trang=False, trang_dau=False),
    )
