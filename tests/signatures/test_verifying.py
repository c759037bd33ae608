"""Verifying a sealed letter: whole or not, by whom, and never led astray by a forged file."""

import datetime as dt
import io
import random
import re
import shutil
import subprocess

import pikepdf
import pytest
from asn1crypto import parser
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from reportlab.pdfgen.canvas import Canvas

from signatures.envelope import BrokenEnvelope, check_plain
from signatures.keys import fingerprint, issue_certificate, make_authority, unlock
from signatures.sealing import seal
from signatures.verdicts import Problem, Reason, SealVerdict, Verdict
from signatures.verifying import verify
from tests.signatures import forgeries
from tests.signatures.forgeries import EVENING, MORNING, NAME, NOON, SECRET, Outsider


@pytest.fixture
def judge(authority):
    """Verify in the evening, trusting the agency's authority and any other that is handed in."""

    def verdict_on(pdf, *others, at=EVENING):
        return verify(pdf, trusted=[authority.certificate, *others], at=at)

    return verdict_on


# What is good --------------------------------------------------------------------------------


def test_a_sealed_letter_is_whole_and_its_signer_known(judge, sealed, pair):
    verdict = judge(sealed)

    [found] = verdict.signatures
    assert verdict.is_good
    assert "ครบถ้วนตามที่ลงนาม" in verdict.sentence
    assert (found.signer_name, found.organisation, found.at) == (NAME, "จังหวัดภูเก็ต", NOON)
    assert (found.is_valid, found.is_trusted, found.covers_entire_file) == (True, True, True)
    assert not found.changed_after
    assert found.fingerprint == fingerprint(pair.certificate)


def test_two_seals_in_a_row_are_both_good(judge, sealed, key):
    twice = seal(sealed, key=key, at=EVENING, field_name="receiver", reason="รับหนังสือ")

    verdict = judge(twice)

    assert verdict.is_good
    assert [found.field_name for found in verdict.signatures] == ["signer", "receiver"]
    assert [found.covers_entire_file for found in verdict.signatures] == [False, True]
    assert not any(found.changed_after for found in verdict.signatures)


def test_a_seal_stays_good_when_its_certificate_has_expired_since(judge, sealed):
    assert judge(sealed, at=NOON + dt.timedelta(days=1500)).is_good


def test_a_time_stamp_after_the_seal_leaves_the_letter_whole(judge, sealed):
    outside = forgeries.outside_authority()
    key = rsa.generate_private_key(65537, 2048)
    stamper = Outsider("Clock", issuer=outside, key=key, is_time_stamper=True)
    stamped = _with_time_stamp(sealed, stamper)

    verdict = judge(stamped, outside.pem)

    assert verdict.is_good
    assert [found.is_time_stamp for found in verdict.signatures] == [False, True]
    assert verdict.signatures[1].at == EVENING.replace(microsecond=0)


@pytest.mark.parametrize("subfilter", list(SigSeedSubFilter)[:2])
def test_a_seal_of_another_program_is_good_when_its_authority_is_trusted(judge, letter, subfilter):
    outside = forgeries.outside_authority()
    key = rsa.generate_private_key(65537, 2048)
    from_outside = Outsider("Officer", issuer=outside, key=key)

    verdict = judge(from_outside.seal(letter, at=NOON, subfilter=subfilter), outside.pem)

    assert verdict.is_good
    assert verdict.signatures[0].signer_name == "Officer"


# Who signed ----------------------------------------------------------------------------------


def test_a_seal_from_an_unknown_authority_is_whole_but_not_trusted(sealed):
    verdict = verify(sealed, trusted=[], at=EVENING)

    assert (verdict.is_whole, verdict.is_good) == (True, False)
    assert verdict.signatures[0].reason is Reason.UNKNOWN_AUTHORITY
    assert "ยืนยันผู้ลงนามไม่ได้" in verdict.sentence


