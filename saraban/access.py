"""Who may see, who may act: the only place that answers either question.

An actor is a person at work on a day. What they may *see* comes from ``Access`` rows granted to
their offices, to the secret registries they keep and to themselves; what they may *do* comes
from the post they act in and from where the letter stands.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils.translation import gettext as _
from guardian.shortcuts import assign_perm, remove_perm

from saraban.models import (
    CLERKS,
    Access,
    Appointment,
    Document,
    Letter,
    LetterQuerySet,
    Office,
    Principal,
    PrincipalKind,
    Role,
    Secrecy,
    User,
)

FEW = 2_000


class Act(StrEnum):
    """What one may want to do with a letter or a register."""

    SEE = "see"
    REGISTER = "register"
    HANDLE = "handle"
    DRAFT = "draft"
    SIGN = "sign"
    CLOSE = "close"


ALLOWED: dict[str, frozenset[Act]] = {
    Role.REGISTRY_CLERK: frozenset({Act.SEE, Act.REGISTER, Act.HANDLE, Act.DRAFT, Act.CLOSE}),
    Role.CENTRAL_REGISTRY_CLERK: frozenset(
        {Act.SEE, Act.REGISTER, Act.HANDLE, Act.DRAFT, Act.CLOSE}
    ),
    Role.SECRET_REGISTRAR: frozenset({Act.SEE, Act.REGISTER, Act.HANDLE, Act.DRAFT, Act.CLOSE}),
    Role.DIRECTOR: frozenset({Act.SEE, Act.HANDLE, Act.DRAFT, Act.SIGN, Act.CLOSE}),
    Role.OFFICER: frozenset({Act.SEE, Act.HANDLE, Act.DRAFT, Act.CLOSE}),
    Role.AUDITOR: frozenset({Act.SEE}),
    Role.ADMINISTRATOR: frozenset(),
}


@dataclass(frozen=True, eq=False)
class Actor:
    """A person at work: who, in which post, on which day, and as whom they may read."""

    user: User
    post: Appointment
    posts: tuple[Appointment, ...]
    day: dt.date
    principals: tuple[int, ...]

    @property
    def office(self) -> Office:
        return self.post.office

    @property
    def role(self) -> str:
        return self.post.position.role

    @property
    def clearance(self) -> int:
        return self.user.clearance

    @property
    def is_clerk(self) -> bool:
        return self.role in CLERKS

    @property
    def is_administrator(self) -> bool:
        return self.role == Role.ADMINISTRATOR

    @property
    def acts(self) -> frozenset[Act]:
        """What the post acted in allows at all."""
        return ALLOWED[self.role]


def actor_for(user: User, *, on: dt.date, post: int | None = None) -> Actor | None:
    """Return ``user`` at work on a day, in the post asked for or else the first one they hold.

    None for a person without a post that day. Two queries. A post that has ended, or belongs
    to somebody else, is never acted in: the first valid one is taken instead.
    """
    posts = tuple(user.appointments.held(on=on).select_related("position__office"))
    for held in posts:
        held.user = user
    if not posts or not user.is_active:
        return None
    chosen = next((held for held in posts if held.pk == post), posts[0])
    return Actor(user, chosen, posts, on, _principals_of(user, posts))


def _principals_of(user: User, posts: Iterable[Appointment]) -> tuple[int, ...]:
    """Return every principal the person reads as: never through an administrator's post."""
    reading = [held for held in posts if held.position.role != Role.ADMINISTRATOR]
    offices = {held.position.office_id for held in reading}
    registries = {
        held.position.office_id for held in reading if held.position.role == Role.SECRET_REGISTRAR
    }
    if not reading:
        return ()
    candidates = Principal.objects.filter(Q(office__in=offices) | Q(user=user))
    return tuple(
        pk
        for pk, kind, office in candidates.order_by("pk").values_list("pk", "kind", "office")
        if kind != PrincipalKind.SECRET_REGISTRY or office in registries
    )


# Seeing


def letters_visible_to(actor: Actor) -> LetterQuerySet:
    """Return the letters the actor may see: granted to them, and not above their clearance.

    There is no way round it. The condition stands inside the query, so lists, counts, search
    and single letters agree by construction.
    """
    granted = Access.objects.filter(letter=OuterRef("pk"), principal__in=actor.principals)
    return Letter.objects.filter(Exists(granted), secrecy__lte=actor.clearance)


def letters_listed_for(actor: Actor) -> LetterQuerySet:
    """Return the same letters as ``letters_visible_to`` in the shape that lists fastest.

    Somebody who may see few letters in a large archive would make the database walk all of
    it; so up to 2,000 keys are read from the access index first and named if they are all.
    Somebody who may see many is served by walking from the newest. One more query.
    """
    keys = Access.objects.filter(principal__in=actor.principals).values_list("letter", flat=True)
    few = list(keys[: FEW + 1])
    if len(few) > FEW:
        return letters_visible_to(actor)
    return Letter.objects.filter(pk__in=few, secrecy__lte=actor.clearance)


def letter_for(actor: Actor, pk: int) -> Letter:
    """Return a letter the actor may see; one they may not see does not exist for them."""
    letter = letters_visible_to(actor).select_related("office", "signer").filter(pk=pk).first()
    if letter is None:
        raise Http404
    return letter


def document_for(actor: Actor, letter: int, pk: int) -> Document:
    """Return a file of a letter the actor may see; the file must belong to that very letter."""
    document = (
        Document.objects.filter(pk=pk, letter=letter, letter__in=letters_visible_to(actor))
        .select_related("blob", "letter")
        .first()
    )
    if document is None:
        raise Http404
    return document


