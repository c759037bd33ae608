"""Sealing a letter: nothing of it is lost, more seals may follow."""

import datetime as dt
import io
import shutil
import subprocess

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from pyhanko.sign.fields import MDPPerm
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from saraban.errors import Refusal
from saraban.paper.values import SignaturePlace
from signatures.keys import issue_certificate, unlock
from signatures.sealing import seal
from signatures.verifying import verify
from tests.signatures.conftest import PLACE
from tests.signatures.forgeries import (
    EVENING,
    MORNING,
    NAME,
    NOON,
    SECRET,
    outside_authority,
    with_an_empty_field,
)


def test_the_letter_is_the_beginning_of_the_sealed_file(letter, sealed):
    assert sealed.startswith(letter)
    assert len(sealed) > len(letter)


def test_a_second_seal_leaves_the_first_as_it_was(sealed, key):
    twice = seal(sealed, key=key, at=EVENING, field_name="receiver")

    assert twice.startswith(sealed)


def test_the_seal_shows_name_position_and_the_thai_date_in_its_place(sealed):
    page = _drawn(sealed)

    left, top = round(PLACE.left), 842 - round(PLACE.top)
    assert page.crop((left, top, left + 185, top + 54)).getextrema()[0] < 128
    assert page.crop((left, top - 60, left + 185, top - 2)).getextrema()[0] == 255


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_the_words_of_the_seal_can_be_copied(sealed, tmp_path):
    (tmp_path / "letter.pdf").write_bytes(sealed)

    words = subprocess.run(
        ["pdftotext", tmp_path / "letter.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout

    assert NAME in words
    assert "หัวหน้าสำนักงานจังหวัด" in words
    assert "24 พ.ย. 2569 เวลา 12.00 น." in words


def test_a_seal_without_a_place_shows_nothing(letter, key):
    quiet = seal(letter, key=key, at=NOON, field_name="signer")

    assert _drawn(quiet).tobytes() == _drawn(letter).tobytes()


def test_the_last_page_can_be_named_without_counting(letter, key):
    place = SignaturePlace(page=-1, left=100, bottom=100, right=250, top=150)

    sealed = seal(letter, key=key, at=NOON, field_name="signer", place=place, lines=[NAME])

    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        assert [len(page.get("/Annots", [])) for page in pdf.pages] == [0, 1]


def test_the_moment_of_the_seal_is_the_one_handed_in(letter, key, authority):
    sealed = seal(letter, key=key, at=NOON, field_name="signer")

    verdict = verify(sealed, trusted=[authority.certificate], at=EVENING)

    assert verdict.signatures[0].at == NOON


def test_a_seal_fills_a_place_that_was_prepared_for_it(letter, key, authority):
    prepared = with_an_empty_field(letter)

    sealed = seal(prepared, key=key, at=NOON, field_name="empty")

    verdict = verify(sealed, trusted=[authority.certificate], at=EVENING)
    assert verdict.is_good
    assert [found.field_name for found in verdict.signatures] == ["empty"]


@pytest.mark.parametrize("days", [-1, 800], ids=["before it begins", "after it ends"])
def test_a_certificate_out_of_force_seals_nothing(letter, key, days):
    with pytest.raises(Refusal, match="หมดอายุหรือยังไม่ถึงวันเริ่มใช้"):
        seal(letter, key=key, at=MORNING + dt.timedelta(days=days), field_name="signer")


def test_one_place_is_not_sealed_twice(sealed, key):
    with pytest.raises(Refusal, match="ลงลายมือชื่อเพิ่มไม่ได้"):
        seal(sealed, key=key, at=EVENING, field_name="signer")


def test_a_page_that_is_not_there_cannot_be_sealed(letter, key):
    place = SignaturePlace(page=9, left=100, bottom=100, right=250, top=150)

    with pytest.raises(Refusal, match="ลงลายมือชื่อเพิ่มไม่ได้"):
        seal(letter, key=key, at=NOON, field_name="signer", place=place, lines=[NAME])


def test_a_file_its_author_closed_to_changes_takes_no_second_seal(letter, key):
    author = outside_authority()
    closed = author.seal(letter, at=NOON, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)

    with pytest.raises(Refusal, match="ลงลายมือชื่อเพิ่มไม่ได้"):
        seal(closed, key=key, at=EVENING, field_name="signer")


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.7\n", b"<html></html>", "cut"])
def test_what_is_not_a_whole_pdf_is_refused(letter, key, damage):
    pdf = letter[: len(letter) // 2] if damage == "cut" else damage

    with pytest.raises(Refusal, match="PDF"):
        seal(pdf, key=key, at=NOON, field_name="signer")


def test_a_locked_file_is_refused(key):
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption("open", ownerPassword="own", strength=128))
    canvas.drawString(100, 700, "secret")
    canvas.save()

    with pytest.raises(Refusal, match="รหัสผ่าน"):
        seal(target.getvalue(), key=key, at=NOON, field_name="signer")


def test_an_open_key_seals_many_letters_each_with_its_own_seal(letter, authority):
    pair = issue_certificate(authority, "นายสมชาย ใจดี", secret=SECRET, at=MORNING)
    key = unlock(pair, secret=SECRET)

    first, second = (seal(letter, key=key, at=NOON, field_name="signer") for _ in range(2))

    assert first[len(letter) :] != second[len(letter) :]
    for sealed in (first, second):
        assert verify(sealed, trusted=[authority.certificate], at=EVENING).is_good


def _drawn(pdf: bytes) -> Image.Image:
    """Return the first page as it is seen, one pixel a point, in grey."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        bitmap = document[0].render(scale=1)
        try:
            return bitmap.to_pil().convert("L")
        finally:
            bitmap.close()
