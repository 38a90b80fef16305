"""Where uploads are kept: outside MEDIA_ROOT, so that nothing is public by lying somewhere."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.urls import reverse
from django.utils.deconstruct import deconstructible


@deconstructible
class PriveOpslag(FileSystemStorage):
    """Files under PRIVE_ROOT; their address is that of the view which asks who may see them."""

    def __init__(self) -> None:
        super().__init__(location=settings.PRIVE_ROOT)

    def url(self, name: str | None) -> str:
        return reverse("bestanden:beeld", args=[name])
