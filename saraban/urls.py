"""Every address of the product."""

from allauth.account import views as accounts
from django.urls import URLPattern, URLResolver, include, path

from saraban.views import drafts, letters, meetings, people, projects, readers, registers, settings
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
    path("letters/<int:pk>/readers/", readers.readers, name="readers"),
    path(
        "letters/<int:pk>/readers/<int:access_pk>/close/", readers.close_reader, name="close_reader"
    ),
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
    path("", include("signatures.urls")),
    path("letters/<int:pk>/projects/", projects.letter_projects, name="letter_projects"),
    path("projects/", projects.projects, name="projects"),
    path("projects/new/", projects.project_new, name="project_new"),
    path("projects/<int:pk>/", projects.project, name="project"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("resolutions/<int:pk>/done/", meetings.resolution_done, name="resolution_done"),
    path("posts/", people.posts, name="posts"),
    path("settings/", settings.settings, name="settings"),
    path("settings/agency/", settings.agency_settings, name="agency_settings"),
    path("settings/agency/emblem/", settings.emblem, name="emblem"),
    path("settings/offices/new/", settings.office_new, name="office_new"),
    path("settings/offices/<int:pk>/", settings.office, name="office"),
    path("settings/offices/<int:pk>/rename/", settings.office_rename, name="office_rename"),
    path("settings/offices/<int:pk>/close/", settings.office_close, name="office_close"),
    path("settings/offices/<int:pk>/posts/", settings.position_new, name="position_new"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/new/", people.person_new, name="person_new"),
    path("settings/people/<int:pk>/", people.person, name="person"),
    path("settings/people/<int:pk>/change/", people.person_change, name="person_change"),
    path("settings/people/<int:pk>/password/", people.person_password, name="person_password"),
    path("settings/people/<int:pk>/close/", people.person_close, name="person_close"),
    path("settings/people/<int:pk>/appoint/", people.person_appoint, name="person_appoint"),
    path("settings/appointments/<int:pk>/end/", people.appointment_end, name="appointment_end"),
    path("", include("workflow.urls")),
    path("", include("search.urls")),
]