def test_an_authority_that_only_bears_the_same_name_is_not_trusted(judge, letter):
    impostor = make_authority("จังหวัดภูเก็ต", secret=SECRET, at=MORNING)
    key = unlock(issue_certificate(impostor, NAME, secret=SECRET, at=MORNING), secret=SECRET)

    verdict = judge(seal(letter, key=key, at=NOON, field_name="signer"))

    assert verdict.signatures[0].signer_name == NAME
    assert not verdict.is_good
    assert not verdict.signatures[0].is_trusted


def test_a_strangers_seal_over_a_good_letter_takes_its_trust_away(judge, sealed):
    stranger = Outsider("Stranger", issuer=forgeries.outside_authority())

    verdict = judge(stranger.seal(sealed, at=EVENING))

    assert [found.is_trusted for found in verdict.signatures] == [True, False]
    assert not verdict.is_good


def test_a_seal_made_after_the_certificate_expired_is_not_trusted(judge, letter):
    outside = forgeries.outside_authority()
    expired = Outsider("Officer", issuer=outside, ends=NOON - dt.timedelta(hours=1))

    verdict = judge(expired.seal(letter, at=NOON), outside.pem)

    assert verdict.signatures[0].reason is Reason.OUT_OF_FORCE
    assert (verdict.is_whole, verdict.is_good) == (True, False)


def test_a_seal_made_before_the_certificate_began_is_not_trusted(judge, letter):
    outside = forgeries.outside_authority()
    early = Outsider("Officer", issuer=outside, begins=NOON + dt.timedelta(hours=1))

    verdict = judge(early.seal(letter, at=NOON), outside.pem)

    assert verdict.signatures[0].reason is Reason.OUT_OF_FORCE


def test_a_seal_from_tomorrow_is_not_trusted(judge, letter, key):
    sealed = seal(letter, key=key, at=EVENING + dt.timedelta(days=1), field_name="signer")

    verdict = judge(sealed)

    assert verdict.signatures[0].reason is Reason.FROM_THE_FUTURE
    assert not verdict.is_good


def test_a_certificate_for_other_uses_does_not_sign(judge, letter):
    outside = forgeries.outside_authority()
    server = Outsider("Server", issuer=outside, uses=("key_encipherment",))

    verdict = judge(server.seal(letter, at=NOON), outside.pem)

    assert verdict.signatures[0].reason is Reason.NOT_FOR_SIGNING
    assert not verdict.is_good


def test_a_signer_cannot_issue_certificates_to_others(judge, letter):
    outside = forgeries.outside_authority()
    officer = Outsider("Officer", issuer=outside)
    made_up = Outsider("Governor", issuer=officer)

    verdict = judge(made_up.seal(letter, at=NOON, chain=(officer,)), outside.pem)

    assert verdict.signatures[0].signer_name == "Governor"
    assert not verdict.signatures[0].is_trusted


def test_an_authority_below_a_trusted_one_vouches_for_its_signers(judge, letter):
    root = forgeries.outside_authority("Root CA")
    below = Outsider("Issuing CA", issuer=root, uses=("key_cert_sign",), is_authority=True)
    officer = Outsider("Officer", issuer=below)

    assert judge(officer.seal(letter, at=NOON, chain=(below,)), root.pem).is_good
    assert not judge(officer.seal(letter, at=NOON), root.pem).is_good


def test_the_log_does_not_learn_who_signed(sealed, caplog):
    verify(sealed, trusted=[], at=EVENING)

    assert caplog.text == ""


# Methods that are no longer safe -------------------------------------------------------------


