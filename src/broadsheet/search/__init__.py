"""The archive's search."""
