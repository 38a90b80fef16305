"""Structured data for search engines, safe inside a page."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# What could end the element or start markup; the same escapes as Django's json_script.
_ONVEILIG = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def json_ld(gegevens: dict[str, Any]) -> SafeString:
    """A data block (never executed) with this JSON-LD."""
    tekst = json.dumps({"@context": "https://schema.org", **gegevens}, ensure_ascii=False).translate(_ONVEILIG)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(tekst))  # noqa: S308 - escaped above
