"""What the tests of search share: asking, and naming what was found."""

from collections.abc import Callable

import pytest

from saraban.access import Actor
from search import selectors


@pytest.fixture
def subjects() -> Callable[..., list[str]]:
    """Return the subjects of what a person finds, in order."""

    def found(actor: Actor, typed: str, **known: object) -> list[str]:
        return [hit.letter.subject for hit in selectors.find(actor, typed, **known).hits]

    return found
