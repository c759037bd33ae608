"""A clerk as a process of its own, for ``numbers``: registers without a pause, tells each latency.

``python -m benchmarks._clerk POST FILE`` writes "number milliseconds" for each letter to FILE.
"""

import os
import sys
import time

import django
from django.utils import timezone


def main(post: int, told: str) -> None:
    """Register letter after letter by the holder of a post, until killed."""
    django.setup()
    from saraban import access  # noqa: PLC0415 - only after the settings are known
    from saraban.models import Appointment  # noqa: PLC0415
    from saraban.services.registration import register_incoming  # noqa: PLC0415

    held = Appointment.objects.select_related("user").get(pk=post)
    clerk = access.actor_for(held.user, on=timezone.localdate(), post=post)
    if clerk is None:
        raise SystemExit("the post is not held today")
    acknowledged = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        began = time.perf_counter()
        entry = register_incoming(
            by=clerk,
            at=timezone.now(),
            sender="สำนักงานจังหวัดภูเก็ต",
            reference="ภก 0017.2/1",
            subject="ขอเชิญประชุมติดตามความก้าวหน้าโครงการภูเก็ตเมืองอัจฉริยะ",
            dated=timezone.localdate(),
        )
        spent = (time.perf_counter() - began) * 1000
        os.write(acknowledged, f"{entry.number} {spent:.2f}\n".encode())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saraban.settings")
    main(int(sys.argv[1]), sys.argv[2])