@pytest.mark.parametrize(
    ("make_key", "digest"),
    [
        (lambda: rsa.generate_private_key(65537, 1024), "sha256"),
        (lambda: rsa.generate_private_key(65537, 2048), "sha1"),
        (lambda: rsa.generate_private_key(65537, 2048), "md5"),
        (lambda: ec.generate_private_key(ec.SECP256R1()), "sha1"),
        (lambda: ec.generate_private_key(ec.SECP192R1()), "sha256"),
    ],
    ids=["RSA 1024", "RSA with SHA-1", "RSA with MD5", "ECDSA with SHA-1", "192 bit curve"],
)
def test_a_weak_method_is_refused_with_its_reason(judge, letter, make_key, digest):
    outside = forgeries.outside_authority()
    officer = Outsider("Officer", issuer=outside, key=make_key())

    verdict = judge(officer.seal(letter, at=NOON, md_algorithm=digest), outside.pem)

    assert verdict.signatures[0].reason is Reason.WEAK
    assert not verdict.is_whole
    assert "ไม่ปลอดภัย" in verdict.sentence


# Changed bytes -------------------------------------------------------------------------------


@pytest.mark.parametrize("offset", [0, 333, 666])
def test_no_thousandth_byte_can_change_unnoticed(judge, sealed, offset):
    places = range(offset, len(sealed), 1000)

    still_whole = [place for place in places if judge(_flipped(sealed, place)).is_whole]

    assert not still_whole


def test_no_byte_of_the_seal_itself_can_change_unnoticed(judge, letter, key):
    quiet = seal(letter, key=key, at=NOON, field_name="signer")
    hole = quiet.index(b"/Contents <")
    places = sorted({*range(hole, hole + 40), *range(hole, len(quiet), 19)})

    still_whole = [
        (place, bit)
        for place in places
        for bit in (0x01, 0x02, 0x20)
        if judge(_flipped(quiet, place, bit)).is_whole
    ]

    assert not still_whole


@pytest.mark.parametrize("more", [b"\n", b"% comment\n", b"\0"])
def test_bytes_after_the_end_are_noticed(judge, sealed, more):
    verdict = judge(sealed + more)

    assert verdict.signatures[0].reason is Reason.APPENDED
    assert verdict.signatures[0].changed_after
    assert not verdict.is_whole
    assert "ต่อท้าย" in verdict.sentence


def test_a_second_end_of_the_file_is_noticed(judge, sealed):
    assert not judge(sealed + b"%%EOF\n").is_whole


def test_bytes_before_the_beginning_are_noticed(judge, sealed):
    assert judge(b"\n" + sealed).problem is Problem.UNREADABLE


@pytest.mark.parametrize(
    "change",
    [
        forgeries.with_other_words,
        forgeries.with_a_note,
        forgeries.with_a_page_more,
        forgeries.with_a_script,
        lambda pdf: forgeries.with_another_name_in_the_seal(pdf, "signer"),
    ],
    ids=["other words", "a note", "a page more", "a script", "another name in the seal"],
)
class TestAChangeAfterTheSeal:
    """What the library alone calls intact, valid and trusted."""

    def test_is_noticed(self, judge, sealed, change):
        verdict = judge(change(sealed))

        assert verdict.signatures[0].reason is Reason.CHANGED_AFTER
        assert verdict.signatures[0].changed_after
        assert not verdict.is_whole
        assert "หลังลงลายมือชื่อ" in verdict.sentence

    def test_is_not_hidden_by_a_later_good_seal(self, judge, sealed, change, key):
        covered = seal(change(sealed), key=key, at=EVENING, field_name="receiver")

        verdict = judge(covered)

        assert [found.is_valid for found in verdict.signatures] == [False, True]
        assert not verdict.is_whole


def test_an_empty_place_added_after_the_seal_is_noticed(judge, sealed):
    assert judge(forgeries.with_an_empty_field(sealed)).signatures[0].changed_after


def test_a_form_filled_in_after_the_seal_is_noticed(judge, key):
    sealed = seal(_form(), key=key, at=NOON, field_name="signer")
    assert judge(sealed).is_good

    filled = forgeries.with_a_field_filled_in(sealed, "amount", "9,000,000")

    covered = seal(filled, key=key, at=EVENING, field_name="receiver")
    assert judge(filled).signatures[0].reason is Reason.CHANGED_AFTER
    assert not judge(covered).is_whole


