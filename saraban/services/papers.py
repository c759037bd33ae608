"""A letter written here as it reads on paper: its row turned into values, and typeset."""

import datetime as dt
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal

from django.conf import settings

from saraban import blobs, thai
from saraban.models import AgencySettings, Appointment, Capacity, Digits, Kind, Letter, Link
from saraban.paper.external_letter import render_external_letter
from saraban.paper.memorandum import render_memorandum
from saraban.paper.values import LetterPaper, MemoPaper, Rendered, Signer, paragraphs_of
from saraban.reading import reader
from saraban.reading.terms import PDF


def paper_of(letter: Letter, *, reference: str, dated: dt.date | None) -> Rendered:
    """Typeset a letter written here with the number and day it is to bear. Slow; writes nothing.

    The digits are those the agency has set. The bytes depend on the letter and the two values
    alone, so that what is shown is what is signed. A draft without a day leaves it out.
    """
    agency = AgencySettings.objects.select_related("emblem").get(
        office__path=letter.office.agency_path
    )
    day = thai.format_date(dated, "long") if dated else ""
    signer = _signer(letter, on=dated)
    if letter.kind == Kind.MEMORANDUM:
        return render_memorandum(_memo(letter, agency, signer, reference, day))
    return render_external_letter(_external(letter, agency, signer, reference, day))


def picture_of(rendered: Rendered, *, width: int, page: int) -> bytes | None:
    """Draw one page of a typeset paper as PNG in a child process; None if there is no such page."""
    with NamedTemporaryFile(suffix=".pdf") as made:
        made.write(rendered.pdf)
        made.flush()
        return reader.page_image(Path(made.name), PDF, page, width)


def signature_lines(signer: Appointment, *, on: dt.date | None) -> tuple[str, ...]:
    """Return the lines below a signer's name on a day (annex 3 item 4).

    Who acts for a post prints their own position of that day first, then the acting phrase and
    the post. Without a day, as in a draft, their own position is the one they took up last.
    """
    if signer.is_own:
        return (signer.position.title,)
    posts = signer.user.appointments.filter(capacity=Capacity.OWN).select_related("position")
    own = (posts.held(on=on) if on else posts.order_by("-valid_from", "pk")).first()
    return ((own.position.title,) if own else ()) + (signer.title,)


def _memo(
    letter: Letter, agency: AgencySettings, signer: Signer, reference: str, day: str
) -> MemoPaper:
    contact = f" โทร. {agency.telephone}" if agency.telephone else ""
    return MemoPaper(
        unit=f"{letter.office.name}{contact}",
        reference=reference,
        date=day,
        subject=letter.subject,
        salutation=letter.salutation,
        addressee=letter.addressee,
        body=paragraphs_of(letter.body),
        signer=signer,
        urgency=_mark(letter, "urgency"),
        secrecy=_mark(letter, "secrecy"),
        digits=_digits(agency),
        emblem=_emblem(agency),
    )


def _external(
    letter: Letter, agency: AgencySettings, signer: Signer, reference: str, day: str
) -> LetterPaper:
    return LetterPaper(
        reference=reference,
        agency=(agency.office.name,),
        address=(agency.address,) if agency.address else (),
        date=day,
        subject=letter.subject,
        salutation=letter.salutation,
        addressee=letter.addressee,
        refers_to=_refers_to(letter),
        enclosures=paragraphs_of(letter.enclosure_note),
        body=paragraphs_of(letter.body),
        closing=letter.closing,
        signer=signer,
        owner=_owner(letter, agency),
        urgency=_mark(letter, "urgency"),
        secrecy=_mark(letter, "secrecy"),
        digits=_digits(agency),
        emblem=_emblem(agency),
    )


def _signer(letter: Letter, *, on: dt.date | None) -> Signer:
    if letter.signer is None:
        return Signer(name="")
    return Signer(name=letter.signer.user.name, position=signature_lines(letter.signer, on=on))


def _refers_to(letter: Letter) -> tuple[str, ...]:
    """Return the lines of อ้างถึง: agency, number and day of what is answered or referred to."""
    kinds = (Link.Kind.REPLIES_TO, Link.Kind.REFERS_TO)
    links = letter.links.filter(kind__in=kinds).select_related("other").order_by("pk")
    return tuple(_cited(link.other) for link in links if link.other.reference)


def _cited(letter: Letter) -> str:
    day = f" ลงวันที่ {thai.format_date(letter.dated, 'long')}" if letter.dated else ""
    return f"หนังสือ{letter.sender} ที่ {letter.reference}{day}"


def _owner(letter: Letter, agency: AgencySettings) -> tuple[str, ...]:
    contact = [
        f"โทร. {agency.telephone}" if agency.telephone else "",
        f"ไปรษณีย์อิเล็กทรอนิกส์ {agency.saraban_email}" if agency.saraban_email else "",
    ]
    return (letter.office.name, *(line for line in contact if line))


def _mark(letter: Letter, level: str) -> str:
    """Return the word printed in red, or nothing for the ordinary level."""
    return str(getattr(letter, f"get_{level}_display")()) if getattr(letter, level) else ""


def _digits(agency: AgencySettings) -> Literal["THAI", "ARABIC"]:
    return "THAI" if agency.digits == Digits.THAI else "ARABIC"


def _emblem(agency: AgencySettings) -> bytes | None:
    if agency.emblem is None:
        return None
    return blobs.read_verified(settings.BLOB_ROOT, agency.emblem.sha256)
