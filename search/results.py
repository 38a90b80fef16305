from typing import Any


def zoek(vraag: Any) -> Any:
    raise NotImplementedError


def tel_per_gemeente() -> dict[str, int] | None:
    """Published items per gemeente (CBS code); None while the engine is down."""
    raise NotImplementedError
