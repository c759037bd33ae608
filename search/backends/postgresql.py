"""The index in PostgreSQL: words for a GIN, the readers beside them, and the text to be sure by.

A GIN index keeps no positions, and a vector with positions is slow to fetch; so the words are
triples of clusters without positions, and the few rows that have them all are looked through
for the phrase itself. Readers stand in the same index: only what the person may read is
fetched. So do shelves: the newest letters are looked through before the rest. Words are written
as literals, for the server's own parser knows no Thai.
"""

# ruff: noqa: S608 - names in the SQL are constants; every value is a parameter.

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from saraban.services.transactions import one_act
from search.backends.contract import Asked, Entry, Match
from search.folding import fold
from search.models import SLOTS
from search.queries import Phrase
from search.segmentation import clusters, pairs, triples

CREATE = """
    CREATE TABLE search_vectors (
        key bigint PRIMARY KEY,
        shelf integer[] NOT NULL,
        readers bigint[] NOT NULL,
        words tsvector NOT NULL,
        text text COLLATE "C" NOT NULL
    );
    ALTER TABLE search_vectors ALTER COLUMN text SET STORAGE MAIN;
    CREATE INDEX search_vectors_words ON search_vectors USING gin (words, readers, shelf);
"""
SHELF = 2_048 * SLOTS
"""The parts of 2,048 letters stand on one shelf."""
WINDOWS = (4, 16)
"""How many shelves are looked through first and second, before all the rest."""
LONGEST_WORD = 200


def put(entries: Iterable[Entry]) -> None:
    """Add parts with who may read their letter now."""
    with connection.cursor() as cursor:
        cursor.executemany(_PUT, [_row(entry) for entry in entries])


def remove(entries: Iterable[Entry]) -> None:
    """Take parts out."""
    with connection.cursor() as cursor:
        keys = [entry.key for entry in entries]
        cursor.execute("DELETE FROM search_vectors WHERE key = ANY(%s)", [keys])


def update_readers(letter: int) -> None:
    """Write who may read a letter now beside its words, if that has changed."""
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE_READERS, [letter, letter * SLOTS, (letter + 1) * SLOTS - 1])


def find(asked: Asked) -> list[Match]:
    """Look through the newest shelves, then more, then the rest, until there are enough."""
    found: list[Match] = []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_BY_INDEX)
        cursor.execute("SELECT max(key) FROM search_vectors")
        newest = (cursor.fetchone()[0] or 0) // SHELF
        for window, bounds in _windows(newest):
            cursor.execute(*_statement(asked, window, bounds, limit=asked.limit - len(found)))
            found += [Match(letter, key) for letter, key in cursor.fetchall()]
            if len(found) == asked.limit:
                break
    return found


def refill(read: Callable[[int, int], list[Entry]], *, batch: int) -> int:
    """Write every vector anew, newest letters first; each answers by the old one until then.

    ``read`` locks the parts it returns, so that none is taken out while it is written.
    """
    last, done = _ABOVE_ALL, 0
    while moved := _rewrite(read, last, batch):
        last, done = moved[-1].key, done + len(moved)
    with connection.cursor() as cursor:
        cursor.execute(_DROP_ORPHANS)
    return done


def size() -> int:
    """Return how many parts the index holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_vectors")
        return int(cursor.fetchone()[0])


_ABOVE_ALL = (1 << 63) - 1
_READERS = """
    coalesce((SELECT array_agg(principal_id) FROM saraban_access WHERE letter_id = %s), '{}')
"""
_PUT = f"""
    INSERT INTO search_vectors (key, shelf, readers, words, text)
    VALUES (%s, %s, {_READERS}, %s::tsvector, %s)
"""
_UPDATE_READERS = f"""
    UPDATE search_vectors SET readers = fresh.readers FROM (SELECT {_READERS} AS readers) AS fresh
    WHERE key BETWEEN %s AND %s
    AND NOT (search_vectors.readers @> fresh.readers AND search_vectors.readers <@ fresh.readers)
"""
_DROP_ORPHANS = """
    DELETE FROM search_vectors
    WHERE NOT EXISTS (SELECT 1 FROM search_searchpart WHERE id = search_vectors.key)
