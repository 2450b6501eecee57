"""Filters for the notation of readings, `{漢字|かんじ}`."""

from __future__ import annotations

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from broadsheet.theme import ruby as notation

register = template.Library()


@register.filter(needs_autoescape=True)
def ruby(text: object, autoescape: bool = True) -> SafeString:
    """Text or rich text, escaped where it is not safe yet, with its readings as ruby elements."""
    markup = conditional_escape(text) if autoescape else str(text)  # type: ignore[arg-type]
    return mark_safe(notation.ruby(markup))


@register.filter(is_safe=True)
@stringfilter
def without_ruby(text: str) -> str:
    """Text without the readings, for titles and attributes."""
    return notation.without_ruby(text)
