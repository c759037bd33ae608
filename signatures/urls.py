"""The addresses of verification."""

from django.urls import path

from signatures import views

urlpatterns = [
    path(
        "letters/<int:letter>/files/<int:pk>/seals/",
        views.verification,
        name="verification",
    ),
]
