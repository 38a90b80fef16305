from django.urls import path

from search.views import begrippen, gemeenten, zoeken

urlpatterns = [
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("begrip/<str:schema>/<slug:slug>/", begrippen.begrip, name="begrip"),
    path("gemeenten/", gemeenten.kaart, name="gemeenten"),
    path("gemeenten/<slug:slug>/", gemeenten.gemeente, name="gemeente"),
]