def test_a_note_on_a_certified_letter_that_allows_notes_is_still_a_change(judge, letter):
    outside = forgeries.outside_authority()
    author = Outsider("Author", issuer=outside)
    certified = author.seal(letter, at=NOON, certify=True, docmdp_permissions=MDPPerm.ANNOTATE)

    assert judge(certified, outside.pem).is_good
    assert not judge(forgeries.with_a_note(certified), outside.pem).is_whole


def test_a_seal_on_a_letter_its_author_closed_to_changes_is_a_change(judge, letter):
    outside = forgeries.outside_authority()
    author = Outsider("Author", issuer=outside)
    closed = author.seal(letter, at=NOON, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)

    verdict = judge(author.seal(closed, at=EVENING, field="second"), outside.pem)

    assert verdict.signatures[0].reason is Reason.CHANGED_AFTER
    assert not verdict.is_whole


def test_a_file_is_not_whole_when_its_newest_seal_leaves_something_out():
    sound = SealVerdict("signer", Reason.SOUND, covers_entire_file=False)

    assert not Verdict((sound,)).is_whole


def test_a_letter_saved_anew_is_not_the_one_that_was_sealed(judge, sealed):
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        pdf.save(target)

    assert not judge(target.getvalue()).is_whole


# Forged envelopes ----------------------------------------------------------------------------


def test_a_seal_wiped_out_is_not_a_seal(judge, sealed):
    start, end = _hole(sealed)
    wiped = sealed[: start + 1] + b"0" * (end - start - 2) + sealed[end - 1 :]

    verdict = judge(wiped)

    assert verdict.signatures[0].reason is Reason.MALFORMED
    assert not verdict.is_whole


@pytest.mark.parametrize(
    "numbers",
    [
        (0, 10, 20, 30),
        (0, -1, -1, -1),
        (0, 999999, 9999999, 9),
        (1, -9, 0, 0),
        (0, 0, 0, 0),
        (0, 0, 0),
    ],
)
def test_a_bogus_byte_range_is_not_a_seal(judge, sealed, numbers):
    found = re.search(rb"/ByteRange \[[^\]]*\]", sealed)
    bogus = b"/ByteRange [" + b" ".join(b"%d" % number for number in numbers)
    forged = sealed.replace(found[0], bogus.ljust(len(found[0]) - 1) + b"]")

    verdict = judge(forged)

    assert len(forged) == len(sealed)
    assert not verdict.is_whole
    assert verdict.signatures[0].reason is Reason.MALFORMED


def test_a_seal_does_not_cover_what_was_put_beside_it_in_its_hole(judge, sealed):
    start, end = _hole(sealed)
    before, length = start, len(sealed) - end
    room = b"/ByteRange [0 %d %d %d]" % (before, end + 60, length)
    wrapped = sealed[:end] + room.ljust(60) + sealed[end:]

    assert not judge(wrapped).is_whole


def test_nothing_hides_inside_the_seal_behind_its_last_part(sealed, key):
    contents = bytes.fromhex(sealed[slice(*_hole(sealed))][1:-1].decode())
    whole = contents[: parser.peek(contents)]
    length = int.from_bytes(whole[2:4], "big") + 2

    check_plain(whole, key.certificate)
    with pytest.raises(BrokenEnvelope, match="hides"):
        check_plain(whole[:2] + length.to_bytes(2, "big") + whole[4:] + b"\0\0", key.certificate)


@pytest.mark.parametrize("name", [b"/ByteRange", b"/Contents", b"/SubFilter", b"/Filter", b"/V "])
def test_a_seal_without_one_of_its_parts_is_not_whole(judge, sealed, name):
    place = sealed.rindex(name)

    assert not judge(sealed[:place] + b"/X" + sealed[place + 2 :]).is_whole


