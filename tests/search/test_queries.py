"""Questions as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.queries import MOST_EXCLUDED, MOST_PHRASES, Phrase, parse
from search.segmentation import clusters


def phrase(text):
    return Phrase(tuple(clusters(text)))


def test_pieces_between_blanks_are_phrases_of_their_own():
    query = parse("ระบบเตือนภัย  มติ")

    assert query.phrases == (phrase("ระบบเตือนภัย"), phrase("มติ"))


@pytest.mark.parametrize("typed", ['"เมือง อัจฉริยะ"', "“เมือง อัจฉริยะ”", '"เมือง อัจฉริยะ'])
def test_quotation_marks_make_one_phrase_of_two_pieces(typed):
    assert parse(typed).phrases == (phrase("เมืองอัจฉริยะ"),)


def test_a_minus_before_a_piece_excludes_it_and_inside_a_piece_does_nothing():
    query = parse('งบประมาณ -ยกเลิก -"ไม่ อนุมัติ" ก-ข')

    assert query.phrases == (phrase("งบประมาณ"), phrase("กข"))
    assert query.excluded == (phrase("ยกเลิก"), phrase("ไม่อนุมัติ"))


def test_only_exclusions_ask_for_nothing():
    assert parse("-ยกเลิก").is_empty


def test_the_same_phrase_twice_is_looked_for_once():
    assert parse("แผน เเผน").phrases == (phrase("แผน"),)


def test_an_endless_question_is_cut_and_says_so():
    query = parse(" ".join(f"คำที่{number}" for number in range(200)))

    assert len(query.phrases) == MOST_PHRASES
    assert query.is_cut
    assert not parse("คำเดียว").is_cut


def test_too_many_exclusions_are_cut_and_say_so():
    query = parse("แผน " + " ".join(f"-ค{number}" for number in range(20)))

    assert len(query.excluded) == MOST_EXCLUDED
    assert query.is_cut


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("ที่ ภก 0017.2/ว 123", "ภก 0017.2/ว 123"),
        ("ภก ๐๐๑๗.๒/๑๒๓", "ภก 0017.2/123"),
        ("เลขรับ 128", "128"),
        ("128/2569", "128/2569"),
        ("งบประมาณ 2569", ""),
        ("ภก", ""),
        ("", ""),
        ("1" * 41, ""),
        ("-123", ""),
    ],
)
def test_a_number_is_told_from_words(typed, number):
    assert parse(typed).number == number


@given(st.text() | st.text("กขเ่ิ\"-“” \t\n\0*()&|!<>:'\\{}๑1aé\ud800", max_size=400))
def test_no_question_is_an_error(typed):
    query = parse(typed)

    assert query.number is not None
    assert all(phrase.clusters and phrase.tokens for phrase in query.phrases + query.excluded)
