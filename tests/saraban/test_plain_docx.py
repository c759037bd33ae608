"""Word files made here: the words stand in them, and the same words make the same bytes."""

import io

from saraban.paper.docx import plain_docx
from saraban.reading import kinds
from saraban.reading.terms import DOCX
from saraban.services import filing

WORDS = ("แบบรายงานความก้าวหน้า", "โครงการภูเก็ตเมืองอัจฉริยะ ด้านที่ ๓")


def test_a_word_file_passes_for_one_and_is_read_back(db):
    made = plain_docx("หัวเรื่อง", WORDS)

    assert kinds.check("แบบรายงาน.docx", io.BytesIO(made)) == DOCX
    filed = filing.take_in(io.BytesIO(made), name="แบบรายงาน.docx")
    text = "\n".join(filed.blob.pages.values_list("text", flat=True))
    assert all(words in text for words in ("หัวเรื่อง", *WORDS))


def test_the_same_words_make_the_same_bytes():
    assert plain_docx("หัวเรื่อง", WORDS) == plain_docx("หัวเรื่อง", WORDS)
