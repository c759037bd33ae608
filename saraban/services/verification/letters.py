"""Holding every letter, its numbers, its readers and its files against what its journal says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from saraban.models import (
    Access,
    Document,
    Event,
    Letter,
    LetterUserObjectPermission,
    Principal,
    PrincipalKind,
    RegisterEntry,
)
from saraban.services.journal import face_of
from saraban.services.verification.findings import (
    Finding,
    Tally,
    in_batches,
    name_of_letter,
    name_of_register,
    told,
)

AT_A_TIME = 200
STATES = {
    Event.Verb.RESERVED: RegisterEntry.State.RESERVED,
    Event.Verb.VOIDED: RegisterEntry.State.VOID,
}


@dataclass
class Given:
    """A number as the journal says it was given: in which chain, and what became of it."""

    chain: str
    number: object
    state: str


@dataclass
class Story:
    """What the journal says of one letter."""

    events: int = 0
    face: str = ""
    numbers: dict[int, Given] = field(default_factory=dict)
    readers: set[int] = field(default_factory=set)
    exceptions: set[int] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def take_in(self, chain: str, verb: str, facts: dict[str, object]) -> None:
        """Add what one more event says; events come in the order they were written."""
        self.events += 1
        self.face = str(facts.get("face", ""))
        entry = facts.get("entry")
        if isinstance(entry, int):
            state = STATES.get(Event.Verb(verb), RegisterEntry.State.ISSUED)
            self.numbers[entry] = Given(chain, facts.get("number"), state)
        readers = _keys(facts.get("readers"))
        if verb == Event.Verb.GRANTED:
            self.exceptions |= readers
        elif verb == Event.Verb.WITHDRAWN:
            self.exceptions -= readers
        else:
            self.readers |= readers
        self.files |= {str(name) for name in _list(facts.get("files"))}


def check_letters(tally: Tally) -> Iterator[Finding]:
    """Walk all letters in their order, 200 at a time, six queries for each 200."""
    letters = Letter.objects.order_by("pk").iterator(chunk_size=AT_A_TIME)
    for batch in in_batches(letters, AT_A_TIME):
        stories = _stories(batch)
        for letter in batch:
            tally.counts["letters"] += 1
            yield from _check_face(letter, stories[letter.pk])
        yield from _check_entries(batch, stories)
        yield from _check_access(batch, stories, tally)
        yield from _check_documents(batch, stories)


def _stories(letters: list[Letter]) -> dict[int, Story]:
    stories: dict[int, Story] = defaultdict(Story)
    events = Event.objects.filter(letter__in=letters).order_by("pk")
    known = events.values_list("letter", "chain", "verb", "facts")
    for letter, chain, verb, facts in known.iterator(chunk_size=AT_A_TIME):
        stories[letter].take_in(chain, verb, told(facts))
    return stories


def _check_face(letter: Letter, story: Story) -> Iterator[Finding]:
    if not story.events:
        yield _of_letter("letter", letter.pk, _("ไม่มีประวัติว่าเข้ามาในระบบได้อย่างไร"))
    elif story.events != letter.version:
        what = _("มีประวัติ %(events)s รายการ แต่หนังสือบันทึกว่ามี %(version)s รายการ")
        known = {"events": story.events, "version": letter.version}
        yield _of_letter("letter", letter.pk, what % known)
    if story.events and face_of(letter) != story.face:
        yield _of_letter("letter", letter.pk, _("ข้อความบนหนังสือถูกแก้ไขนอกระบบ"))


def _check_entries(letters: list[Letter], stories: dict[int, Story]) -> Iterator[Finding]:
    kept: dict[int, set[int]] = defaultdict(set)
    for entry in RegisterEntry.objects.filter(letter__in=letters):
        kept[entry.letter_id].add(entry.pk)
        wrong = _wrong_with(entry, stories[entry.letter_id].numbers.get(entry.pk))
        if wrong:
            yield Finding("number", _name_of(entry), wrong)
    for letter in letters:
        for pk, given in stories[letter.pk].numbers.items():
            if pk not in kept[letter.pk]:
                what = _("ประวัติว่าให้เลขที่ %(number)s แต่ไม่มีรายการนั้นในทะเบียนแล้ว")
                yield _of_letter("number", letter.pk, what % {"number": given.number})


def _wrong_with(entry: RegisterEntry, given: Given | None) -> str:
    """Say how a line of a register differs from what the journal says; nothing if it does not."""
    if given is None:
        what = _("ไม่มีประวัติว่าให้เลขนี้แก่หนังสือรายการที่ %(letter)s")
        return what % {"letter": str(entry.letter_id)}
    if (given.chain, given.number) != (f"register/{entry.register_id}", entry.number):
        return _("ประวัติว่าให้เลขที่ %(number)s ไม่ใช่เลขนี้") % {"number": given.number}
    if given.state != entry.state:
        state = RegisterEntry.State(given.state).label
        known = {"state": entry.get_state_display(), "given": state}
        return _("สถานะเป็น %(state)s แต่ประวัติว่า %(given)s") % known
    return ""


def _name_of(entry: RegisterEntry) -> str:
    return _("%(register)s เลขที่ %(number)s") % {
        "register": name_of_register(entry.register),
        "number": str(entry.number),
    }


def _check_access(
    letters: list[Letter], stories: dict[int, Story], tally: Tally
) -> Iterator[Finding]:
    """Find readers whom no event let in; an exception also stands in guardian's record."""
    secret = {letter.pk for letter in letters if letter.is_secret}
    allowed = set(
        LetterUserObjectPermission.objects.filter(
            content_object__in=letters, permission__codename="view_letter"
        ).values_list("content_object", "user")
    )
    rows = Access.objects.filter(letter__in=letters).select_related("principal")
    for row in rows:
        tally.counts["access"] += 1
        reader, story = row.principal, stories[row.letter_id]
        is_let_in = reader.pk in story.readers
        if row.basis == Access.Basis.EXCEPTION:
            is_recorded = (row.letter_id, reader.user_id) in allowed
            is_let_in = reader.pk in story.exceptions and is_recorded
        if not is_let_in:
            what = _("%(reader)sอ่านได้โดยไม่มีผู้ใดให้สิทธิไว้ในประวัติ")
            yield _of_letter("access", row.letter_id, what % _named(reader))
        if row.letter_id in secret and reader.kind == PrincipalKind.OFFICE:
            what = _("หนังสือชั้นความลับเปิดให้%(reader)sอ่านทั้งหน่วยงาน")
            yield _of_letter("access", row.letter_id, what % _named(reader))