def can_see(actor: Actor, letter: Letter) -> bool:
    """Say whether the letter stands among those the actor may see. One query."""
    return letters_visible_to(actor).filter(pk=letter.pk).exists()


# Acting


def acts_on(actor: Actor, letter: Letter) -> frozenset[Act]:
    """Return what the post acted in may do with a letter the actor sees. One query.

    Whoever reads it through another post, or by an exception, only reads: what one may do
    never grows by what one may read. To act, the letter must have come to the post's office,
    its secret registry or this person.
    """
    offices = Q(principal__kind=PrincipalKind.OFFICE)
    if actor.role == Role.SECRET_REGISTRAR:
        offices |= Q(principal__kind=PrincipalKind.SECRET_REGISTRY)
    here = Q(offices, principal__office=actor.office) | Q(principal__user=actor.user)
    given = letter.access.filter(here).exclude(basis=Access.Basis.EXCEPTION)
    return actor.acts if given.exists() else actor.acts & {Act.SEE}


def can(actor: Actor, act: Act, letter: Letter) -> bool:
    """Say whether the actor, in the post they act in, may do this to a letter they see."""
    return act in actor.acts and can_see(actor, letter) and act in acts_on(actor, letter)


def require(actor: Actor, act: Act, letter: Letter) -> None:
    """Refuse with 404 what the actor may not see, and with 403 what their post may not do."""
    if not can_see(actor, letter):
        raise Http404
    require_act(actor, act)
    if act not in acts_on(actor, letter):
        raise PermissionDenied(_("ท่านอ่านหนังสือฉบับนี้ได้ แต่ไม่ได้รับไว้ในตำแหน่งที่ปฏิบัติหน้าที่อยู่ จึงทำรายการนี้ไม่ได้"))


def require_act(actor: Actor, act: Act) -> None:
    """Refuse with 403 whoever acts in a post that may do this with no letter at all."""
    if act not in actor.acts:
        raise PermissionDenied(_("ตำแหน่งที่ท่านปฏิบัติหน้าที่อยู่ทำรายการนี้ไม่ได้"))


def require_clerk(actor: Actor) -> None:
    """Refuse anybody who does not keep the registers of the office they act in."""
    if Act.REGISTER not in actor.acts:
        raise PermissionDenied(_("เฉพาะเจ้าหน้าที่สารบรรณของหน่วยงานเท่านั้นที่ลงทะเบียนได้"))


def require_administrator(actor: Actor) -> None:
    """Refuse anybody but an administrator of people and offices."""
    if not actor.is_administrator:
        raise PermissionDenied(_("เฉพาะผู้ดูแลระบบเท่านั้นที่ตั้งค่าหน่วยงานและบุคคลได้"))


# Granting


def person(user: User) -> Principal:
    """Return the reader that is this person."""
    return Principal.objects.get(user=user)


def readers_in(office: Office, *, secrecy: int) -> Principal:
    """Return who reads for an office: everybody in it, or only its secret registrar."""
    kind = PrincipalKind.OFFICE if secrecy == Secrecy.OPEN else PrincipalKind.SECRET_REGISTRY
    return Principal.objects.get(office=office, kind=kind)


def grant(
    letter: Letter, *principals: Principal, basis: Access.Basis, at: dt.datetime
) -> list[Principal]:
    """Let readers see a letter; return those who are let in, or are now in on better ground.

    Those who already do keep their first ground. Only an exception gives way, for it can be
    taken back: whoever a letter is sent to must not lose it with that. A letter that is ลับ or
    above is never opened to a whole office. Three queries at most.
    """
    if letter.is_secret and any(p.kind == PrincipalKind.OFFICE for p in principals):
        raise ValueError("a secret letter is granted to persons and secret registries only")
    rows = letter.access.filter(principal__in=principals)
    known = dict(rows.values_list("principal", "basis"))
    fresh = [p for p in dict.fromkeys(principals) if p.pk not in known]
    Access.objects.bulk_create(
        [Access(letter=letter, principal=p, basis=basis, granted_at=at) for p in fresh]
    )
    if basis == Access.Basis.EXCEPTION or Access.Basis.EXCEPTION not in known.values():
        return fresh
    rows.filter(basis=Access.Basis.EXCEPTION).update(basis=basis, granted_at=at)
    return fresh + [p for p in principals if known.get(p.pk) == Access.Basis.EXCEPTION]


def grant_office(
    letter: Letter, office: Office, *, basis: Access.Basis, at: dt.datetime
) -> list[Principal]:
    """Let an office see a letter: all of it, or its secret registrar if the letter is secret."""
    return grant(letter, readers_in(office, secrecy=letter.secrecy), basis=basis, at=at)


def withdraw(letter: Letter, *principals: Principal) -> None:
    """Stop readers seeing a letter, from the next query on."""
    Access.objects.filter(letter=letter, principal__in=principals).delete()


def make_exception(letter: Letter, user: User, *, at: dt.datetime) -> None:
    """Let one person into one letter: recorded by guardian, mirrored into ``Access``."""
    assign_perm("saraban.view_letter", user, letter)
    grant(letter, person(user), basis=Access.Basis.EXCEPTION, at=at)


def end_exception(letter: Letter, user: User) -> None:
    """Take a personal exception back, in guardian's record and in ``Access``."""
    remove_perm("saraban.view_letter", user, letter)
    Access.objects.filter(
        letter=letter, principal=person(user), basis=Access.Basis.EXCEPTION
    ).delete()
