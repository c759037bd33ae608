"""The `saraban` command, the operator's front page: every subcommand is one thin call."""

import argparse
import importlib
import importlib.util
import os
import pkgutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError

from saraban import supervisor
from saraban.supervisor import CannotStart, Plan

ABOUT = """\
saraban  ระบบสารบรรณอิเล็กทรอนิกส์ (e-saraban)

เริ่มใช้งาน:   saraban up            เปิดระบบของหน่วยงาน
ทดลองใช้:    saraban up --demo     เปิดระบบพร้อมข้อมูลตัวอย่าง"""
MORE = """\
ที่เก็บข้อมูล (home) คือโฟลเดอร์ที่มีกุญแจ ฐานข้อมูล และแฟ้มทั้งหมด ถ้าไม่ระบุจะใช้ ./saraban-home
ค่าตั้งอื่นอ่านจากตัวแปร SARABAN_* เช่น SARABAN_DATABASE_URL=postgres://… (ดู README)"""

Words = Sequence[str]
Act = Callable[[argparse.Namespace, Words], int]


def main(words: Words | None = None) -> int:
    """Do what the operator asked; return the exit code. A refusal is one sentence, not a trace."""
    asked, rest = _parser().parse_known_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saraban.settings")
    if asked.home:
        os.environ["SARABAN_HOME"] = str(Path(asked.home).resolve())
    act: Act = asked.act
    try:
        return act(asked, rest)
    except (CannotStart, CommandError, ImproperlyConfigured) as refusal:
        print(refusal, file=sys.stderr)
    except OperationalError as fault:
        print(f"ฐานข้อมูลไม่ตอบ: {str(fault).strip()}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    home = argparse.ArgumentParser(add_help=False)
    home.add_argument(
        "--home", metavar="DIR", default=argparse.SUPPRESS, help="ที่เก็บข้อมูล (data directory)"
    )
    parser = argparse.ArgumentParser(
        prog="saraban",
        description=ABOUT,
        epilog=MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--home", metavar="DIR", help="ที่เก็บข้อมูล (data directory)")
    commands = parser.add_subparsers(title="คำสั่ง (commands)", metavar="COMMAND", required=True)
    for name, (act, what) in COMMANDS.items():
        command = commands.add_parser(name, parents=[home], help=what, description=what)
        command.set_defaults(act=act, name=name)
        if name in OPTIONS:
            OPTIONS[name](command)
    return parser


# What each command does ---------------------------------------------------------------------


def _up(asked: argparse.Namespace, rest: Words) -> int:
    _refuse(rest)
    plan = Plan(
        home=Path(os.environ.get("SARABAN_HOME", "saraban-home")).resolve(),
        host=asked.host,
        port=asked.port,
        workers=asked.workers or (2 if _on_a_database_server() else 1),
        threads=asked.threads,
        demo=asked.demo,
    )
    return supervisor.run(plan)


def _on_a_database_server() -> bool:
    """SQLite lets one process write at a time, so one serves it best; a server takes several."""
    named = os.environ.get("SARABAN_DATABASE_URL_FILE")
    url = Path(named).read_text() if named else os.environ.get("SARABAN_DATABASE_URL", "")
    return url.startswith("postgres")


def _django(asked: argparse.Namespace, rest: Words) -> int:
    """Call the Django command of the same name."""
    django.setup()
    call_command(asked.name, *rest)
    return 0


def _demo(asked: argparse.Namespace, rest: Words) -> int:
    django.setup()
    call_command("build_demo", *rest)
    return 0


def _check(asked: argparse.Namespace, rest: Words) -> int:
    _refuse(rest)
    django.setup()
    call_command("check", deploy=True, databases=["default"], fail_level="WARNING")
    call_command("prepare", only_look=True)
    return 0


def _bench(asked: argparse.Namespace, rest: Words) -> int:
    """Run one benchmark against a home of its own, never against the office's."""
    names = _benchmarks()
    if asked.benchmark not in names:
        raise CommandError(
            "ใช้ saraban bench ได้เฉพาะในชุดพัฒนา (pip install -e '.[dev]')"
            if not names
            else f"ไม่มีการวัดชื่อ {asked.benchmark} มี: {', '.join(names)}"
        )
    if asked.database:
        os.environ["SARABAN_DATABASE_URL"] = asked.database
    with tempfile.TemporaryDirectory(prefix="saraban-bench-") as home:
        if not asked.home:
            os.environ["SARABAN_HOME"] = home
        django.setup()
        benchmark = importlib.import_module(f"benchmarks.{asked.benchmark}")
        return int(benchmark.main(list(rest)) or 0)


def _benchmarks() -> list[str]:
    found = importlib.util.find_spec("benchmarks")
    places = found.submodule_search_locations if found else None
    names = (module.name for module in pkgutil.iter_modules(places or []))
    return sorted(name for name in names if not name.startswith("_"))


def _refuse(rest: Words) -> None:
    if rest:
        raise CommandError(f"ไม่รู้จักตัวเลือก {' '.join(rest)} ดู saraban --help")


# What each command takes --------------------------------------------------------------------


def _up_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--demo", action="store_true", help="ใส่ข้อมูลตัวอย่าง ถ้ายังไม่มีข้อมูล")
    command.add_argument("--host", default="127.0.0.1", help="ที่อยู่ที่รับฟัง (default %(default)s)")
    command.add_argument("--port", type=int, default=8000, help="พอร์ต (default %(default)s)")
    command.add_argument(
        "--workers", type=int, default=0, help="จำนวนโพรเซสเว็บ (default SQLite 1, PostgreSQL 2)"
    )
    command.add_argument(
        "--threads",
        type=int,
        default=os.environ.get("SARABAN_THREADS", "8"),
        help="งานพร้อมกันต่อโพรเซส (default %(default)s)",
    )


def _bench_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("benchmark", metavar="NAME", help=", ".join(_benchmarks()) or "-")
    command.add_argument("--database", metavar="URL", help="ฐานข้อมูลที่จะวัด (default SQLite)")


COMMANDS: dict[str, tuple[Act, str]] = {
    "up": (_up, "เปิดระบบ: เตรียมข้อมูล เว็บ งานเบื้องหลัง และนาฬิกา ในคำสั่งเดียว"),
    "prepare": (_django, "เตรียมที่เก็บข้อมูลและปรับรุ่นฐานข้อมูล โดยไม่เปิดเว็บ"),
    "work": (_django, "ทำงานเบื้องหลังและนาฬิกา โดยไม่เปิดเว็บ"),
    "demo": (_demo, "สร้างข้อมูลตัวอย่างในที่เก็บที่ยังว่าง"),
    "verify": (_django, "ตรวจว่าทะเบียน ประวัติ และแฟ้ม ครบถ้วนไม่ถูกแก้ไข"),
    "check": (_check, "ตรวจค่าตั้งและฐานข้อมูลก่อนเปิดใช้จริง"),
    "bench": (_bench, "วัดความเร็วและความจุ (benchmarks)"),
}
OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "up": _up_options,
    "bench": _bench_options,
}

if __name__ == "__main__":
    sys.exit(main())
