"""`docgen trinh-ky`: the gate names every reason; the package is whole; its PDF can be signed."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from docgen.commands.lap import lap
from docgen.commands.trinh_ky import trinh_ky
from docgen.documents import DOCUMENT_TYPES
from docgen.docx import pdf
from docgen.errors import UnusableError
from tests.cli.test_main import docgen
from tests.commands.test_ban_hanh import changed, official
from tests.conftest import needed
from tests.finished import opened, texts

TODAY = date(2026, 6, 1)


def written(workspace: Path) -> Path:
    lap(list(DOCUMENT_TYPES), workspace, None, workspace / "output")
    return workspace


def submitted(workspace: Path, name: str = "ke-hoach", quy: int | None = None) -> Path:
    needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
    return trinh_ky(name, workspace, None, workspace / "output", quy, TODAY).thu_muc


def reasons(workspace: Path, name: str, quy: int | None = None) -> str:
    with pytest.raises(UnusableError) as caught:
        trinh_ky(name, workspace, None, workspace / "output", quy, TODAY)
    return str(caught.value)


class TestGate:
    def test_illustrative_figures_name_each_file_and_what_to_do(self, workspace: Path) -> None:
        said = reasons(written(workspace), "bao-cao-quy", 3)
        assert said.count("số liệu là minh họa\n  → thay bằng số liệu thật rồi ghi so_lieu: chinh_thuc") == 2
        assert "data/papi_2026/tien_do/quy_2.yaml:9:" in said and "data/papi_2026/tien_do/quy_3.yaml:5:" in said

    def test_the_evaluation_of_illustrative_quarters(self, workspace: Path) -> None:
        assert reasons(written(workspace), "danh-gia").count("số liệu là minh họa") == 4

    def test_a_document_that_was_not_written(self, workspace: Path) -> None:
        assert "văn bản chưa lập\n  → chạy docgen lap ke-hoach" in reasons(workspace, "ke-hoach")

    def test_a_document_older_than_its_data(self, workspace: Path) -> None:
        written(workspace)
        changed(workspace, "data/co_quan.yaml", "dia_danh: Lai Châu", "dia_danh: Tân Phong")
        assert "văn bản cũ hơn dữ liệu" in reasons(workspace, "ke-hoach")

    def test_a_document_edited_in_word(self, workspace: Path) -> None:
        path = written(workspace) / "output/papi_2026/ke_hoach.docx"
        document = opened(path)
        document.paragraphs[3].add_run(" sửa")
        document.save(str(path))
        assert "văn bản đã sửa trong Word" in reasons(workspace, "ke-hoach")

    def test_a_signer_who_has_left(self, workspace: Path) -> None:
        changed(workspace, "data/co_quan.yaml", "    quyen_han: Q.\n", "    quyen_han: Q.\n    den_ngay: 01/5/2026\n")
        assert "“Hoàng Minh Hải” không giữ chức vụ vào ngày trình 01/6/2026" in reasons(written(workspace), "ke-hoach")

    def test_a_unit_that_has_not_reported(self, workspace: Path) -> None:
        official(workspace)
        path = workspace / "data/papi_2026/tien_do/quy_2.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text[: text.rindex("\n  - nhiem_vu:")] + "\n", encoding="utf-8")
        assert "chưa có báo cáo của Trung tâm Tin học và Công báo: Xây dựng chuyên mục PAPI" in reasons(
            written(workspace), "bao-cao-quy", 2
        )

    def test_a_template_that_breaks_the_form(self, workspace: Path) -> None:
        from docx.shared import Mm

        docgen("mau", "word", folder=workspace)
        template = workspace / "templates_docx/ke_hoach.docx"
        document = opened(template)
        document.sections[0].left_margin = Mm(25)
        document.save(str(template))
        assert "lề trái 25 mm; cần lề trái từ 30 đến 35 mm" in reasons(written(workspace), "ke-hoach")

    def test_several_reasons_at_once(self, workspace: Path) -> None:
        changed(workspace, "data/co_quan.yaml", "    quyen_han: Q.\n", "    quyen_han: Q.\n    den_ngay: 01/5/2026\n")
        said = reasons(workspace, "bao-cao-quy", 2)
        assert "số liệu là minh họa" in said and "không giữ chức vụ" in said and "văn bản chưa lập" in said

    def test_no_quarter_or_no_data(self, workspace: Path) -> None:
        assert "ghi --quy và quý đã có số liệu" in reasons(workspace, "bao-cao-quy")


class TestPackage:
    def test_the_shipped_plan_passes_with_everything(self, workspace: Path) -> None:
        folder = submitted(written(workspace))
        assert sorted(path.name for path in folder.iterdir()) == [
            "ke_hoach.docx",
            "ke_hoach.pdf",
            "ke_khai.json",
            "phieu_trinh.docx",
        ]
        assert (folder / "ke_hoach.docx").read_bytes() == (workspace / "output/papi_2026/ke_hoach.docx").read_bytes()
        manifest = json.loads((folder / "ke_khai.json").read_text(encoding="utf-8"))
        for name, digest in manifest["tep"].items():
            assert sha256((folder / name).read_bytes()).hexdigest() == digest
        assert "data/papi_2026/ke_hoach.yaml" in manifest["du_lieu"] and manifest["lan_trinh"] == 1

    def test_the_slip_is_one_page_and_says_what_matters(self, workspace: Path) -> None:
        official(workspace)
        folder = submitted(written(workspace), "bao-cao-quy", 2)
        slip = (folder / "phieu_trinh.docx").read_bytes()
        assert pdf.page_count(pdf.convert({"p": slip})["p"]) == 1
        said = texts(opened(slip))
        assert "PHIẾU TRÌNH" in said and "Trình lần đầu" in said and "Ý kiến của lãnh đạo" in said
        assert any(text.startswith("Đến ngày 14/6/2026, chưa có nhiệm vụ nào hoàn thành") for text in said)

    def test_a_second_submission_says_what_changed_and_keeps_the_first(self, workspace: Path) -> None:
        folder = submitted(written(workspace))
        first = {path.name: path.read_bytes() for path in folder.iterdir()}
        changed(workspace, "data/papi_2026/ke_hoach.yaml", "bảo đảm khả năng truy", "nâng cao khả năng truy")
        submitted(written(workspace))
        said = texts(opened(folder / "phieu_trinh.docx"))
        assert any(text.startswith("thêm: ") and "nâng cao khả năng truy" in text for text in said) or any(
            "thêm:" in t for t in said
        )
        kept = workspace / "output/.cu/papi_2026/trinh_ky/ke_hoach_lan_1"
        assert {path.name: path.read_bytes() for path in kept.iterdir()} == first
        assert json.loads((folder / "ke_khai.json").read_text(encoding="utf-8"))["lan_trinh"] == 2

    def test_without_libreoffice_all_but_the_pdf(self, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("docgen.docx.pdf._program", lambda: None)
        done = trinh_ky("ke-hoach", written(workspace), None, workspace / "output", None, TODAY)
        assert done.cac_tep == ("ke_hoach.docx", "phieu_trinh.docx", "ke_khai.json")
        assert "apt-get install libreoffice-writer-nogui" in done.con_thieu


class TestPdf:
    @pytest.fixture(scope="class")
    @classmethod
    def signed_page(cls, tmp_path_factory: pytest.TempPathFactory) -> bytes:
        import shutil

        from tests.conftest import ROOT

        workspace = tmp_path_factory.mktemp("ky")
        shutil.copytree(ROOT / "data", workspace / "data")
        return (submitted(written(workspace)) / "ke_hoach.pdf").read_bytes()

    def test_fields_stand_where_the_decree_puts_them(self, signed_page: bytes) -> None:
        from pyhanko.pdf_utils.reader import PdfFileReader

        fields = {
            str(f.raw_get("/T")): f
            for f in (r.get_object() for r in PdfFileReader(io.BytesIO(signed_page)).root["/AcroForm"]["/Fields"])
        }
        assert set(fields) == {"NguoiKy", "CoQuan"}
        left, bottom, right, top = map(float, fields["NguoiKy"]["/Rect"])
        seal = list(map(float, fields["CoQuan"]["/Rect"]))
        assert bottom < top and seal[0] < left < seal[2]
        assert abs((seal[2] - left) - (right - left) / 3) < 2  # a third of the signature, to the left

    def test_both_fields_can_be_signed_and_hold(self, signed_page: bytes) -> None:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign import signers
        from pyhanko.sign.validation import validate_pdf_signature

        signer, content = _signer(), signed_page
        for name in ("NguoiKy", "CoQuan"):
            metadata = signers.PdfSignatureMetadata(field_name=name)
            content = (
                signers.PdfSigner(metadata, signer=signer)
                .sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)))
                .getvalue()
            )
        found = PdfFileReader(io.BytesIO(content)).embedded_signatures
        assert [signature.field_name for signature in found] == ["NguoiKy", "CoQuan"]
        assert all(status.intact and status.valid for status in map(validate_pdf_signature, found))

    def test_title_language_fonts_and_outline(self, signed_page: bytes) -> None:
        import pypdfium2

        document = pypdfium2.PdfDocument(signed_page)
        assert document.get_metadata_value("Title").startswith("Kế hoạch Cải thiện, nâng cao Chỉ số")
        assert [item.get_title() for item in document.get_toc()][:2] == ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích"]
        assert b"/Lang" in signed_page and b"FontFile2" in signed_page

    def test_the_signature_block_is_not_alone(self, signed_page: bytes) -> None:
        block = pdf.signature_block(signed_page, ["Q. CHÁNH VĂN PHÒNG"], "Hoàng Minh Hải")
        assert block is not None and not block.mot_minh and block.trang == pdf.page_count(signed_page) - 1

    def test_a_block_alone_on_its_page_is_seen(self) -> None:
        needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
        from tests.lam_word import Doan, loi_van, quyet_dinh

        tep = quyet_dinh()
        tep.than += [loi_van("Lời văn.") for _ in range(60)]
        tep.than.append(Doan(xml='<w:p><w:r><w:br w:type="page"/></w:r></w:p>'))
        made = pdf.convert({"x": tep.bytes()})["x"]
        block = pdf.signature_block(made, ["GIÁM ĐỐC"], "Lò Thị Mai")
        assert block is not None and block.mot_minh

    def test_a_page_without_a_signature(self) -> None:
        needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
        from tests.lam_word import cong_van

        made = pdf.convert({"x": cong_van().bytes()})["x"]
        assert pdf.signature_block(made, ["CHỦ TỊCH"], "Người Khác") is None


def _signer() -> object:
    """A signer with a certificate made for this test."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import NameOID
    from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder_data
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    del load_cert_from_pemder
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Người ký thử")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    builder = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    )
    builder = builder.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC)).not_valid_after(
        datetime(2036, 1, 1, tzinfo=UTC)
    )
    certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    from asn1crypto.x509 import Certificate

    pem = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return SimpleSigner(
        signing_cert=Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=load_private_key_from_pemder_data(pem, passphrase=None),
        cert_registry=SimpleCertificateStore(),
    )


def test_the_command_line(workspace: Path) -> None:
    needed("soffice", "libreoffice-writer-nogui fonts-liberation2")
    written(workspace)
    code, out, _ = docgen("trinh-ky", "ke-hoach", folder=workspace)
    assert code == 0 and "Đã đóng gói ở output/papi_2026/trinh_ky/ke_hoach: ke_hoach.docx, ke_hoach.pdf" in out
    code, _, err = docgen("trinh-ky", "bao-cao-quy", "--quy", "2", folder=workspace)
    assert code == 2 and "số liệu là minh họa" in err
