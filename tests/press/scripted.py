"""Start Django, then the `main` of a script: `python -m tests.press.scripted MODULE ARGUMENTS`."""

from __future__ import annotations

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    import_module(sys.argv[1]).main(*sys.argv[2:])
