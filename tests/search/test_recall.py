"""Every phrase that literally stands in a letter finds it, and finds nothing else."""

import random

import pytest

from saraban import access
from saraban.thai import normalise
from search.backends.contract import Asked
from search.backends.database import backend
from search.folding import fold
from search.highlighting import contains
from search.queries import Phrase, Query
from search.segmentation import clusters
from tests.factories import make_letter

pytestmark = pytest.mark.django_db

WORDS = (
    "การ ประชุม คณะกรรมการ จังหวัด ภูเก็ต ที่ ๓/๒๕๖๙ เห็นชอบ โครงการ ระบบเตือนภัย น้ำท่วม สำนักงาน "
    "ผู้ว่าราชการ งบประมาณ 4,850,000 บาท Smart City เพื่อ พิจารณา อนุมัติ ๆ ฯลฯ นํ้า เเผน ทั้งนี้ "
    "ชายหาด ปะการัง e-mail 0017.2/ว 123 กก.วล. ศูนย์ ข้อมูล"
).split(" ")


def prose(rng):
    """Return a text of words with blanks, line ends and none of them between."""
    return "".join(rng.choice(WORDS) + rng.choice(["", "", " ", "\n"]) for _ in range(60))


def test_pieces_cut_anywhere_find_exactly_the_letters_that_have_them(province):
    rng = random.Random(2569)
    for _ in range(15):
        make_letter(
            province.anong, subject="x", sender="x", recipient="", enclosure_note=prose(rng)
        )
    letters = access.letters_visible_to(province.anong)
    notes = {letter.pk: normalise(letter.enclosure_note) for letter in letters}

    for _ in range(300):
        parts = clusters(fold(rng.choice(list(notes.values()))))
        start = rng.randrange(len(parts) - 2)
        phrase = Phrase(tuple(parts[start : start + rng.randint(2, 12)]))
        asked = Asked(Query(phrases=(phrase,)), letters, province.anong.principals, limit=100)

        found = {match.letter for match in backend().find(asked)}

        assert found == {pk for pk, note in notes.items() if contains(note, phrase)}, phrase
