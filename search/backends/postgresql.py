"""The index in PostgreSQL: one table of word vectors with the readers beside them, in one GIN.

Vectors are written as literals, for the server's own parser knows no Thai. The index holds
no positions, so a phrase is checked row by row; with the readers in the same index only
letters the person may read come that far, and the newest of them before the rest.
"""

# ruff: noqa: S608 - names in the SQL are constants; every value is a parameter.

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from saraban.services.transactions import one_act
from search.backends.contract import OVERLAP, Asked, Entry, Match
from search.models import SLOTS
from search.queries import Phrase
from search.segmentation import tokens

CREATE = """
    CREATE TABLE search_vectors (
        key bigint NOT NULL,
        piece integer NOT NULL,
        shelf integer[] NOT NULL,
        words tsvector NOT NULL,
        readers bigint[] NOT NULL,
        PRIMARY KEY (key, piece)
    );
    CREATE INDEX search_vectors_words ON search_vectors USING gin (words, readers, shelf);
"""
SHELF = 2_048 * SLOTS
"""The parts of 2,048 letters stand on one shelf, so that the newest can be looked through first."""
WINDOWS = (4, 16)
"""How many shelves are looked through first and second, before all the rest."""
MOST_POSITIONS = 255


def put(entries: Iterable[Entry]) -> None:
    """Add parts with who may read their letter now."""
    with connection.cursor() as cursor:
        cursor.executemany(_PUT, [row for entry in entries for row in _rows(entry)])


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
        cursor.execute("SELECT count(*) FROM search_vectors WHERE piece = 0")
        return int(cursor.fetchone()[0])


_ABOVE_ALL = (1 << 63) - 1
_READERS = """
    coalesce((SELECT array_agg(principal_id) FROM saraban_access WHERE letter_id = %s), '{}')
"""
_PUT = f"""
    INSERT INTO search_vectors (key, piece, shelf, words, readers)
    VALUES (%s, %s, %s, %s::tsvector, {_READERS})
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
    WHERE words @@ %s::tsquery AND readers && %s::bigint[] AND {{window}} GROUP BY 1
"""


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
    """Return what finds the letters in a window: each phrase is looked up once, then joined."""
    phrases = sorted(asked.query.phrases, key=lambda phrase: -len(phrase.clusters))
    queries = [_query(phrase, subject_only=asked.is_about_subject) for phrase in phrases]
    queries += [_query(phrase) for phrase in asked.query.excluded]
    having = _HAVING.format(window=window)
    tables = [f"has_{number} AS MATERIALIZED ({having})" for number in range(len(queries))]
    allowed, readable = _allowed(asked)
    conditions = [allowed]
    for number in range(1, len(queries)):
        is_in = "IN" if number < len(phrases) else "NOT IN"
        conditions.append(f"letter {is_in} (SELECT letter FROM has_{number})")
    sql = (
        f"WITH {', '.join(tables)} SELECT letter, key FROM has_0"
        f" WHERE {' AND '.join(conditions)} ORDER BY letter DESC LIMIT %s"
    )
    looked_up = [value for query in queries for value in (query, list(asked.readers), bounds)]
    return sql, [*looked_up, *readable, limit]


def _rows(entry: Entry) -> Iterator[tuple[int, int, list[int], str, int]]:
    for piece, vector in enumerate(_vectors(entry.subject, entry.body)):
        yield entry.key, piece, [entry.key // SHELF], vector, entry.key // SLOTS


def _vectors(subject: str, body: str) -> Iterator[str]:
    """Yield a part's words; in halves where one word stands more often than a vector can say."""
    places = _places(subject, body)
    most = max(map(len, places.values()), default=0)
    if most > MOST_POSITIONS and len(body) > 2 * OVERLAP:
        middle = len(body) // 2
        yield from _vectors(subject, body[: middle + OVERLAP])
        yield from _vectors("", body[middle:])
    else:
        yield " ".join(f"'{word}':{','.join(at[:MOST_POSITIONS])}" for word, at in places.items())


def _places(subject: str, body: str) -> dict[str, list[str]]:
    """Return the places of each word; those in the subject carry weight A.

    One place is left free between the two, so that no phrase reaches from one into the other.
    """
    places: dict[str, list[str]] = {}
    heading = tokens(subject)
    for place, word in enumerate(heading, 1):
        places.setdefault(word, []).append(f"{place}A")
    for place, word in enumerate(tokens(body), len(heading) + 2):
        places.setdefault(word, []).append(str(place))
    return places


def _rewrite(read: Callable[[int, int], list[Entry]], last: int, batch: int) -> list[Entry]:
    with one_act():
        entries = read(last, batch)
        remove(entries)
        put(entries)
    return entries


def _query(phrase: Phrase, *, subject_only: bool = False) -> str:
    """Return a phrase as a tsquery literal: quoted words in a row, the last one a beginning."""
    *whole, last = phrase.tokens
    weight = "A" if subject_only else ""
    words = [*(f"'{word}'" + (":A" if subject_only else "") for word in whole)]
    return " <-> ".join([*words, f"'{last}':*{weight}"])


def _allowed(asked: Asked) -> tuple[str, list[Any]]:
    """Return the condition that the letter of a hit is one of those that may answer."""
    letter = asked.letters.filter(pk=RawSQL("has_0.letter", ())).order_by()
    sql, params = letter.values("pk").query.sql_with_params()
    return f"EXISTS ({sql})", list(params)