"""
_BY_INDEX = """
    SET LOCAL enable_seqscan = off; SET LOCAL jit = off;
    SET LOCAL max_parallel_workers_per_gather = 0
"""
_HAVING = f"""
    SELECT key / {SLOTS} AS letter, max(key) AS key FROM search_vectors
    WHERE words @@ %s::tsquery AND readers && %s::bigint[] AND {{window}}
    AND strpos({{place}}, %s) > 0 GROUP BY 1
"""
_SUBJECT = r"split_part(text, E'\n', 1)"


def _windows(newest: int) -> Iterator[tuple[str, Any]]:
    """Yield the conditions that divide all parts, the newest first."""
    for width in WINDOWS:
        oldest = max(0, newest - width + 1)
        yield "shelf && %s::integer[]", list(range(oldest, newest + 1))
        newest = oldest - 1
        if newest < 0:
            return
    yield "key < %s", (newest + 1) * SHELF


def _statement(asked: Asked, window: str, bounds: Any, *, limit: int) -> tuple[str, list[Any]]:
    """Return what finds the letters in a window: each phrase is looked up once, then joined.

    ``IS TRUE`` keeps the planner, who cannot guess how often a phrase stands, from joining two
    long lists line by line; it hashes one instead.
    """
    wanted = sorted(asked.query.phrases, key=lambda phrase: -len(phrase.clusters))
    phrases = [*wanted, *asked.query.excluded]
    tables, looked_up, conditions = [], [], []
    for number, phrase in enumerate(phrases):
        is_wanted = number < len(wanted)
        place = _SUBJECT if is_wanted and asked.is_about_subject else "text"
        having = _HAVING.format(window=window, place=place)
        tables.append(f"has_{number} AS MATERIALIZED ({having})")
        looked_up += [_words(phrase), list(asked.readers), bounds, _said(phrase.clusters)]
        is_in = "TRUE" if is_wanted else "FALSE"
        conditions.append(f"(letter IN (SELECT letter FROM has_{number})) IS {is_in}")
    allowed, readable = _allowed(asked)
    sql = (
        f"WITH {', '.join(tables)} SELECT letter, key FROM has_0"
        f" WHERE {' AND '.join([*conditions[1:], allowed])} ORDER BY letter DESC LIMIT %s"
    )
    return sql, [*looked_up, *readable, limit]


def _row(entry: Entry) -> tuple[int, list[int], int, str, str]:
    subject, body = clusters(fold(entry.subject)), clusters(fold(entry.body))
    words = {*_every_word(subject), *_every_word(body)}
    text = f"{_said(subject)}\n{_said(body)}"
    return entry.key, [entry.key // SHELF], entry.key // SLOTS, _literal(words), text


def _every_word(parts: list[str]) -> list[str]:
    """Return the triples of a text, and what is left at its end: its last two, its last one."""
    return [*triples(parts), *pairs(parts[-2:]), *parts[-1:]]


def _said(parts: Iterable[str]) -> str:
    """Return clusters as the text a phrase is looked for in: a blank before each."""
    return "".join(f" {part}" for part in parts)


def _literal(words: Iterable[str]) -> str:
    return " ".join(f"'{word[:LONGEST_WORD]}'" for word in words)


def _words(phrase: Phrase) -> str:
    """Return what a row with the phrase must have, the last word only as a beginning."""
    *whole, last = triples(phrase.clusters)
    return " & ".join(
        [*(f"'{word[:LONGEST_WORD]}'" for word in whole), f"'{last[:LONGEST_WORD]}':*"]
    )


def _rewrite(read: Callable[[int, int], list[Entry]], last: int, batch: int) -> list[Entry]:
    with one_act():
        entries = read(last, batch)
        remove(entries)
        put(entries)
    return entries


def _allowed(asked: Asked) -> tuple[str, list[Any]]:
    """Return the condition that the letter of a hit is one of those that may answer."""
    letter = asked.letters.filter(pk=RawSQL("has_0.letter", ())).order_by()
    sql, params = letter.values("pk").query.sql_with_params()
    return f"EXISTS ({sql})", list(params)
