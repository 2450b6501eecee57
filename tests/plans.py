"""What the database means to do for a query, and whether it would read a whole table for it."""

from __future__ import annotations

from django.db import connection

# A small table tempts PostgreSQL to read it whole, or to sort it. Forbidden to, it does so only
# where no index serves.
_TEMPTATIONS = ("seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin")


def plan_of(sql: str) -> str:
    """The plan for `sql`, a step on each line."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name in _TEMPTATIONS:
                cursor.execute(f"SET LOCAL enable_{name} = off")
            cursor.execute(f"EXPLAIN {sql}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def reads_everything(plan: str, table: str) -> str:
    """The line of `plan` that reads the whole `table`; empty where none does."""
    lines = [line.strip() for line in plan.splitlines()]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if f"Seq Scan on {table}" in line:
            return line
        # The primary key walked from end to end, each row looked at: a scan in disguise.
        if f"{table}_pkey on {table}" in line and after.startswith("Filter"):
            return line
        if line.startswith(f"SCAN {table}") and "INDEX" not in line:
            return line
        # An index that serves “is null” for nearly every row is one, too.
        if "MULTI-INDEX OR" in line:
            return line
    return ""


def sorts(plan: str) -> bool:
    """Whether rows are put in order after they were found."""
    return "TEMP B-TREE" in plan or "Sort" in plan
