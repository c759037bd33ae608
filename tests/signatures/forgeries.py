"""What a forger does to a sealed letter, and seals nobody should accept; made with the library."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from saraban.thai import BANGKOK

MORNING = dt.datetime(2026, 11, 24, 9, 0, tzinfo=BANGKOK)
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=BANGKOK)
EVENING = dt.datetime(2026, 11, 24, 18, 0, tzinfo=BANGKOK)
SECRET = "a secret that is made by a machine, not by a person"
NAME = "นางสาวปิ่นทอง ศักดิ์สิทธิ์ธำรงวัฒนากุลชัย"

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


# Changes after sealing -----------------------------------------------------------------------


def _changed(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def with_other_words(pdf: bytes) -> bytes:
    """Paint other words over the first page."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        stream = generic.StreamObject(stream_data=b"1 1 1 rg 90 690 200 30 re f")
        writer.add_stream_to_page(0, writer.add_object(stream))

    return _changed(pdf, change)


def with_a_note(pdf: bytes) -> bytes:
    """Stick a note with text on the first page."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): generic.ArrayObject(
                    map(generic.NumberObject, (90, 690, 300, 720))
                ),
                pdf_name("/Contents"): pdf_string("approved"),
            }
        )
        page = writer.find_page_for_modification(0)[0].get_object()
        page[pdf_name("/Annots")] = generic.ArrayObject(
            [*page.get("/Annots", ()), writer.add_object(note)]
        )
        writer.update_container(page)

    return _changed(pdf, change)


def with_a_page_more(pdf: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Page"),
                pdf_name("/MediaBox"): generic.ArrayObject(
                    map(generic.NumberObject, (0, 0, 595, 842))
                ),
            }
        )
        writer.insert_page(page)

    return _changed(pdf, change)


def with_a_script(pdf: bytes) -> bytes:
    """Let the file run a script when it is opened."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(
            {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")}
        )
        writer.update_root()

    return _changed(pdf, change)


def with_an_empty_field(pdf: bytes) -> bytes:
    """Add a visible place for a seal, and no seal."""
    field = SigFieldSpec("empty", box=(90, 690, 300, 720))
    return _changed(pdf, lambda writer: append_signature_field(writer, field))


def with_another_name_in_the_seal(pdf: bytes, field_name: str) -> bytes:
    """Exchange what is seen where a seal stands."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        [field] = [
            item.get_object()
            for item in writer.root["/AcroForm"]["/Fields"]
            if item.get_object()["/T"] == field_name
        ]
        drawing = generic.StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 185, 54))),
            },
            stream_data=b"1 0 0 rg 0 0 185 54 re f",
        )
        field[pdf_name("/AP")] = generic.DictionaryObject(
            {pdf_name("/N"): writer.add_object(drawing)}
        )
        writer.update_container(field)

    return _changed(pdf, change)


def with_a_field_filled_in(pdf: bytes, name: str, value: str) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        [field] = [
            item.get_object()
            for item in writer.root["/AcroForm"]["/Fields"]
            if item.get_object()["/T"] == name
        ]
        field[pdf_name("/V")] = pdf_string(value)
        writer.update_container(field)

    return _changed(pdf, change)


def with_a_field_that_borrows(pdf: bytes, *, seal_object: int) -> bytes:
    """Add a field that shows the seal some other field is going to hold."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = SigFieldSpec("borrower", box=(90, 690, 300, 720))
        append_signature_field(writer, field)
        [added] = writer.root["/AcroForm"]["/Fields"]
        added.get_object()[pdf_name("/V")] = generic.IndirectObject(seal_object, 0, writer)

    return _changed(pdf, change)


def first_with_two_fields(sealed_beside: Callable[[int], bytes]) -> bytes:
    """Return the file whose borrower guessed right which object the seal would be."""
    for guess in range(1, 60):
        pdf = sealed_beside(guess)
        fields = PdfFileReader(io.BytesIO(pdf)).root["/AcroForm"]["/Fields"]
        if len({field.get_object().raw_get("/V").idnum for field in fields}) == 1:
            return pdf
    raise LookupError("no guess was right")


# Authorities and certificates outside the product --------------------------------------------


class Outsider:
    """A certificate and its key, made by the plain library with any fault that is asked for."""

    def __init__(
        self,
        name: str,
        *,
        issuer: "Outsider | None" = None,
        key: PrivateKey | None = None,
        uses: tuple[str, ...] = ("digital_signature", "content_commitment"),
        begins: dt.datetime = MORNING,
        ends: dt.datetime = MORNING + dt.timedelta(days=365),
        is_time_stamper: bool = False,
        is_authority: bool = False,
    ) -> None:
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.certificate.subject if issuer else subject)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(ends)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(_key_usage(uses), critical=True)
        )
        if is_time_stamper:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(usage, critical=True)
        self.certificate = builder.sign((issuer or self).key, hashes.SHA256())

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    @property
    def for_library(self) -> tuple[asn1_x509.Certificate, asn1_keys.PrivateKeyInfo]:
        certificate = self.certificate.public_bytes(serialization.Encoding.DER)
        key = self.key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return asn1_x509.Certificate.load(certificate), asn1_keys.PrivateKeyInfo.load(key)

    def seal(
        self,
        pdf: bytes,
        *,
        at: dt.datetime,
        field: str = "outsider",
        chain: tuple["Outsider", ...] = (),
        **details: Any,
    ) -> bytes:
        """Seal with no questions asked."""
        certificate, key = self.for_library
        details = {"md_algorithm": "sha256", "subfilter": SigSeedSubFilter.PADES, **details}
        store = SimpleCertificateStore()
        store.register_multiple(other.for_library[0] for other in chain)
        signer = _Heedless(
            PdfSignatureMetadata(field_name=field, **details),
            signer=SimpleSigner(certificate, key, store),
            new_field_spec=SigFieldSpec(field, box=(90, 690, 300, 720)),
        )
        signer.at = at
        target = io.BytesIO()
        signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=target)
        return target.getvalue()


def outside_authority(name: str = "Outside CA") -> Outsider:
    return Outsider(name, uses=("key_cert_sign", "crl_sign"), is_authority=True)


class _Heedless(PdfSigner):
    """Seals at any time, and what its author closed to changes."""

    at: dt.datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session

    def _enforce_certification_constraints(self, reader: Any) -> None:
        return None


def _key_usage(uses: tuple[str, ...]) -> x509.KeyUsage:
    every = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement "
        "key_cert_sign crl_sign encipher_only decipher_only"
    ).split()
    return x509.KeyUsage(**{use: use in uses for use in every})
