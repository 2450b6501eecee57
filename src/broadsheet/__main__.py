"""`python -m broadsheet`."""

from __future__ import annotations

from broadsheet.site.cli import main

if __name__ == "__main__":
    main()
