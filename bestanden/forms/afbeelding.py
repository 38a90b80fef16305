"""The form with which editors upload a picture."""

from django.core.exceptions import ValidationError
from django.core.files import File
from PIL.Image import DecompressionBombError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class Afbeeldingsveld(WagtailImageField):
    """Wagtail looks at the first bytes only before it asks for the size: a picture that is cut off was an error 500."""

    def check_image_pixel_size(self, f: File) -> None:
        try:
            super().check_image_pixel_size(f)
        except DecompressionBombError:
            raise ValidationError("Deze afbeelding heeft te veel pixels. Maak haar kleiner.") from None
        except (OSError, SyntaxError, ValueError):  # what Pillow raises for a file it can't read
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from None


class Afbeeldingsformulier(BaseImageForm):
    file = Afbeeldingsveld(label="Bestand")
