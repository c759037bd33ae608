"""A clerk as a process of its own: registers letters without a pause until told to stop or killed.

``python -m tests.clerk POST FILE`` writes the number of each acknowledged letter to FILE.
"""

import os
import sys
import uuid

import django
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saraban.settings")
django.setup()

from saraban import access  # noqa: E402
from saraban.models import Appointment  # noqa: E402
from saraban.services import registration  # noqa: E402


def main(post: int, told: str) -> None:
    """Register letter after letter by the holder of a post."""
    appointment = Appointment.objects.select_related("user").get(pk=post)
    clerk = access.actor_for(appointment.user, on=timezone.localdate(), post=post)
    assert clerk is not None
    acknowledged = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        entry = registration.register_incoming(
            by=clerk,
            at=timezone.now(),
            sender="สำนักงานจังหวัดภูเก็ต",
            subject=f"ทดสอบความคงทนของทะเบียน {uuid.uuid4()}",
            dated=timezone.localdate(),
        )
        os.write(acknowledged, f"{entry.number}\n".encode())


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
