"""Reading seals: those on a letter, and the sealed file of its other agency's copy."""

from django.db.models import QuerySet

from saraban.models import Document, Letter
from signatures.models import Seal


def seals_on(letter: Letter) -> QuerySet[Seal]:
    """Return the seals made on a letter here, oldest first."""
    return letter.seals.select_related("document").order_by("pk")


def sealed_documents_of(letter: Letter) -> QuerySet[Document]:
    """Return the sealed files of a letter: made here, or come with it from another agency."""
    return letter.documents.filter(part=Document.Part.SEALED).order_by("pk")
