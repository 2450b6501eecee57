"""What is said when a story file or a register cannot be read."""

from __future__ import annotations

from pathlib import Path


class DemoContentError(ValueError):
    """Something in the demo newspaper's files is wrong.

    The message names the file and the line and says what to do; the parts stay readable as
    `path`, `line` (from 1), `problem` and `remedy`.
    """

    def __init__(self, path: Path, line: int, problem: str, remedy: str) -> None:
        super().__init__(f"{path}:{line}: {problem}. {remedy}.")
        self.path = path
        self.line = line
        self.problem = problem
        self.remedy = remedy
