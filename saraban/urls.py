"""Every address of the product."""

from allauth.account import views as accounts
from django.urls import URLPattern, URLResolver, include, path

from saraban.views import drafts, letters, registers
from saraban.views.health import health
from saraban.views.welcome import welcome

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
    path("welcome/<str:word>/", welcome, name="welcome"),
    path("accounts/login/", accounts.login, name="account_login"),
    path("accounts/logout/", accounts.logout, name="account_logout"),
    path("accounts/reauthenticate/", accounts.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/", accounts.password_change, name="account_change_password"),
    path("letters/", letters.letters, name="letters"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/<int:pk>/history/", letters.history, name="history"),
    path("letters/<int:letter>/files/<int:pk>/", letters.document, name="document"),
    path(
        "letters/<int:letter>/files/<int:pk>/<int:number>/<str:size>.png",
        letters.page_image,
        name="page_image",
    ),
    path("registers/", registers.registers, name="registers"),
    path("registers/<int:pk>/", registers.register, name="register"),
    path("registers/incoming/", registers.register_incoming_letter, name="register_incoming"),
    path("registers/entries/<int:entry>/", registers.registered, name="registered"),
    path("intake/", registers.intake, name="intake"),
    path("intake/<int:file>/", registers.register_incoming_letter, name="register_intake"),
    path("intake/<int:file>/aside/", registers.set_aside, name="set_aside"),
    path("intake/<int:file>/<int:number>/<str:size>.png", registers.tray_image, name="tray_image"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/new/", drafts.new_draft, name="new_draft"),
    path("drafts/answer/<int:answers>/", drafts.new_draft, name="answer"),
    path("drafts/<int:pk>/", drafts.revise_draft, name="revise_draft"),
    path("drafts/<int:pk>/preview.pdf", drafts.preview, name="preview"),
    path("drafts/<int:pk>/<int:number>.png", drafts.preview_image, name="preview_image"),
    path("", include("workflow.urls")),
    path("", include("search.urls")),
]
