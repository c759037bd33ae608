"""No page is forgotten: the list of pages comes from the resolver itself."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import Province
from tests.factories import signed_in

PUBLIC = {"account_login", "health", "welcome"}
FOR_ADMINISTRATORS = re.compile("^/settings/")


def every_page(resolver: URLResolver, prefix: str = "/") -> Iterator[tuple[str, str]]:
    for part in resolver.url_patterns:
        route = prefix + str(part.pattern)
        if isinstance(part, URLPattern):
            yield (
                part.name or route,
                re.sub(r"<int:\w+>", "987654", route).replace("<str:size>", "page"),
            )
        else:
            yield from every_page(part, route)


PAGES = sorted(every_page(get_resolver()))
GUARDED = [page for page in PAGES if page[0] not in PUBLIC]
OF_ONE_THING = [page for page in GUARDED if "987654" in page[1]]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "url"), GUARDED)
def test_a_stranger_is_sent_to_sign_in(client: Client, name: str, url: str) -> None:
    response = client.get(url)

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(("name", "url"), OF_ONE_THING)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_there_is_not_found(
    client: Client, province: Province, name: str, url: str, method: str
) -> None:
    who = province.hong if FOR_ADMINISTRATORS.match(url) else province.anong

    response = getattr(signed_in(client, who), method)(url)

    asks_who_it_is = response.status_code == 302 and "reauthenticate" in response["Location"]
    assert response.status_code in {404, 405} or asks_who_it_is


@pytest.mark.django_db
def test_somebody_without_a_post_is_told_so_and_sees_nothing(
    client: Client, province: Province
) -> None:
    province.ek.user.appointments.update(valid_to=province.ek.post.valid_from)
    client.force_login(province.ek.user, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/letters/")["Location"] == "/posts/"
    assert client.get("/posts/").status_code == 200
