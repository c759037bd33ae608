"""Marking what was looked for: it agrees with the index, and shows the text as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraban.thai import normalise
from search.folding import fold
from search.highlighting import contains, highlight, snippet
from search.queries import Phrase, Query, parse
from search.segmentation import clusters, tokens

LETTERS = "กขงทนปภรเแโาะิีุู่้ำ์ๆฯ ๐๑127abAéÉ.,/-()\n"
TEXT = st.text(LETTERS, max_size=60).map(normalise)


def index_has(text, phrase):
    """The rule of the index: pairs one after another, the last one beginning as asked."""
    *whole, last = phrase.tokens
    indexed = tokens(text)
    return any(
        indexed[at : at + len(whole)] == whole and indexed[at + len(whole)].startswith(last)
        for at in range(len(indexed) - len(whole))
    )


def shown(pieces):
    return "".join(f"[{text}]" if is_hit else text for text, is_hit in pieces)


@given(TEXT, st.data())
def test_a_piece_cut_between_any_two_clusters_finds_its_text(text, data):
    parts = clusters(fold(text))
    start = data.draw(st.integers(0, max(0, len(parts) - 1)))
    end = data.draw(st.integers(start + 1, max(start + 1, len(parts))))
    if not parts:
        return

    phrase = Phrase(tuple(parts[start:end]))

    assert index_has(text, phrase)
    assert contains(text, phrase)


@given(TEXT, st.text(LETTERS, min_size=1, max_size=5))
def test_what_is_marked_is_what_the_index_finds(text, typed):
    for phrase in parse(typed).phrases:
        assert contains(text, phrase) == index_has(text, phrase)


@given(st.text(), st.text())
def test_any_text_may_be_marked_for_any_question(text, typed):
    text, query = normalise(text), parse(typed)

    assert "".join(piece.text for piece in highlight(text, query)) == text
    assert snippet(text, query) is not None


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("ที่ประชุมเห็นชอบแผน", "เห็นชอบ", "ที่ประชุม[เห็นชอบ]แผน"),
        ("ที่ ภก ๐๐๑๗.๒/ว ๑๒๓", "0017.2/ว 123", "ที่ ภก [๐๐๑๗.๒/ว] [๑๒๓]"),
        ("โครงการ ภูเก็ต", "โครงการภูเก็ต", "[โครงการ ภูเก็ต]"),
        ("Smart City", "smart", "[Smart] City"),
        ("เลขที่ 1234", "23", "เลขที่ 1234"),
        ("ที่ดิน", "ที", "[ที่]ดิน"),
    ],
)
def test_the_text_is_shown_as_it_was_written(text, typed, marked):
    assert shown(highlight(text, parse(typed))) == marked


def test_a_snippet_stands_around_the_first_hit_and_says_what_is_left_out():
    text = "ก่อนหน้า " * 60 + "ให้ติดตั้งระบบเตือนภัยทุกตำบล " + "ต่อท้าย " * 60

    pieces = snippet(text, parse("ระบบเตือนภัย"))

    assert shown(pieces).startswith("…ก่อนหน้า")
    assert "ให้ติดตั้ง[ระบบเตือนภัย]ทุกตำบล" in shown(pieces)
    assert shown(pieces).endswith("ต่อท้าย…")
    assert sum(len(piece.text) for piece in pieces) < 240


@given(st.text("กเา่ีำ1a", min_size=300, max_size=700).map(normalise), st.integers(20, 100))
def test_a_snippet_without_blanks_never_begins_or_ends_inside_a_cluster(text, length):
    body = "".join(piece.text for piece in snippet(text, Query(), length=length)).strip("…")

    assert clusters(fold(body)) == clusters(fold(text))[: len(clusters(fold(body)))]


def test_without_a_hit_the_beginning_is_shown():
    assert shown(snippet("เรียน ผู้ว่าราชการจังหวัด", Query())) == "เรียน ผู้ว่าราชการจังหวัด"
