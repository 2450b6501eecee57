"""`{% once key %}…{% endonce %}`: what many pages of one round of pressing print alike."""

from __future__ import annotations

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from broadsheet.plates.rounds import once

register = template.Library()


class OnceNode(template.Node):
    """Renders its content the first time its keys are met in a round."""

    def __init__(self, keys: list[FilterExpression], nodes: NodeList) -> None:
        self.keys = keys
        self.nodelist = nodes

    def render(self, context: Context) -> SafeString:
        """The content, as it was rendered for these keys."""
        key = tuple(each.resolve(context) for each in self.keys)
        return once(("printed", key), lambda: mark_safe(self.nodelist.render(context)))


@register.tag("once")
def do_once(parser: Parser, token: Token) -> OnceNode:
    """`{% once name key … %}`: the content must follow from the keys alone."""
    keys = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodes = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(keys, nodes)
