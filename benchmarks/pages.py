"""List pages of 50 as whole HTTP responses, beside a bare page of 50 rows: CPU milliseconds."""

import argparse
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path

from benchmarks import _report, _world
from saraban.access import Actor
from saraban.models import Letter, Register
from saraban.urls import urlpatterns

BARE = """<!doctype html><html lang="th"><title>bare</title><table>{% for letter in letters %}
<tr><td>{{ letter.pk }}</td><td>{{ letter.reference }}</td><td>{{ letter.dated }}</td>
<td>{{ letter.sender }}</td><td>{{ letter.recipient }}</td>
<td><a href="/letters/{{ letter.pk }}/">{{ letter.subject }}</a></td></tr>{% endfor %}</table>
</html>"""


def main(words: Sequence[str]) -> None:
    """Fill a database, then fetch each page many times through the whole stack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=60)
    asked = parser.parse_args(words)
    settings.ALLOWED_HOSTS = ["testserver"]
    urlpatterns.append(path("bench/bare/", bare, name="bare"))
    with _report.told(f"filling {asked.letters} letters"):
        world = _world.build(asked.letters)
    rows, figures = [], {}
    for who, actor in (("clerk", world.clerk), ("secretary", world.secretary)):
        client = signed_in(actor)
        book = Register.objects.filter(office=actor.office).order_by("-year")[0]
        floor = _cost(client, "/bench/bare/", asked.times)
        for page, url in (("letters", "/letters/"), ("register", book.get_absolute_url())):
            spent = _cost(client, url, asked.times)
            ratio = spent.median / floor.median
            rows.append([who, page, spent.median, spent.at(0.95), floor.median, ratio])
            figures[f"{who}_{page}_cpu_ms"] = spent.median
            figures[f"{who}_{page}_ratio"] = ratio
    print(_report.machine())
    _report.table(["who", "page", "median CPU ms", "p95", "bare page ms", "ratio"], rows)
    _report.last_line(pages_letters=asked.letters, **figures)


def bare(request: HttpRequest) -> HttpResponse:
    """Show 50 letters as a tutorial would: one query, one table, no permission, no layout."""
    letters = Letter.objects.order_by("-pk").defer("body")[:50]
    return HttpResponse(engines["django"].from_string(BARE).render({"letters": letters}))


def signed_in(actor: Actor) -> Client:
    """Return a client signed in as somebody in the measurements."""
    client = Client()
    client.force_login(actor.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _cost(client: Client, url: str, times: int) -> _report.Spent:
    def fetch() -> None:
        if client.get(url).status_code != 200:
            raise LookupError(url)

    return _report.measure(fetch, times=times)
