from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower


class GebruikerManager(UserManager["Gebruiker"]):
    """Creates people by e-mail address; there is no user name."""

    def _create_user(self, email: str, password: str | None, **extra: Any) -> "Gebruiker":
        if not email:
            raise ValueError("Een gebruiker heeft een e-mailadres nodig.")
        gebruiker = self.model(email=self.normalize_email(email), **extra)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "Gebruiker":  # type: ignore[override]
        return self._create_user(email, password, **extra)

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "Gebruiker":  # type: ignore[override]
        return self._create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> "Gebruiker":
        return self.get(email__iexact=username)


class Gebruiker(AbstractUser):
    """A person who logs in with an e-mail address."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("e-mailadres", unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = GebruikerManager()  # type: ignore[misc]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [models.UniqueConstraint(Lower("email"), name="gebruiker_email_eenmaal")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email
