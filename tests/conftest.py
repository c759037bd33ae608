"""What every test stands on: which tests run on both engines, and the cast."""

from collections.abc import Iterable

import pytest


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Use every core for the whole suite, none but this one for a few named files."""
    whole = config.args == config.getini("testpaths")
    return None if whole else 0


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Mark whatever touches the database, so that PostgreSQL gets the same questions."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        touches = item.get_closest_marker("django_db") or {"db", "transactional_db"} & {*fixtures}
        if touches and not item.get_closest_marker("journey"):
            item.add_marker(pytest.mark.engines)
