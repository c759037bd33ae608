"""The index in SQLite: one contentless FTS5 table, written in the letter's own transaction.

The table holds only words, never text, so a part is taken out by naming the words it was put
in with. Rows are read backwards: the newest letter first, and its face before its pages.
"""

# ruff: noqa: S608, S611 - names in the SQL are constants; every value is a parameter.

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from saraban.models import Access
from saraban.services.transactions import one_act
from search.backends.contract import Asked, Entry, Match
from search.models import SLOTS
from search.queries import Phrase
from search.segmentation import tokens

TABLE = "search_fts"
NEXT = "search_fts_next"
FEW = 20_000
Row = tuple[int, str, str]


def create(table: str) -> str:
    """Return the statement that makes an empty index.

    FTS5 as it comes takes Thai vowel signs and tone marks for blanks; the categories keep
    our words whole.
    """
    kept = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
    return f'CREATE VIRTUAL TABLE {table} USING fts5(subject, body, content="", tokenize="{kept}")'


def put(entries: Iterable[Entry]) -> None:
    """Add parts; also to the index that is being built, if there is one."""
    rows = [_row(entry) for entry in entries]
    for table in _tables():
        _add(table, rows)


def remove(entries: Iterable[Entry]) -> None:
    """Take parts out by the very words they were put in with."""
    rows = [_row(entry) for entry in entries]
    with connection.cursor() as cursor:
        for table in _tables():
            there = _present(table, [row[0] for row in rows])
            cursor.executemany(
                f"INSERT INTO {table}({table}, rowid, subject, body) VALUES ('delete', %s, %s, %s)",
                [row for row in rows if row[0] in there],
            )


def update_readers(letter: int) -> None:
    """Do nothing: who may read is asked of the access table in every search."""


def find(asked: Asked) -> list[Match]:
    """Walk the hits of the longest phrase from the newest letter until there are enough."""
    first, *others = sorted(asked.query.phrases, key=lambda phrase: -len(phrase.clusters))
    allowed, readable = _allowed(asked)
    conditions = [f"{TABLE} MATCH %s", allowed]
    conditions += [f"{_LETTER} IN ({_LETTERS})" for _ in others]
    conditions += [f"{_LETTER} NOT IN ({_LETTERS})" for _ in asked.query.excluded]
    where: list[Any] = [_matching(first, subject_only=asked.is_about_subject), *readable]
    where += [_matching(phrase, subject_only=asked.is_about_subject) for phrase in others]
    where += [_matching(phrase) for phrase in asked.query.excluded]
    sql = f"SELECT rowid FROM {TABLE} WHERE {' AND '.join(conditions)} ORDER BY rowid DESC"
    with connection.cursor() as cursor:
        cursor.execute(sql, where)
        return _first_of_each_letter(iter(lambda: cursor.fetchmany(_BATCH), []), asked.limit)


def refill(read: Callable[[int, int], list[Entry]], *, batch: int) -> int:
    """Build the index anew beside the old one, newest letters first, and let it take its place.

    Each batch is read and written in one act, so what others write meanwhile is in both.
    """
    with one_act(), connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {NEXT}")
        cursor.execute(create(NEXT))
    last, done = _ABOVE_ALL, 0
    while moved := _move(read, last, batch):
        last, done = moved[-1].key, done + len(moved)
    with one_act(), connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")
        cursor.execute(f"ALTER TABLE {NEXT} RENAME TO {TABLE}")
    return done


def size() -> int:
    """Return how many parts the index holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE}_docsize")
        return int(cursor.fetchone()[0])


_LETTERS = f"SELECT rowid / {SLOTS} FROM {TABLE} WHERE {TABLE} MATCH %s"
_LETTER = f"{TABLE}.rowid / {SLOTS}"
_ABOVE_ALL = (1 << 63) - 1
_BATCH = 256


def _row(entry: Entry) -> Row:
    return entry.key, " ".join(tokens(entry.subject)), " ".join(tokens(entry.body))


def _tables() -> list[str]:
    """Return the index, and the one that is being built if there is one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = %s", [NEXT])
        return [TABLE, NEXT] if cursor.fetchone() else [TABLE]


def _add(table: str, rows: list[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table}(rowid, subject, body) VALUES (%s, %s, %s)", rows)


def _present(table: str, keys: list[int]) -> set[int]:
    """Return which of these keys the index holds."""
    marks = ",".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}_docsize WHERE id IN ({marks})", keys)
        return {row[0] for row in cursor.fetchall()}


def _move(read: Callable[[int, int], list[Entry]], last: int, batch: int) -> list[Entry]:
    """Write the next batch below ``last`` into the new index, and return it."""
    with one_act():
        entries = read(last, batch)
        there = _present(NEXT, [entry.key for entry in entries])
        _add(NEXT, [_row(entry) for entry in entries if entry.key not in there])
    return entries


def _matching(phrase: Phrase, *, subject_only: bool = False) -> str:
    """Return a phrase in the language of FTS5: quoted words, the last one a beginning."""
    words = " ".join(phrase.tokens)
    return f'{"subject : " if subject_only else ""}"{words}" *'


def _allowed(asked: Asked) -> tuple[str, list[Any]]:
    """Return the condition that the letter of a hit is one of those that may answer.

    For somebody who reads few of the letters, that few are named first: asking the letter
    itself for every hit would cost more.
    """
    letter = asked.letters.filter(pk=RawSQL(_LETTER, ())).order_by().values("pk")
    sql, params = letter.query.sql_with_params()
    granted = Access.objects.filter(principal__in=asked.readers).order_by()
    if granted[: FEW + 1].count() > FEW:
        return f"EXISTS ({sql})", list(params)
    granted_sql, readers = granted.values("letter").query.sql_with_params()
    return f"{_LETTER} IN ({granted_sql}) AND EXISTS ({sql})", [*readers, *params]


def _first_of_each_letter(batches: Iterable[list[tuple[int]]], limit: int) -> list[Match]:
    """Return the first hit of each letter, for at most ``limit`` letters."""
    found: list[Match] = []
    newest = None
    for key in (row[0] for rows in batches for row in rows):
        letter = key // SLOTS
        if letter != newest:
            newest = letter
            found.append(Match(letter, key))
            if len(found) == limit:
                break
    return found
