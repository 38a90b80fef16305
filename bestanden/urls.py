from django.urls import path

from bestanden import views

app_name = "bestanden"
urlpatterns = [
    path("bestanden/<int:pk>/<str:naam>", views.bestand, name="bestand"),
    path("beeld/<path:naam>", views.beeld, name="beeld"),
]
