"""Servers that a benchmark starts beside each other, and the tool that loads them."""
