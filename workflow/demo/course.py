"""The course of one letter: who is who, what it says, where time stands, where it stays."""

from dataclasses import dataclass
from random import Random

from saraban.models import Letter
from saraban.thai import format_date
from workflow.demo.matters import Written
from workflow.demo.moments import Clock
from workflow.demo.world import DESKS, Desk, Line, World
from workflow.models import Step

UNTIL_THE_END = "end"


@dataclass(frozen=True)
class Course:
    """One letter with all that its way needs: who is who, what it says, where time stands.

    ``stays`` names the desk it never leaves: registry, deputy, chief, office, director or
    officer; or ``end`` if it goes its whole way. One that is answered may also stay as a
    ``draft`` or at the ``signer``.
    """

    world: World
    line: Line
    written: Written
    clock: Clock
    rng: Random
    stays: str = UNTIL_THE_END
    answers: bool = False

    @property
    def unit(self) -> str:
        """The office that is in charge of the matter."""
        matter = self.written.matter
        return matter.lands or matter.to or self.line.registry

    def desk_of(self, unit: str) -> Desk:
        """Return who does the work of an office now; a post that nobody holds is left out."""
        known = DESKS[unit]
        is_led = self.world.is_on_duty(known.director, self.clock.now)
        return known if is_led else known._replace(director="")

    def words(self, choices: tuple[str, ...], **more: str) -> str:
        """Return a sentence of the office, filled in for this letter."""
        return self.fill(self.rng.choice(choices), **more)

    def order(self, choices: tuple[tuple[str, str], ...], **more: str) -> tuple[str, str]:
        """Return a verdict and the words that go with it."""
        verdict, text = self.rng.choice(choices)
        return verdict, self.fill(text, **more)

    def fill(self, text: str, **more: str) -> str:
        facts = {
            **self.written.facts,
            "office": self.world.name_of(self.unit),
            "today": format_date(self.clock.today, "long"),
            **more,
        }
        return text.format_map(facts)


def at_desk(letter: Letter) -> Step:
    """Return the step by which the letter waits where it was last sent to."""
    step = letter.steps.waiting().select_related("office", "person").order_by("-pk")[0]
    step.letter = letter
    return step
