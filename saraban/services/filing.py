"""Filing: bytes become a blob, are read, and are bound to a letter; nothing received is altered."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from saraban import access, blobs, reading
from saraban.access import Act, Actor
from saraban.errors import Refusal
from saraban.models import (
    Blob,
    BlobPage,
    Document,
    Event,
    IntakeFile,
    Letter,
    Reading,
)
from saraban.services import journal
from saraban.services.transactions import in_one_act
from saraban.thai import normalise

NAME_BYTES = 255


@dataclass(frozen=True)
class Filed:
    """A blob under the name it came with, ready to be bound to a letter."""

    blob: Blob
    name: str
    part: Document.Part = Document.Part.MAIN