def test_two_fields_cannot_show_one_seal_as_two(judge, letter, key):
    def sealed_beside(guess):
        prepared = forgeries.with_a_field_that_borrows(letter, seal_object=guess)
        return seal(prepared, key=key, at=NOON, field_name="signer")

    doubled = forgeries.first_with_two_fields(sealed_beside)

    assert len(PdfFileReader(io.BytesIO(doubled)).embedded_signatures) == 2
    assert not judge(doubled).is_whole


# What is no letter at all --------------------------------------------------------------------


def test_a_letter_without_a_seal_is_called_that(judge, letter):
    verdict = judge(letter)

    assert verdict.problem is Problem.UNSEALED
    assert not verdict.is_whole
    assert verdict.sentence == "ไฟล์นี้ไม่มีลายมือชื่ออิเล็กทรอนิกส์"


@pytest.mark.parametrize(
    "junk",
    [b"", b"%PDF-1.7", b"\0" * 5000, b"<html>", b"%PDF-1.7\n" + b"[" * 100_000, b"PK\x03\x04" * 99],
    ids=["empty", "header", "zeros", "html", "deep", "zip"],
)
def test_junk_is_answered_with_a_sentence(judge, junk):
    verdict = judge(junk)

    assert not verdict.is_whole
    assert "PDF" in verdict.sentence


def test_a_letter_cut_anywhere_is_never_whole(judge, sealed):
    for end in range(0, len(sealed), 499):
        assert not judge(sealed[:end]).is_whole


def test_two_hundred_random_injuries_raise_nothing_and_are_never_whole(judge, sealed):
    chance = random.Random(2569)

    for _ in range(200):
        assert not judge(_injured(sealed, chance)).is_whole


# A second opinion ----------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="pdfsig (poppler-utils) is not installed")
def test_another_program_finds_both_seals_valid(sealed, key, tmp_path):
    twice = seal(sealed, key=key, at=EVENING, field_name="receiver")

    opinion = _pdfsig(twice, tmp_path)

    assert opinion.count("Signature is Valid.") == 2
    assert opinion.count("ETSI.CAdES.detached") == 2
    assert "Total document signed" in opinion
    assert f"Signer Certificate Common Name: {NAME}" in opinion


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="pdfsig (poppler-utils) is not installed")
def test_another_program_finds_a_changed_letter_changed(judge, sealed, tmp_path):
    changed = _flipped(sealed, sealed.index(b"stream") + 40)

    opinion = _pdfsig(changed, tmp_path)

    assert "Signature is Valid." not in opinion
    assert not judge(changed).is_whole


def _flipped(pdf: bytes, place: int, bits: int = 0x01) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ bits]) + pdf[place + 1 :]


def _hole(pdf: bytes) -> tuple[int, int]:
    """Return where the seal in hexadecimal starts and ends, brackets included."""
    start = pdf.index(b"/Contents <") + len(b"/Contents ")
    return start, pdf.index(b">", start) + 1


def _injured(pdf: bytes, chance: random.Random) -> bytes:
    """Return the file with a piece overwritten, cut out or doubled."""
    start = chance.randrange(len(pdf))
    end = start + chance.randrange(1, 60)
    piece = chance.choice([chance.randbytes(end - start), b"", pdf[start:end] * 2])
    injured = pdf[:start] + piece + pdf[end:]
    return injured if injured != pdf else pdf + b"\n"


def _form() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=True)
    canvas.acroForm.textfield(name="amount", value="9,000", x=100, y=600)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _with_time_stamp(pdf: bytes, stamper: Outsider) -> bytes:
    certificate, key = stamper.for_library
    clock = DummyTimeStamper(certificate, key, fixed_dt=EVENING)
    target = io.BytesIO()
    PdfTimeStamper(clock).timestamp_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), "sha256", output=target
    )
    return target.getvalue()


def _pdfsig(pdf: bytes, folder) -> str:
    (folder / "letter.pdf").write_bytes(pdf)
    answer = subprocess.run(
        ["pdfsig", folder / "letter.pdf"], capture_output=True, text=True, check=False
    )
    return answer.stdout
