"""Who is at work in this request: the person, and the post they chose to act in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from saraban import access
from saraban.http import POST_IN_SESSION, OfficeRequest

WITHOUT_A_POST = {"posts", "account_logout", "account_login", "account_reauthenticate", "health"}


class ActorMiddleware:
    """Put ``request.actor`` on every request of a person who is signed in.

    Computed once per request from the posts held today, so that a post that has ended, or an
    account that was closed, stops working with the very next request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: OfficeRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Send a person without a post to the page that says so; give others their actor."""
        if not request.user.is_authenticated:
            return None
        request.actor = access.actor_for(  # type: ignore[assignment]
            request.user,
            on=timezone.localdate(),
            post=request.session.get(POST_IN_SESSION),
        )
        match = request.resolver_match
        if request.actor is None and match and match.url_name not in WITHOUT_A_POST:
            return redirect("posts")
        return None
