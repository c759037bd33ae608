"""Finding: what was asked, answered from the letters the person may see and no others."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _

from saraban import access
from saraban.access import Actor
from saraban.models import (
    Access,
    Direction,
    Document,
    Kind,
    LetterQuerySet,
    Office,
    RegisterEntry,
    Resolution,
)
from saraban.numbering import reference_key
from saraban.thai import buddhist_year, normalise
from search.answers import EVERYTHING, Choice, Facet, Filters, Found, Hit, Scope
from search.backends.contract import Asked, Match
from search.backends.database import backend
from search.highlighting import Piece, highlight, snippet
from search.models import SearchPart
from search.queries import Query, parse
from search.services import text_of

PER_PAGE = 20
MOST = 1_000
MOST_BY_NUMBER = 10
MOST_CHOICES = 8


def find(
    actor: Actor,
    typed: str,
    *,
    sort: str = "newest",
    filters: Filters = EVERYTHING,
    page: int = 1,
) -> Found:
    """Answer what a person typed with a page of the letters they may see.

    A letter whose own number was typed stands first. Then ``newest`` letters first, or with
    ``best`` those that say it in their subject before the others. Nothing the person may not
    see has any influence: not on hits, totals, order, or what is offered to narrow them.
    """
    query = parse(typed)
    if query.is_empty and not query.number:
        return Found(query)
    if not actor.principals:
        return Found(query, scope=Scope())
    letters = filters.narrow(access.letters_visible_to(actor))
    numbered = _by_number(actor, query, letters)
    matches = dict.fromkeys(numbered) | _by_words(actor, query, letters, sort)
    if not matches:
        return Found(query, scope=_scope_of(actor))
    keys = list(matches)[:MOST]
    pages = -(-len(keys) // PER_PAGE)
    page = max(1, min(page, pages))
    shown = keys[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Found(
        query,
        hits=tuple(_hits(actor, query, {pk: matches[pk] for pk in shown}, numbered)),
        total=len(keys),
        is_more=len(matches) > MOST,
        page=page,
        pages=pages,
        facets=_facets(actor, keys, filters),
    )


def _by_number(actor: Actor, query: Query, letters: LetterQuerySet) -> list[int]:
    """Return the letters whose number was typed: printed on them, or given by this office."""
    if not query.number:
        return []
    printed = letters.filter(reference_key=reference_key(query.number)).order_by("-pk")
    found = list(printed.values_list("pk", flat=True)[:MOST_BY_NUMBER])
    number, _, year = query.number.replace(" ", "").partition("/")
    if not (number.isdecimal() and len(number) <= 9 and (not year or year.isdecimal())):
        return found
    entries = RegisterEntry.objects.filter(
        register__office=actor.office, number=number, letter__in=letters
    ).exclude(state=RegisterEntry.State.VOID)
    if year:
        entries = entries.filter(register__year=year[:4])
    given = entries.order_by("-register__year", "-pk").values_list("letter", flat=True)
    return list(dict.fromkeys([*found, *given[:MOST_BY_NUMBER]]))


def _by_words(
    actor: Actor, query: Query, letters: LetterQuerySet, sort: str
) -> dict[int, Match | None]:
    """Return the letters that have the words, in the order asked for; one more than is shown."""
    if query.is_empty:
        return {}
    asked = Asked(query, letters, actor.principals, MOST + 1)
    matches = backend().find(asked)
    if sort == "best":
        matches = [*backend().find(replace(asked, is_about_subject=True)), *matches]
    return {match.letter: match for match in matches}


def _hits(
    actor: Actor, query: Query, matches: Mapping[int, Match | None], numbered: Iterable[int]
) -> Iterator[Hit]:
    """Yield what is shown of each letter, fetched once more through the permission."""
    letters = access.letters_visible_to(actor).filter(pk__in=matches).for_list().in_bulk()
    keys = [match.key for match in matches.values() if match]
    parts = SearchPart.objects.select_related("page").in_bulk(keys)
    documents = _documents_of(parts.values())
    resolutions = _resolutions_of(parts.values())
    for pk, match in matches.items():
        if pk not in letters:
            continue
        part = parts.get(match.key) if match else None
        yield Hit(
            letters[pk],
            subject=highlight(normalise(letters[pk].subject), query),
            part=part,
            snippet=_snippet(part, query),
            document=documents.get((pk, part.page.blob_id)) if part and part.page else None,
            resolution=resolutions.get(part.pk) if part else None,
            is_by_number=pk in numbered,
        )


def _documents_of(parts: Iterable[SearchPart]) -> dict[tuple[int, str], Document]:
    """Return the file that each page belongs to, by letter and blob."""
    pages = {part.letter_id: part.page.blob_id for part in parts if part.page}
    if not pages:
        return {}
    documents = Document.objects.filter(letter__in=pages, blob__in=set(pages.values()))
    return {(document.letter_id, document.blob_id): document for document in documents}


def _resolutions_of(parts: Iterable[SearchPart]) -> dict[int, Resolution]:
    """Return the resolution that each part which is one says, by the key of the part."""
    said = {(p.letter_id, p.text): p.pk for p in parts if p.kind == SearchPart.Kind.RESOLUTION}
    if not said:
        return {}
    resolutions = Resolution.objects.filter(item__meeting__letter__in={pk for pk, _ in said})
    found = {
        said.get((one.item.meeting.letter_id, normalise(one.text))): one
        for one in resolutions.select_related("item__meeting", "owner", "project")
    }
    return {key: one for key, one in found.items() if key}


def _snippet(part: SearchPart | None, query: Query) -> tuple[Piece, ...]:
    """Return the words around the first hit; of a face only what its subject does not show."""
    if part is None:
        return ()
    if part.kind != SearchPart.Kind.FACE or part.start:
        return snippet(text_of(part), query)
    pieces = snippet(part.text.partition("\n")[2], query)
    return pieces if any(piece.is_hit for piece in pieces) else ()


def _facets(actor: Actor, keys: list[int], filters: Filters) -> tuple[Facet, ...]:
    """Count how the letters found divide, the years newest first; two queries."""
    letters = access.letters_visible_to(actor).filter(pk__in=keys).order_by()
    rows = letters.values_list("direction", "kind", "dated", "office")
    directions, kinds, days, offices = zip(*rows, strict=True)
    years = Counter(sorted((buddhist_year(day) for day in days if day), reverse=True))
    names = {o.pk: o.label for o in Office.objects.filter(pk__in=set(offices))}
    return (
        _facet("direction", _("ทิศทาง"), Counter(directions), dict(Direction.choices), filters),
        _facet("kind", _("ชนิด"), Counter(kinds), dict(Kind.choices), filters),
        _facet("year", _("ปี พ.ศ."), years, {}, filters),
        _facet("office", _("หน่วยงาน"), Counter(offices), names, filters),
    )


def _facet(
    name: str, label: str, counts: Counter[Any], labels: Mapping[Any, Any], filters: Filters
) -> Facet:
    ordered = counts.items() if name == "year" else counts.most_common(MOST_CHOICES)
    choices = tuple(Choice(value, str(labels.get(value, value)), n) for value, n in ordered)
    return Facet(name, label, choices, getattr(filters, name))


def _scope_of(actor: Actor) -> Scope:
    """Return how many letters were searched, counted up to 1,000, and of which years. One query."""
    granted = Access.objects.filter(principal__in=actor.principals).values("letter")
    letters = access.letters_visible_to(actor).filter(pk__in=granted).order_by()
    counted = letters.values("pk", "dated")[: MOST + 1]
    said = counted.aggregate(count=Count("pk"), first=Min("dated"), last=Max("dated"))
    if said["count"] > MOST:
        return Scope(MOST, is_more=True)
    years = [buddhist_year(day) for day in (said["first"], said["last"]) if day]
    return Scope(said["count"], False, *years)
