"""Folding and cutting: what a clerk cannot see makes no difference to what is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraban.thai import normalise
from search.folding import ANALYSER_VERSION, fold
from search.segmentation import SEAM, clusters, pairs, tokens

ANY_TEXT = st.text() | st.text('กขเแโาะิี่้ำํ์ๆฯ ๐๑1aAéÉ.\u200b/-"', max_size=40)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ที่ ภก ๐๐๑๗.๒/ว ๑๒๓", "ที่ ภก 0017.2/ว 123"),
        ("เเผนพัฒนา", "แผนพัฒนา"),
        ("นํ้าท่วม", "น้ำท่วม"),
        ("ประ\u200bชุม", "ประชุม"),
        ("Café", "cafe"),
        ("SMART City", "smart city"),
    ],
)
def test_what_a_clerk_cannot_see_is_folded_away(typed, meant):
    assert fold(typed) == meant


@given(ANY_TEXT)
def test_folding_keeps_every_character_in_its_place(text):
    assert len(fold(text)) == len(normalise(text))


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_a_cluster_is_a_character_with_its_marks_and_a_number_is_one_cluster():
    assert clusters("ที่ประชุม 0017.2/ว 123") == [
        *("ที่", "ป", "ร", "ะ", "ชุ", "ม"),
        *("0017", "2", "ว", "123"),
    ]


def test_pairs_overlap_and_numbers_next_to_each_other_do_not_melt():
    assert pairs(["ก", "ข", "ค"]) == ["กข", "ขค"]
    assert pairs(["12", "3"]) == [f"12{SEAM}3"]


def test_the_last_cluster_of_a_text_is_indexed_alone_as_well():
    assert tokens("ภูเก็ต") == ["ภูเ", "เก็", "ก็ต", "ต"]


@given(ANY_TEXT)
def test_no_index_word_holds_a_blank_or_a_sign_of_a_query_language(text):
    assert not any(set(token) & set(" \t\n\"'*():&|!<>-\0\\") for token in tokens(text))


def test_the_analyser_is_the_one_its_version_names():
    """If this fails, the words of old indexes are not ours any more: raise ANALYSER_VERSION."""
    text = "ที่ ภก ๐๐๑๗.๒/ว ๑๒๓ นํ้าเเข็ง Café กก.วล. 1 2 ๆ"

    assert ANALYSER_VERSION == 1
    assert " ".join(tokens(text)).replace(SEAM, "|") == (
        "ที่ภ ภก ก0017 0017|2 2ว ว123 123น้ น้ำ ำแ แข็ ข็ง งcafe cafeก กก กว วล ล1 1|2 2ๆ ๆ"
    )
