from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class Afbeelding(AbstractImage):
    """A picture with who made it and under which rights it is shown; alt text is `description`."""

    maker = models.CharField("maker", max_length=200, blank=True, help_text="Wie maakte deze foto of tekening?")
    rechten = models.CharField(
        "rechten",
        max_length=200,
        blank=True,
        help_text="Waarom mogen wij dit beeld gebruiken? Bijvoorbeeld: CC BY 4.0, of toestemming van de maker.",
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "maker", "rechten")

    class Meta(AbstractImage.Meta):
        verbose_name = "afbeelding"
        verbose_name_plural = "afbeeldingen"
        permissions = [("choose_image", "Can choose image")]


class Rendition(AbstractRendition):
    image = models.ForeignKey(Afbeelding, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_eenmaal_per_filter"
            )
        ]
        indexes = [models.Index(fields=["file"], name="rendition_op_bestand")]
