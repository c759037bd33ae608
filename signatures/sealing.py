"""Sealing: puts a signer's seal on the bytes of a letter, as PAdES B-B; bytes in, bytes out."""

import datetime as dt
import io
from collections.abc import Sequence

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from saraban.errors import Refusal
from saraban.paper.seal import draw_seal
from saraban.paper.values import SignaturePlace
from signatures.faults import LIBRARY_FAULTS
from signatures.keys import SignerKey

LONGEST_P256_SIGNATURE = 72


def seal(
    pdf: bytes,
    *,
    key: SignerKey,
    at: dt.datetime,
    field_name: str,
    reason: str = "",
    place: SignaturePlace | None = None,
    lines: Sequence[str] = (),
) -> bytes:
    """Return the same PDF with one more seal on it, made at ``at`` by the holder of ``key``.

    Everything that was there stays: the given bytes are the beginning of the result, seals
    already on it stay whole, and others may follow. ``lines`` are read at ``place``: name,
    position, acting phrase, date; page -1 is the last; without a place nothing is seen.
    Refuses a certificate not in force, a field already sealed, a locked or damaged file, and
    one that forbids more seals.
    """
    if not key.is_valid_at(at):
        raise Refusal(_("ใบรับรองของผู้ลงนามหมดอายุหรือยังไม่ถึงวันเริ่มใช้ โปรดขอใบรับรองใหม่ก่อนลงนาม"))
    writer = _opened(pdf)
    signer = _SignerAt(
        at,
        PdfSignatureMetadata(
            field_name=field_name,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason or None,
            tight_size_estimates=True,
        ),
        signer=_OpenKey(key),
        stamp_style=_stamp(place, lines),
        new_field_spec=_field(field_name, place),
    )
    sealed = io.BytesIO()
    try:
        signer.sign_pdf(writer, output=sealed)
    except (SigningError, PdfError) as error:
        raise Refusal(_("ไฟล์นี้ลงลายมือชื่อเพิ่มไม่ได้ โปรดจัดทำไฟล์ใหม่แล้วลงนามอีกครั้ง")) from error
    return sealed.getvalue()


def _opened(pdf: bytes) -> IncrementalPdfFileWriter:
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        is_open = not writer.prev.encrypted and int(writer.root["/Pages"]["/Count"]) > 0
    except LIBRARY_FAULTS as error:
        raise Refusal(_("เปิดไฟล์ PDF เพื่อลงนามไม่ได้ ไฟล์อาจเสียหาย")) from error
    if not is_open:
        raise Refusal(_("ไฟล์ PDF นี้ตั้งรหัสผ่านหรือไม่มีหน้า จึงลงนามไม่ได้"))
    return writer


def _field(name: str, place: SignaturePlace | None) -> SigFieldSpec:
    return SigFieldSpec(name, on_page=place.page, box=_box(place)) if place else SigFieldSpec(name)


def _stamp(place: SignaturePlace | None, lines: Sequence[str]) -> StaticStampStyle | None:
    if place is None:
        return None
    left, bottom, right, top = _box(place)
    caption = _("ลงลายมือชื่ออิเล็กทรอนิกส์โดย")
    drawing = draw_seal(caption, lines, width=right - left, height=top - bottom)
    return StaticStampStyle(background=_Drawing(drawing), border_width=0)


def _box(place: SignaturePlace) -> tuple[int, int, int, int]:
    return round(place.left), round(place.bottom), round(place.right), round(place.top)


class _Drawing(PdfContent):
    """A page we drew ourselves, as the library takes pictures."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self._page = page

    def render(self) -> bytes:
        """Bring the page into the file and return the operator that paints it."""
        writer: BasePdfFileWriter = self._ensure_writer
        form = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._page)))
        self.resources.xobject["/Seal"] = form
        left, bottom, right, top = form.get_object()["/BBox"]
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return b"/Seal Do"


class _OpenKey(Signer):
    """Signs with a key that is already open; the library's own signer opens it for each seal.

    Only the signer's certificate goes into the file: whoever verifies brings the authority's.
    """

    def __init__(self, key: SignerKey) -> None:
        super().__init__(signing_cert=key.certificate, embed_roots=False)
        self._private_key = key.private_key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Return the raw signature; on a dry run, as many bytes as it may take at most."""
        if dry_run:
            return bytes(LONGEST_P256_SIGNATURE)
        return self._private_key.sign(data, ec.ECDSA(hashes.SHA256()))


class _SignerAt(PdfSigner):
    """Signs with a moment handed in; the library's own signer looks at the clock."""

    def __init__(self, at: dt.datetime, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._at = at

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        """Begin as the library does, and set the moment."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session
