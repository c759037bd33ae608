"""The conventions that no other tool keeps."""

import ast
import re
from pathlib import Path

from tests.architecture.sources import APPS, calls, imports, modules, named, templates, tree

LONGEST_MODULE = 300
PAGES = {
    *("views", "views.py", "forms", "forms.py", "management"),
    *("middleware.py", "http.py", "cli.py"),
}
CLOCKS = re.compile(
    r"(timezone|datetime|date|time)\.(now|localtime|localdate|utcnow|today|time|time_ns)|now|today"
)
INLINE = re.compile(
    r"<style\b|<script(?![^>]*\bsrc=)[^>]*>|\s(style|on[a-z]+)=[\"']|javascript:", re.IGNORECASE
)
PARTS = re.compile(r"^templates/(components/.*|.*/_[^/]*)\.html$")


def test_nothing_below_a_page_looks_at_a_clock():
    offenders = [
        f"{named(path)}:{call.lineno} {name}()"
        for path in modules()
        if not PAGES & {*path.parts}
        for name, call in calls(path)
        if CLOCKS.fullmatch(name.removeprefix("dt.")) and not call.args
    ]

    assert offenders == []


def test_there_are_no_signals():
    offenders = [
        f"{named(path)} imports {name}"
        for path in modules()
        for name in imports(path)
        if name.startswith(("django.dispatch", "django.db.models.signals", "django.core.signals"))
    ]

    assert offenders == []


def test_a_module_tells_one_story_in_three_hundred_lines():
    long = {
        named(path): lines
        for path in modules(*APPS, "benchmarks")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }

    assert long == {}


def test_every_module_says_what_belongs_in_it():
    silent = [
        named(path)
        for path in modules(*APPS, "benchmarks", "tests")
        if not ast.get_docstring(tree(path))
    ]

    assert silent == []


def test_saving_is_never_overridden():
    offenders = [
        f"{named(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name == "save"
    ]

    assert offenders == []


def test_templates_hold_no_style_and_no_script_of_their_own():
    offenders = [
        f"{named(path)}: {found.group().strip()}"
        for path in templates()
        for found in INLINE.finditer(path.read_text(encoding="utf-8"))
    ]

    assert offenders == []


def test_a_part_of_a_page_says_first_what_it_takes():
    silent = [
        named(path)
        for path in templates()
        if PARTS.match(named(path)) and not _first_line(path).startswith("{#")
    ]

    assert silent == []


def _first_line(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n")[0]
