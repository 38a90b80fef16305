from collections.abc import Collection
from typing import Any

from django.db.models import Model
from wagtail.permission_policies import ModelPermissionPolicy


class BeperktBeleid(ModelPermissionPolicy):
    """The rights of the model, but only these actions: what it leaves out nobody can do in the admin."""

    def __init__(self, model: type[Model], acties: Collection[str]) -> None:
        super().__init__(model)
        self.acties = acties

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.acties and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, actie) for actie in actions)