def _named(reader: Principal) -> dict[str, object]:
    return {"reader": reader.office or reader.user}


def _check_documents(letters: list[Letter], stories: dict[int, Story]) -> Iterator[Finding]:
    """Compare the files bound to each letter with those the journal says were bound."""
    bound: dict[int, set[str]] = defaultdict(set)
    documents = Document.objects.filter(letter__in=letters)
    for pk, blob in documents.values_list("letter", "blob"):
        bound[pk].add(blob)
    for letter in letters:
        told_of = stories[letter.pk].files
        for name in sorted(bound[letter.pk] - told_of):
            what = _("มีแฟ้มที่ไม่มีประวัติว่าผู้ใดแนบ (%(file)s)") % {"file": name[:12]}
            yield _of_letter("document", letter.pk, what)
        for name in sorted(told_of - bound[letter.pk]):
            what = _("แฟ้มที่เคยแนบไม่อยู่กับหนังสือแล้ว (%(file)s)") % {"file": name[:12]}
            yield _of_letter("document", letter.pk, what)


def _of_letter(kind: str, letter: int, what: str) -> Finding:
    return Finding(kind, name_of_letter(letter), what)


def _keys(value: object) -> set[int]:
    return {key for key in _list(value) if isinstance(key, int)}


def _list(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else []
