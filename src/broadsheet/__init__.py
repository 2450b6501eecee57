"""Broadsheet, a self-hosted news publishing system."""

__version__ = "0.1.0"
