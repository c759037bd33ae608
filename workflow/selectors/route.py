"""Where a letter has been, and what was written on it on the way."""

from collections.abc import Iterator

from django.db.models import Prefetch, Q, QuerySet

from saraban.models import Letter, Link
from workflow.models import Endorsement, Step, StepQuerySet


def route_of(letter: Letter) -> StepQuerySet:
    """Return every step of a letter, oldest first, with what was written there. Two queries.

    A copy that went to another agency shows where it went, and the number it was received
    with: nothing of what that agency did or wrote with it.
    """
    copies = Link.objects.filter(other=letter, kind=Link.Kind.COUNTERPART).values("letter")
    abroad = Q(letter__in=copies, sent_from__path__startswith=letter.office.agency_path)
    written = endorsements_of(letter)
    return (
        Step.objects.filter(Q(letter=letter) | abroad)
        .for_page()
        .select_related("received_as__position", "done_as__position")
        .prefetch_related(Prefetch("endorsements", written, to_attr="written"))
        .order_by("pk")
    )


def endorsements_of(letter: Letter) -> QuerySet[Endorsement]:
    """Return what was written on a letter, oldest first. One query."""
    written = Endorsement.objects.filter(letter=letter)
    return written.select_related("written_by", "written_as__position__office").order_by(
        "written_at", "pk"
    )


def words_of_route(letter: Letter) -> Iterator[tuple[str, str]]:
    """Yield what was written on the way, for finding: (kind, text). Two queries."""
    steps = Step.objects.filter(letter=letter).order_by("pk")
    for note, reason in steps.values_list("note", "reason"):
        yield from (("note", text) for text in (note, reason) if text)
    written = Endorsement.objects.filter(letter=letter).order_by("pk")
    for kind, text in written.values_list("kind", "text"):
        if text:
            yield kind, text
