"""What every test stands on: which tests run on both engines, and the cast."""

from collections.abc import Iterator

import pytest
from django.db import connection

from saraban import triggers
from tests.cast import Province, make_province


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Use every core for the whole suite, none but this one for a few named files."""
    whole = config.args == config.getini("testpaths")
    return None if whole else 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever touches the database for PostgreSQL too, and put the suite in order.

    The longest test, the whole suite on PostgreSQL, begins first. A browser keeps an event loop
    running in its process until the end, and sealing needs one of its own: so nothing else comes
    after the journeys.
    """
    items.sort(key=_turn)
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        touches = item.get_closest_marker("django_db") or {"db", "transactional_db"} & {*fixtures}
        if touches and not item.get_closest_marker("journey"):
            item.add_marker(pytest.mark.engines)


def _turn(item: pytest.Item) -> int:
    if item.get_closest_marker("journey"):
        return 2
    return 0 if "engines" in item.path.parts else 1


@pytest.fixture
def province(db: None) -> Province:
    """The cast at work in two agencies."""
    return make_province()


@pytest.fixture(autouse=True)
def _guards_let_a_test_database_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Rows that are kept for ever must go at the end of a test that really committed them."""
    mark = request.node.get_closest_marker("django_db")
    is_committing = mark is not None and mark.kwargs.get("transaction", False)
    if not is_committing and "transactional_db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    with connection.schema_editor() as editor:
        triggers.install(editor)
    yield
    with connection.schema_editor() as editor:
        triggers.remove(editor)
