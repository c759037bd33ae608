"""The files of the demo's letters: typeset as the sender would have, stored and read like any."""

import io
import re
from random import Random
from typing import Literal

from saraban.models import Document
from saraban.paper.docx import plain_docx
from saraban.paper.external_letter import render_external_letter
from saraban.paper.values import LetterPaper, Signer, paragraphs_of
from saraban.services import filing
from saraban.services.filing import Filed
from saraban.thai import arabic_digits, format_date
from workflow.demo.matters import Written

URGENCY = ("", "ด่วน", "ด่วนมาก", "ด่วนที่สุด")
SECRECY = ("", "ลับ", "ลับมาก")
WORD_ENCLOSURE = 0.18
"""How many of the letters with enclosures bring the first one as a Word file."""


def files_of(written: Written, rng: Random, *, to: str) -> list[Filed]:
    """Return the files a letter comes with: itself as PDF, and at times a Word enclosure."""
    paper = typeset(written, to=to)
    files = [filing.take_in(io.BytesIO(paper), name=_file_name(written.reference, rng))]
    if written.enclosures and rng.random() < WORD_ENCLOSURE:
        files.append(_enclosure(written))
    return files


def typeset(written: Written, *, to: str) -> bytes:
    """Return a letter of a body outside as PDF, as it would have made it."""
    sender = written.sender
    if sender is None:
        raise ValueError("only letters from outside are typeset here")
    writes: Literal["THAI", "ARABIC"] = "THAI" if sender.digits == "THAI" else "ARABIC"
    return render_external_letter(
        LetterPaper(
            reference=written.reference,
            agency=(sender.name,),
            address=(sender.address,),
            date=format_date(written.dated, "long"),
            subject=written.subject,
            addressee=to,
            enclosures=written.enclosures,
            body=paragraphs_of(written.body),
            signer=Signer(name=written.signer, position=(sender.signer,)),
            owner=(*(("ฝ่ายบริหารทั่วไป",) if sender.code else ()), "โทร. 0 7600 0000"),
            urgency=URGENCY[written.matter.urgent],
            secrecy=SECRECY[written.matter.level],
            digits=writes,
        )
    ).pdf


def word_file(title: str, paragraphs: tuple[str, ...], *, name: str) -> Filed:
    """Return words as a Word file, stored and read, to be bound as an enclosure."""
    made = io.BytesIO(plain_docx(title, paragraphs))
    filed = filing.take_in(made, name=name)
    return Filed(filed.blob, filed.name, Document.Part.ENCLOSURE)


def _enclosure(written: Written) -> Filed:
    title = re.sub(r" จำนวน .*", "", written.enclosures[0])
    lines = (f"ประกอบหนังสือที่ {written.reference}", written.subject, *paragraphs_of(written.body))
    return word_file(title, lines, name=f"{title}.docx")


def _file_name(reference: str, rng: Random) -> str:
    """Return a name as files really come with: the number of the letter, or the scanner's own."""
    if rng.random() < 0.3:
        return f"scan_{rng.randint(1, 9999):04}.pdf"
    return f"{re.sub(r'[^0-9A-Za-zก-๙.]+', '-', arabic_digits(reference)).strip('-')}.pdf"
