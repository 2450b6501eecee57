"""Agencies brought in at the desk: who they are, and the ways in which they deliver."""
