"""What finished reports say is what the recount finds: every figure of random dossiers, read back from the .docx."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docgen.commands.lap import lap
from docgen.documents import DOCUMENT_TYPES
from tests.doi_soat import dem, doc_lai, mong_doi, sinh
from tests.doi_soat.mong_doi import Ky

_MAU = Path(__file__).parents[2] / "templates_docx"
_MOI_LAN = 10  # dossiers of one test: few enough to spread over workers
HAT_GIONG = range(0, 40, _MOI_LAN)
HAT_GIONG_LAU = range(40, 300, _MOI_LAN)
_COT = ("trong_ky", "ky_truoc", "luy_ke", "cung_ky")

CapSo = tuple[str, Any, Any]  # what is compared, what the document says, what the recount finds


def bao_cao_quy(path: Path, ky: Ky) -> Iterator[CapSo]:
    """All that is compared of the report of a quarter."""
    van_ban = doc_lai.doc(path)
    yield "tiến độ chung", doc_lai.tien_do_chung(van_ban), mong_doi.tien_do_chung(ky)
    table = doc_lai.tien_do_tung_viec(van_ban, "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ")
    yield "tiến độ từng nhiệm vụ", table, mong_doi.tien_do_tung_viec(ky)
    yield "hết việc trước kỳ", doc_lai.het_viec_truoc(van_ban), mong_doi.het_viec_truoc(ky)
    yield "thống kê", doc_lai.thong_ke(van_ban, "SỐ LIỆU THỐNG KÊ"), mong_doi.thong_ke(ky, _COT)
    yield "đơn vị", doc_lai.don_vi(van_ban), mong_doi.don_vi(ky)
    told = doc_lai.dai_luong(van_ban, mong_doi.ten_dai_luong(ky))
    yield "số trong lời văn", told, mong_doi.cau_dai_luong(ky, [ten for ten, _ in told])
    yield "biểu đồ", van_ban.bieu_do, mong_doi.bieu_do(ky)
    yield "chỉ tiêu", doc_lai.chi_tieu(van_ban), mong_doi.chi_tieu(ky)
    yield "hạn chế", _dem(doc_lai.han_che(van_ban)), _dem(mong_doi.han_che(ky))
    yield "ưu điểm", doc_lai.uu_diem(van_ban), mong_doi.uu_diem(ky)
    yield "đến đâu", doc_lai.den_dau(van_ban), mong_doi.den_dau(ky)
    yield "tên kỳ tới", doc_lai.ten_ky_toi(van_ban), mong_doi.ten_ky_toi(ky)
    yield "kỳ tới", doc_lai.ky_toi(van_ban), mong_doi.ky_toi(ky)
    yield "đã khắc phục", doc_lai.da_khac_phuc(van_ban), mong_doi.da_khac_phuc(ky)


def danh_gia(path: Path, ky: Ky, record: dem.Tho) -> Iterator[CapSo]:
    """All that is compared of the evaluation; `record` is danh_gia.yaml."""
    van_ban, rows = doc_lai.doc(path), mong_doi.bang_chi_tieu(ky, record)
    yield "tiến độ chung", doc_lai.tien_do_chung(van_ban), mong_doi.tien_do_nam(ky)
    yield "theo quý", doc_lai.theo_quy(van_ban), mong_doi.theo_quy(ky.ket_qua)
    table = doc_lai.tien_do_tung_viec(van_ban, "KẾT QUẢ THỰC HIỆN TỪNG NHIỆM VỤ")
    yield "từng nhiệm vụ", table, mong_doi.ket_qua_tung_viec(ky)
    yield "thống kê", doc_lai.thong_ke(van_ban, "SỐ LIỆU THỐNG KÊ CẢ NĂM"), mong_doi.thong_ke(ky, ("luy_ke",))
    yield "đơn vị", doc_lai.don_vi(van_ban), mong_doi.don_vi(ky, ca_nam=True)
    told = doc_lai.dai_luong(van_ban, mong_doi.ten_dai_luong(ky))
    yield "số trong lời văn", told, mong_doi.cau_dai_luong(ky, [ten for ten, _ in told], ca_nam=True)
    yield "biểu đồ", [c for c in van_ban.bieu_do if len(c["day"]) > 1], mong_doi.bieu_do(ky, ca_nam=True)
    yield "bảng chỉ tiêu", doc_lai.bang_chi_tieu(van_ban), rows
    yield "số chỉ tiêu", doc_lai.dem_chi_tieu(van_ban), mong_doi.dem_chi_tieu(rows)
    yield "chỉ tiêu", doc_lai.chi_tieu(van_ban), mong_doi.chi_tieu(ky, ca_nam=True)
    yield "hạn chế", _dem(doc_lai.han_che(van_ban)), _dem(mong_doi.han_che(ky, ca_nam=True))
    yield "ưu điểm", doc_lai.uu_diem(van_ban), mong_doi.uu_diem(ky, ca_nam=True)
    yield "chuyển tiếp", doc_lai.ky_toi(van_ban), mong_doi.chuyen_tiep(ky)
    yield "đã khắc phục", doc_lai.da_khac_phuc(van_ban), mong_doi.da_khac_phuc(ky, ca_nam=True)


def _dem(said: list[tuple[Any, ...]]) -> Counter[str]:
    """In any order; where a difficulty came from is said beside it, and is not compared."""
    return Counter(repr(each) for each in said if each[0] != "khó khăn của")


def cac_cap(seed: int, folder: Path) -> Iterator[CapSo]:
    """Writes a dossier and its reports, and yields all that is compared."""
    workspace, output = sinh.ghi(seed, folder), folder / "out"
    (workspace / _MAU.name).symlink_to(_MAU)  # to build them anew takes longer than to write the documents
    written = {each.path.name for each in lap(list(DOCUMENT_TYPES), workspace, sinh.MA, output)}
    ho_so = dem.doc_ho_so(workspace, sinh.MA)
    counted = dem.dem_ho_so(ho_so)
    record = workspace / "data" / sinh.MA / "danh_gia.yaml"
    wanted = {"ke_hoach.docx", *(f"bao_cao_quy_{quy}.docx" for quy in counted)}
    yield "các tệp", written, wanted | ({"danh_gia.docx"} if record.exists() else set())
    for quy in counted:
        found = bao_cao_quy(output / sinh.MA / f"bao_cao_quy_{quy}.docx", Ky(ho_so, counted, quy))
        yield from ((f"{dem.QUY[quy - 1]}, {about}", read, meant) for about, read, meant in found)
    if record.exists():
        found = danh_gia(output / sinh.MA / "danh_gia.docx", Ky(ho_so, counted, 4), dem.doc_tep(record))
        yield from ((f"cả năm, {about}", read, meant) for about, read, meant in found)


def _doi_soat(first: int, folder: Path) -> None:
    for seed in range(first, first + _MOI_LAN):
        for about, read, meant in cac_cap(seed, folder / str(seed)):
            assert read == meant, f"hạt giống {seed}, {about}"


@pytest.mark.parametrize("first", HAT_GIONG)
def test_documents_say_what_the_recount_finds(first: int, tmp_path: Path) -> None:
    _doi_soat(first, tmp_path)


@pytest.mark.lau
@pytest.mark.parametrize("first", HAT_GIONG_LAU)
def test_more_documents_say_what_the_recount_finds(first: int, tmp_path: Path) -> None:
    _doi_soat(first, tmp_path)
