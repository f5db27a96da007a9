"""Signs PDFs for tests with certificates made here, fills in form fields as a viewer does, and asks pyHanko what holds."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import cache
from typing import Any

from asn1crypto import keys, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore


def fields(pdf: bytes) -> dict[str, Any]:
    """The fields of the form by name, in the order of the form."""
    found = (reference.get_object() for reference in PdfFileReader(io.BytesIO(pdf)).root["/AcroForm"]["/Fields"])
    return {str(field["/T"]): field for field in found}


def signed(pdf: bytes, field: str) -> bytes:
    """The PDF signed in this field, by someone with a certificate of his own under the test's root."""
    metadata = signers.PdfSignatureMetadata(field_name=field)
    signer = signers.PdfSigner(metadata, signer=_signer(field))
    return bytes(signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getvalue())


def filled(pdf: bytes, **values: str) -> bytes:
    """The PDF with these values in its text fields, as an incremental update with new appearances."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    resources = writer.root["/AcroForm"]["/DR"]
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] in values:
            value = values[field["/T"]]
            field["/V"] = pdf_string(value)
            field["/AP"] = DictionaryObject({pdf_name("/N"): writer.add_object(_shown(field, value, resources))})
            writer.update_container(field)
    return _written(writer)


def drawn_over(pdf: bytes) -> bytes:
    """The PDF with something more drawn on its first page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"q 0 0 100 100 re f Q")))
    return _written(writer)


def statuses(pdf: bytes) -> dict[str, PdfSignatureStatus]:
    """What pyHanko says of each signature, trusting the test's root alone."""
    root, _ = _root()
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    return {signature.field_name: validate_pdf_signature(signature, context) for signature in found}


def _shown(field: Any, value: str, resources: Any) -> StreamObject:
    left, _, right, _ = map(float, field["/Rect"])
    box = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/Resources"): resources,
            pdf_name("/BBox"): field["/AP"]["/N"]["/BBox"],
        }
    )
    size = float(str(field["/DA"]).split()[-2])
    start, line = (right - left - len(value) * size / 2) / 2, 0.216 * size
    said = f"/Tx BMC q BT {field['/DA']} {start:.2f} {line:.2f} Td ({value}) Tj ET Q EMC"
    return StreamObject(box, stream_data=said.encode())


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)  # type: ignore[no-untyped-call]
    return stream.getvalue()


@cache
def _root() -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
    key = rsa.generate_private_key(65537, 2048)
    return _certificate("Gốc của bộ kiểm thử", key, "Gốc của bộ kiểm thử", key, authority=True), key


@cache
def _signer(name: str) -> signers.SimpleSigner:
    key = rsa.generate_private_key(65537, 2048)
    root, root_key = _root()
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()
    store.register(root)
    certificate = _certificate(name, key, "Gốc của bộ kiểm thử", root_key, authority=False)
    return signers.SimpleSigner(
        signing_cert=certificate, signing_key=keys.PrivateKeyInfo.load(plain), cert_registry=store
    )


def _certificate(
    name: str, key: rsa.RSAPrivateKey, issuer: str, issuer_key: rsa.RSAPrivateKey, *, authority: bool
) -> x509.Certificate:
    said, by = (
        made.Name([made.NameAttribute(made.oid.NameOID.COMMON_NAME, who)])
        for who in (f"{name} (thử)", f"{issuer} (thử)")
    )
    usage = made.KeyUsage(not authority, not authority, False, False, False, authority, authority, False, False)
    certificate = (
        made.CertificateBuilder()
        .subject_name(said)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(made.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2060, 1, 1, tzinfo=UTC))
        .add_extension(made.BasicConstraints(authority, None), critical=True)
        .add_extension(usage, critical=True)
        .sign(issuer_key, hashes.SHA256())
    )
    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
