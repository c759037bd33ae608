"""Writing a letter here: a new one, an answer, its correction, and how it will look."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from saraban import access
from saraban.access import Act
from saraban.forms.letters import DraftForm, RevisionForm
from saraban.http import OfficeRequest, form_page, posted, submit
from saraban.models import Direction, Kind, Letter
from saraban.reading.terms import PDF, PNG
from saraban.selectors import letters as selectors
from saraban.services.drafting import draft_letter, revise
from saraban.services.papers import paper_of, picture_of
from saraban.views.letters import WIDTHS
from saraban.views.rows import draft_row


@require_safe
def drafts(request: OfficeRequest) -> HttpResponse:
    """List what the person is writing, and what waits for their signature."""
    rows = [draft_row(letter) for letter in selectors.drafts_of(request.actor)[:100]]
    may_draft = Act.DRAFT in request.actor.acts
    return render(request, "saraban/drafts.html", {"rows": rows, "may_draft": may_draft})


@require_http_methods(["GET", "POST"])
def new_draft(request: OfficeRequest, answers: int | None = None) -> HttpResponse:
    """Begin a letter; an answer knows what it answers, and whom."""
    answered = access.letter_for(request.actor, answers) if answers is not None else None
    access.require_act(request.actor, Act.DRAFT)
    if answered is not None:
        access.require(request.actor, Act.DRAFT, answered)
    form = DraftForm(posted(request), actor=request.actor, initial=_initial(request, answered))
    answer = submit(request, form, draft_letter, then=_to_letter, answers=answered)
    return answer or form_page(request, "saraban/draft.html", form, answers=answered)


@require_http_methods(["GET", "POST"])
def revise_draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct a draft that has no number yet."""
    letter = access.letter_for(request.actor, pk)
    access.require(request.actor, Act.DRAFT, letter)
    if not letter.is_draft:
        raise Http404
    form = RevisionForm(posted(request), actor=request.actor, initial=_as_written(letter))
    answer = submit(request, form, _revise(letter), then=_to_letter)
    return answer or form_page(request, "saraban/draft.html", form, letter=letter)


@require_safe
@cache_control(private=True, no_store=True)
def preview(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show a draft as PDF, without number and date, as it will be printed."""
    rendered = paper_of(_draft(request, pk), reference="", dated=None)
    response = HttpResponse(rendered.pdf, content_type=PDF)
    response["Content-Disposition"] = 'inline; filename="draft.pdf"'
    return response


@require_safe
@cache_control(private=True, no_store=True)
def preview_image(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """Show one page of a draft as a picture."""
    rendered = paper_of(_draft(request, pk), reference="", dated=None)
    png = picture_of(rendered, width=WIDTHS["page"], page=number)
    if png is None:
        raise Http404
    return HttpResponse(png, content_type=PNG)


def _draft(request: OfficeRequest, pk: int) -> Letter:
    letter = access.letter_for(request.actor, pk)
    if not letter.is_draft:
        raise Http404
    return letter


def _to_letter(letter: Letter) -> str:
    return letter.get_absolute_url()


def _revise(letter: Letter) -> Callable[..., Letter]:
    def service(**typed: object) -> Letter:
        return revise(letter, **typed)  # type: ignore[arg-type]

    return service


def _initial(request: OfficeRequest, answered: Letter | None) -> dict[str, object]:
    """Fill in what is known of an answer: to whom, about what, as urgently."""
    is_memo = request.GET.get("kind") == Kind.MEMORANDUM
    kind = Kind.MEMORANDUM if is_memo else Kind.EXTERNAL_LETTER
    if answered is None:
        return {"kind": kind.value}
    if answered.direction == Direction.INTERNAL:
        kind = Kind.MEMORANDUM
    return {
        "kind": kind.value,
        "subject": answered.subject,
        "addressee": answered.sender,
        "urgency": answered.urgency,
    }


def _as_written(letter: Letter) -> dict[str, object]:
    names = (
        "subject salutation addressee body closing enclosure_note urgency signer version"
    ).split()
    return {name: getattr(letter, name) for name in names}
