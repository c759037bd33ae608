"""The addresses of the desk and of the acts on it."""

from django.urls import path

from workflow.views import acts, desk, signing

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("desk/sent/", desk.sent, name="sent"),
    path("steps/<int:pk>/receive/", acts.receive, name="receive"),
    path("steps/<int:pk>/acknowledge/", acts.acknowledge, name="acknowledge"),
    path("steps/<int:pk>/endorse/", acts.endorse, name="endorse"),
    path("steps/<int:pk>/forward/", acts.forward, name="forward"),
    path("steps/<int:pk>/return/", acts.give_back, name="give_back"),
    path("steps/<int:pk>/take-back/", acts.take_back, name="take_back"),
    path("letters/<int:pk>/send/", acts.send, name="send"),
    path("letters/<int:pk>/close/", acts.close, name="close"),
    path("letters/<int:pk>/sign/", signing.sign, name="sign"),
    path("letters/<int:pk>/sign/<int:number>.png", signing.sign_preview, name="sign_preview"),
]
