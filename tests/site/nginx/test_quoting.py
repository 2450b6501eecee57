"""Words of nginx's language."""

from __future__ import annotations

import pytest

from broadsheet.site.nginx.quoting import Unquotable, any_of, block, headers, quoted


def test_quotes_and_backslashes_stay_inside_of_the_word() -> None:
    assert quoted('a "b" \\ ; {c}') == r'"a \"b\" \\ ; {c}"'


@pytest.mark.parametrize("text", ["a$b", "a\nb"])
def test_what_would_be_read_as_something_else_is_refused(text: str) -> None:
    with pytest.raises(Unquotable):
        quoted(text)


def test_headers() -> None:
    assert headers([("X-One", "a b"), ("X-Two", "c")]) == (
        'add_header X-One "a b";\nadd_header X-Two "c";'
    )


def test_blocks_are_indented_and_empty_parts_left_out() -> None:
    inner = block("location /", "root x;")
    assert block("server", "", inner) == "server {\n    location / {\n        root x;\n    }\n}"


def test_words_in_an_expression_stand_for_themselves() -> None:
    assert any_of(["b", "a.b"]) == r"a\.b|b"
