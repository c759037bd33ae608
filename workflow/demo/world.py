"""The demo's world while it is told: offices, posts and projects by key, and who works when."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.utils import timezone

from saraban import access
from saraban.access import Actor
from saraban.models import Appointment, Office, Project
from workflow.demo.offices import PAO, PROVINCE


class Line(NamedTuple):
    """How letters go in one agency: the registry's people, its head, who puts forward, who decides.

    Somebody who decides more often is named more often.
    """

    agency: str
    registry: str
    clerks: tuple[str, ...]
    registrar: str
    head: str
    deputies: tuple[str, ...]
    chiefs: tuple[str, ...]


class Desk(NamedTuple):
    """Who does the work of an office: its clerk, its director, an officer; some may be missing."""

    clerk: str = ""
    director: str = ""
    officer: str = ""


LINES = {
    PAO: Line(
        PAO,
        "clerks",
        ("kanya", "nattapong"),
        "registrar",
        "wichai",
        ("prasit", "malee"),
        ("wichai", "wichai", "suda"),
    ),
    PROVINCE: Line(
        PROVINCE,
        "governor",
        ("duangjai", "manop"),
        "sunee",
        "apichat",
        ("benjawan",),
        ("kriangkrai", "kriangkrai", "apichat"),
    ),
}
DESKS = {
    "clerks": Desk("nattapong", "somsak", "pimchanok"),
    "plan": Desk("siriporn", "anuwat", "tanawat"),
    "finance": Desk("jiraporn", "wanida"),
    "works": Desk("nipaporn", "sakda", "chaiwat"),
    "education": Desk("kamonwan", "prapai"),
    "health": Desk("hathairat", "pongsak"),
    "supply": Desk("arun", "supply"),
    "staff": Desk("", "yupin"),
    "transport": Desk("", "theerapong"),
    "strategy": Desk("", "pairoj", "chutima"),
    "complaints": Desk("", "", "sutthida"),
    "disaster": Desk("laddawan", "banjong"),
    "local": Desk("", "preecha"),
    "medicine": Desk("nongnuch"),
}
DIVISIONS = {
    PAO: ("plan", "finance", "works", "education", "health", "supply", "staff", "transport"),
    PROVINCE: ("strategy", "complaints", "disaster", "local", "medicine"),
}


@dataclass
class World:
    """Everything that stands in the demo, by the keys it is spoken of with."""

    units: dict[str, Office]
    posts: dict[str, Appointment]
    projects: dict[str, dict[str, Project]] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)

    def at_work(self, key: str, at: dt.datetime) -> Actor:
        """Return somebody at work in a post at a moment. Raises LookupError off duty.

        Who has the same posts as when last asked is not looked up again.
        """
        day = timezone.localdate(at)
        known = self._actors.get(key)
        if known is None or not all(_is_held(post, day) for post in known.posts):
            post = self.posts[key]
            known = access.actor_for(post.user, on=day, post=post.pk)
            if known is None or known.post != post:
                raise LookupError(key)
            self._actors[key] = known
        return replace(known, day=day)

    def appointed(self, key: str, post: Appointment) -> None:
        """Remember who holds a post from now on."""
        self.posts[key] = post
        self._actors.clear()

    def is_on_duty(self, key: str, at: dt.datetime) -> bool:
        """Say whether somebody holds the post at a moment."""
        post = self.posts.get(key)
        return post is not None and _is_held(post, timezone.localdate(at))

    def agency_of(self, key: str) -> str:
        """Return the key of the agency that a post belongs to."""
        is_pao = self.office_of(key).is_same_agency_as(self.units[PAO])
        return PAO if is_pao else PROVINCE

    def office_of(self, key: str) -> Office:
        """Return the office that a post belongs to."""
        return self.posts[key].office

    def name_of(self, unit: str) -> str:
        """Return what an office is called where it is spoken of."""
        return self.units[unit].label

    def projects_of(self, agency: str, keys: tuple[str, ...]) -> list[Project]:
        """Return those of an agency's projects that a matter concerns."""
        known: Mapping[str, Project] = self.projects.get(agency, {})
        return [known[key] for key in keys if key in known]


def _is_held(post: Appointment, day: dt.date) -> bool:
    return post.valid_from <= day and (post.valid_to is None or post.valid_to >= day)
