"""Acts in any order, by anybody: whatever is refused, the route stays a route."""

import datetime as dt
from collections import Counter
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from saraban import access
from saraban.access import Actor
from saraban.errors import Refusal
from saraban.models import Event, Letter, Office, Register, Role, User
from tests.cast import Province
from tests.factories import NOON, make_letter
from workflow.models import Endorsement, Purpose, Step, Verdict
from workflow.selectors import Choice, acts_for, desk_of
from workflow.services import routing
from workflow.states import OPEN, State

REFUSED = (Refusal, PermissionDenied, Http404)
PEOPLE = ("anong", "boon", "chai", "dao", "ek", "fah", "in_", "hong", "jan")
DONE: Counter[str] = Counter()
WHICH = st.integers(0, 1_000)
TO = st.integers(0, 63)
RARELY = st.sampled_from([*[False] * 5, True])


class Routes(RuleBasedStateMachine):
    """A few letters, everybody in the cast, and every act of the route."""

    province: Province

    def __init__(self) -> None:
        super().__init__()
        self.has_changed = False
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize()
    def open_the_house(self) -> None:
        self.now = NOON
        self.has_changed = True
        self.letters = [make_letter(self.province.anong), make_letter(self.province.chai)]
        self.events = Event.objects.filter(letter__isnull=False).count()

    # Acts

    @rule(which=WHICH, to=TO, purpose=st.sampled_from(Purpose.values), stray=RARELY)
    def send(self, which: int, to: int, purpose: str, stray: bool) -> None:
        letter = self.letters[which % len(self.letters)]
        office, person = self._place(to)
        who = self._anybody(which) if stray else self._at(letter.office, which)
        self._try(routing.send, letter, who, to=office, person=person, purpose=purpose)

    @rule(which=WHICH, stray=RARELY)
    def receive(self, which: int, stray: bool) -> None:
        step = self._step(which, stray=stray, state=State.SENT)
        self._try(routing.receive, step, self._for(step, which, stray=stray))

    @rule(
        which=WHICH,
        text=st.sampled_from(("", "เห็นควร")),
        verdict=st.sampled_from(("", *Verdict.values)),
        stray=RARELY,
    )
    def endorse(self, which: int, text: str, verdict: str, stray: bool) -> None:
        step = self._step(which, stray=stray)
        who = self._for(step, which, stray=stray)
        self._try(routing.endorse, step, who, text=text, verdict=verdict)

    @rule(
        which=WHICH,
        verdict=st.sampled_from(("", *Verdict.values)),
        to=st.one_of(st.none(), TO),
        stray=RARELY,
    )
    def instruct(self, which: int, verdict: str, to: int | None, stray: bool) -> None:
        step = self._step(which, stray=stray)
        who = self._for(step, which, stray=stray)
        office, person = (None, None) if to is None else self._place(to)
        self._try(routing.instruct, step, who, verdict=verdict, to=office, person=person)

    @rule(which=WHICH, to=TO, stray=RARELY)
    def forward(self, which: int, to: int, stray: bool) -> None:
        step = self._step(which, stray=stray)
        office, person = self._place(to)
        who = self._for(step, which, stray=stray)
        self._try(routing.forward, step, who, to=office, person=person)

    @rule(which=WHICH, stray=RARELY)
    def give_back(self, which: int, stray: bool) -> None:
        step = self._step(which, stray=stray)
        self._try(routing.give_back, step, self._for(step, which, stray=stray), reason="ส่งผิด")

    @rule(which=WHICH, stray=RARELY)
    def take_back(self, which: int, stray: bool) -> None:
        step = self._step(which, stray=stray, state=State.SENT)
        who = self._anybody(which) if stray else self._at(step.sent_from, which)
        self._try(routing.take_back, step, who, reason="ส่งผิด")

    @rule(which=WHICH, stray=RARELY)
    def close(self, which: int, stray: bool) -> None:
        step = self._step(which, stray=stray)
        self._try(routing.close, step.letter, self._for(step, which, stray=stray))

    @rule()
    def register_another(self) -> None:
        self.letters.append(make_letter(self.province.anong))
        self._something_happened()

    @rule(which=WHICH)
    def press_what_is_offered(self, which: int) -> None:
        """What a letter's page offers to be done at once is never refused."""
        step = self._step(which, stray=False)
        actor = self._for(step, which, stray=False)
        offered = [choice for choice in acts_for(actor, step.letter) if choice.is_at_once]
        for choice in offered[:1]:
            self._tick()
            if choice.name == "receive":
                routing.receive(step_of(choice), by=actor, at=self.now)
            elif actor.role == Role.DIRECTOR:
                routing.instruct(step_of(choice), by=actor, at=self.now, verdict=Verdict.NOTED)
            else:
                noted = {"text": "", "verdict": Verdict.NOTED}
                routing.endorse(step_of(choice), by=actor, at=self.now, **noted)
            self._something_happened()

    # What is always so

    @invariant()
    def after_every_change_the_route_is_a_route(self) -> None:
        if not self.has_changed:
            return
        self.has_changed = False
        self.every_branch_has_at_most_one_open_step_its_last()
        self.a_letter_is_never_on_nobodys_desk_until_its_matter_is_closed_or_noted()
        self.numbers_run_from_one_without_a_gap()
        self.an_office_gives_a_letter_one_receiving_number()
        self.whoever_has_it_on_the_desk_may_read_it_and_no_stranger_may()
        self.every_reader_was_sent_the_letter_or_owns_it()
        self.verdicts_are_directors_but_for_taking_note()

    def every_branch_has_at_most_one_open_step_its_last(self) -> None:
        for step in Step.objects.waiting():
            assert not Step.objects.filter(previous=step).exists()
            assert step.state in OPEN

    def a_letter_is_never_on_nobodys_desk_until_its_matter_is_closed_or_noted(self) -> None:
        for letter in Letter.objects.filter(closed_at=None):
            ends = letter.steps.filter(next=None).exclude(state__in=OPEN)
            for step in ends:
                is_noted = step.purpose == Purpose.INFORMATION or step.letter.events.filter(
                    verb=Event.Verb.CLOSED
                )
                is_merged = step.state in {State.RETURNED, State.TAKEN_BACK}
                assert is_noted or is_merged

    def numbers_run_from_one_without_a_gap(self) -> None:
        for register in Register.objects.all():
            numbers = register.entries.order_by("number").values_list("number", flat=True)
            assert list(numbers) == list(range(1, register.last_number + 1))

    def an_office_gives_a_letter_one_receiving_number(self) -> None:
        for register in Register.objects.filter(kind=Register.Kind.INCOMING):
            letters = list(register.entries.values_list("letter", flat=True))
            assert len(letters) == len(set(letters))

    def whoever_has_it_on_the_desk_may_read_it_and_no_stranger_may(self) -> None:
        stranger = self.province.jan
        for letter in self.letters:
            assert not access.can_see(stranger, letter)
        for actor in self._everybody():
            for step in desk_of(actor):
                assert access.can_see(actor, step.letter)

    def every_reader_was_sent_the_letter_or_owns_it(self) -> None:
        for letter in self.letters:
            offices = {letter.office_id, *letter.steps.values_list("office", flat=True)}
            readers = letter.access.values_list("principal__office", flat=True)
            assert set(readers) <= offices

    def verdicts_are_directors_but_for_taking_note(self) -> None:
        for written in Endorsement.objects.exclude(verdict__in=["", Verdict.NOTED]):
            assert written.written_as.position.role == "director"

    # Hands

    def _try(
        self, act: Callable[..., object], thing: Letter | Step, who: Actor, **known: object
    ) -> None:
        """Do it if it is allowed; every change leaves an event, every refusal leaves nothing."""
        self._tick()
        before = self._picture()
        try:
            act(thing, by=who, at=self.now, **known)
        except REFUSED:
            assert self._picture() == before
            return
        DONE[act.__name__] += 1
        self._something_happened()

    def _something_happened(self) -> None:
        events = Event.objects.filter(letter__isnull=False).count()
        assert events > self.events
        self.events, self.has_changed = events, True

    def _picture(self) -> list[object]:
        return [
            *Step.objects.order_by("pk").values_list("pk", "state", "done_at", "entry"),
            *Letter.objects.order_by("pk").values_list("pk", "version", "closed_at"),
            *Register.objects.order_by("pk").values_list("pk", "last_number"),
            Endorsement.objects.count(),
        ]

    def _tick(self) -> None:
        self.now += dt.timedelta(minutes=1)

    def _step(self, which: int, *, stray: bool, state: State | None = None) -> Step:
        """Return a step that waits; now and then any step at all, or one where nothing waits."""
        steps = list(Step.objects.select_related("letter", "office", "sent_from").order_by("-pk"))
        waiting = [s for s in steps if s.is_open and (state is None or s.state == state)]
        found = steps if stray or not waiting else waiting
        return found[which % len(found)]

    def _for(self, step: Step, which: int, *, stray: bool) -> Actor:
        """Return somebody at the step's office, or the person it was sent to; or anybody."""
        if stray:
            return self._anybody(which)
        named = [actor for actor in self._everybody() if actor.user.pk == step.person_id]
        return named[0] if named else self._at(step.office, which)

    def _at(self, office: Office, which: int) -> Actor:
        here = [actor for actor in self._everybody() if actor.office == office]
        return here[which // 7 % len(here)]

    def _anybody(self, which: int) -> Actor:
        everybody = self._everybody()
        return everybody[which % len(everybody)]

    def _everybody(self) -> list[Actor]:
        return [getattr(self.province, name) for name in PEOPLE]

    def _place(self, to: int) -> tuple[Office, User | None]:
        """Return an office, every other time with somebody in it."""
        offices = [self.province.centre, self.province.works, self.province.finance]
        offices.append(self.province.pao)
        office = offices[to % len(offices)]
        return office, self._at(office, to).user if to % 2 else None


def step_of(choice: Choice) -> Step:
    return Step.objects.get(pk=int(choice.url.split("/")[2]))


def test_whatever_is_done_in_whatever_order_the_route_stays_a_route(province: Province) -> None:
    Routes.province = province

    run_state_machine_as_test(
        Routes,
        settings=settings(
            max_examples=15,
            derandomize=True,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert {"send", "receive", "forward", "give_back", "take_back"} <= set(DONE)
