"""What the database itself refuses, whoever asks: the SQL of the guards, for both engines."""

from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "saraban: this row is kept for ever"
ENTRY_FACE = ("register_id", "number", "letter_id", "entered_by_id", "entered_as_id", "entered_at")


@dataclass(frozen=True)
class Guard:
    """One refusal: on this table, for this kind of statement, when this is so."""

    table: str
    statement: str
    when: str = ""

    @property
    def name(self) -> str:
        return f"{self.table}_refuses_{self.statement.lower()}"


def _changes(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"OLD.{name} <> NEW.{name}" for name in columns)


GUARDS = (
    Guard("saraban_event", "UPDATE"),
    Guard("saraban_event", "DELETE"),
    Guard("saraban_registerentry", "DELETE"),
    Guard(
        "saraban_registerentry",
        "UPDATE",
        f"OLD.state <> 'reserved' OR {_changes(ENTRY_FACE)}",
    ),
    Guard("saraban_register", "DELETE"),
    Guard("saraban_register", "UPDATE", "NEW.last_number < OLD.last_number"),
    Guard("saraban_letter", "DELETE"),
    Guard("saraban_blob", "DELETE"),
    Guard("saraban_blob", "UPDATE", _changes(("sha256", "size"))),
    Guard("saraban_blobpage", "UPDATE"),
    Guard("saraban_blobpage", "DELETE"),
    Guard("saraban_document", "UPDATE"),
    Guard("saraban_document", "DELETE"),
)
EMPTYING = tuple(sorted({guard.table for guard in GUARDS if guard.statement == "DELETE"}))
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION saraban_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Set up every guard; those that stand already are set up anew."""
    remove(editor)
    if editor.connection.vendor == "postgresql":
        editor.execute(FUNCTION)
        for table in EMPTYING:
            editor.execute(
                f"CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table} "
                "EXECUTE FUNCTION saraban_refuse()"
            )
    for guard in GUARDS:
        editor.execute(_create(guard, editor.connection.vendor))


def remove(editor: BaseDatabaseSchemaEditor) -> None:
    """Take every guard away: for a migration backwards, and to empty a test database."""
    names = [(guard.name, guard.table) for guard in GUARDS]
    if editor.connection.vendor == "postgresql":
        names += [(f"{table}_refuses_truncate", table) for table in EMPTYING]
    for name, table in names:
        on_table = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def _create(guard: Guard, vendor: str) -> str:
    when = f"WHEN ({guard.when})" if guard.when else ""
    head = f"CREATE TRIGGER {guard.name} BEFORE {guard.statement} ON {guard.table} FOR EACH ROW"
    if vendor == "postgresql":
        return f"{head} {when} EXECUTE FUNCTION saraban_refuse()"
    return f"{head} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
