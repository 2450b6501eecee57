"""Template tags of the public paper."""
