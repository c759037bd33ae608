"""Files of strangers are verified in a child that can do no harm, and not for long."""

import datetime as dt
import zlib

import pytest

from saraban.reading.jail import Jail
from saraban.reading.terms import Limits
from signatures.strangers import verify_file
from signatures.verdicts import Problem, Reason, Verdict
from signatures.verifying import verify
from tests.signatures.forgeries import EVENING


@pytest.fixture(scope="module")
def jail():
    jail = Jail(program="signatures.child")
    yield jail
    jail.close()


@pytest.fixture
def judge(jail, authority, tmp_path):
    def verdict_on(pdf, **limits):
        path = tmp_path / "letter.pdf"
        path.write_bytes(pdf)
        terms = Limits(**{"memory": 1 << 30, "cpu_seconds": 10, "wall_seconds": 60, **limits})
        trusted = [authority.certificate]
        return verify_file(path, trusted=trusted, at=EVENING, limits=terms, jail=jail)

    return verdict_on


def test_a_good_letter_gets_the_same_verdict_as_one_of_our_own(judge, sealed, authority):
    assert judge(sealed) == verify(sealed, trusted=[authority.certificate], at=EVENING)
    assert judge(sealed).is_good


@pytest.mark.parametrize("injury", [b"\n", b"% more"])
def test_a_changed_letter_is_found_changed(judge, sealed, injury):
    assert judge(sealed + injury).signatures[0].reason is Reason.APPENDED


def test_a_letter_without_a_seal_and_junk_are_called_what_they_are(judge, letter):
    assert judge(letter).problem is Problem.UNSEALED
    assert judge(b"junk").problem is Problem.UNREADABLE


def test_a_file_that_swells_to_a_gigabyte_ends_its_child_and_not_us(judge, sealed):
    verdict = judge(_swelling(), memory=400 << 20)

    assert not verdict.is_whole
    assert verdict.problem in {Problem.TOO_COSTLY, Problem.UNREADABLE}
    assert judge(sealed).is_good


def test_a_file_that_takes_too_much_work_is_given_up(judge, sealed):
    verdict = judge(_swelling(), cpu_seconds=0)

    assert verdict.problem is Problem.TOO_COSTLY
    assert "ซับซ้อน" in verdict.sentence
    assert judge(sealed).is_good


def test_a_file_that_is_not_there_is_no_verdict(jail, tmp_path):
    with pytest.raises(FileNotFoundError):
        verify_file(tmp_path / "nothing.pdf", trusted=[], at=EVENING, jail=jail)


def test_a_verdict_reads_the_same_after_it_was_written_down(sealed, authority):
    verdict = verify(sealed, trusted=[authority.certificate], at=EVENING)
    nothing = Verdict(problem=Problem.UNSEALED)

    assert Verdict.from_json(verdict.as_json()) == verdict
    assert Verdict.from_json(nothing.as_json()) == nothing
    assert isinstance(Verdict.from_json(verdict.as_json()).signatures[0].at, dt.datetime)


def _swelling() -> bytes:
    """A file whose list of objects is a stream of a gigabyte of zeros."""
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(bytes(1 << 20)) for _ in range(1024)) + packer.flush()
    head = b"%PDF-1.5\n"
    xref = (
        b"1 0 obj\n<< /Type /XRef /Size 9 /W [1 4 2] /Root 2 0 R /Filter /FlateDecode /Length %d >>"
        b"\nstream\n%s\nendstream\nendobj\n" % (len(body), body)
    )
    return head + xref + b"startxref\n%d\n%%%%EOF\n" % len(head)
