"""Search as whole HTTP responses for a user of five offices, and recall of random phrases."""

import argparse
import random
from collections.abc import Sequence
from urllib.parse import quote

from django.conf import settings

from benchmarks import _report, _world
from benchmarks.pages import signed_in
from saraban import access
from saraban.models import Letter
from search.folding import fold
from search.segmentation import clusters
from search.selectors import find


def main(words: Sequence[str]) -> None:
    """Fill a database, cut phrases out of what the user may read, and look for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=200)
    asked = parser.parse_args(words)
    settings.ALLOWED_HOSTS = ["testserver"]
    with _report.told(f"filling {asked.letters} letters"):
        world = _world.build(asked.letters)
    chance = random.Random(7)
    questions = [phrase_of(letter, chance) for letter in _sample(world, asked.questions, chance)]
    client = signed_in(world.division)
    rows, figures = [], {}
    for sort in ("newest", "best"):
        spent = _report.Spent()
        for phrase, _pk in questions:
            url = f"/search/?q={quote(phrase)}&sort={sort}"
            spent.values += _report.measure(lambda url=url: client.get(url), times=1, warm=0).values
        rows.append([sort, spent.median, spent.at(0.95), spent.at(0.99), max(spent.values)])
        figures[f"search_{sort}_cpu_ms_p50"] = spent.median
        figures[f"search_{sort}_cpu_ms_p95"] = spent.at(0.95)
    missed = [phrase for phrase, pk in questions if not _finds(world, phrase, pk)]
    print(_report.machine())
    _report.table(["order", "p50 CPU ms", "p95", "p99", "worst"], rows)
    print(f"phrases cut at random cluster borders: {len(questions)}, missed: {missed}")
    found = len(questions) - len(missed)
    _report.last_line(search_letters=asked.letters, recall=found / len(questions), **figures)


def phrase_of(letter: Letter, chance: random.Random) -> tuple[str, int]:
    """Cut a phrase of 4 to 16 clusters out of a letter's text, at cluster borders.

    Quoted, so that blanks between the clusters keep numbers apart and mean nothing else.
    """
    text = chance.choice([letter.subject, *letter.body.split("\n")])
    pieces = clusters(fold(text))
    length = min(len(pieces), chance.randint(4, 16))
    start = chance.randint(0, len(pieces) - length)
    return f'"{" ".join(pieces[start : start + length])}"', letter.pk


def _sample(world: _world.World, count: int, chance: random.Random) -> list[Letter]:
    keys = list(access.letters_visible_to(world.division).values_list("pk", flat=True))
    return list(Letter.objects.filter(pk__in=chance.sample(keys, min(count, len(keys)))))


def _finds(world: _world.World, phrase: str, pk: int) -> bool:
    """Say whether the letter itself is among the hits of its phrase.

    A phrase many letters have is asked for together with the letter's own number.
    """
    if any(hit.letter.pk == pk for hit in find(world.division, phrase).hits):
        return True
    number = Letter.objects.values_list("reference", flat=True).get(pk=pk)
    return any(hit.letter.pk == pk for hit in find(world.division, f'{phrase} "{number}"').hits)
