"""Terms as either database's full-text index wants to be asked."""

from __future__ import annotations

from broadsheet.search.terms import Term


def for_sqlite(terms: list[Term]) -> str:
    """All of `terms`, which must not be none, for FTS5's MATCH.

    https://www.sqlite.org/fts5.html#full_text_query_syntax
    """

    def written(term: Term) -> str:
        phrase = f'"{" ".join(term.words)}"'
        return f"{phrase}*" if term.prefix else phrase

    return " AND ".join(map(written, terms))


def for_postgresql(terms: list[Term]) -> str:
    """The same for `to_tsquery`, in the configuration "simple".

    https://www.postgresql.org/docs/15/datatype-textsearch.html#DATATYPE-TSQUERY
    """

    def written(term: Term) -> str:
        phrase = " <-> ".join(f"'{word}'" for word in term.words)
        return f"({phrase}:*)" if term.prefix else f"({phrase})"

    return " & ".join(map(written, terms))
