"""Pages of the desk that are ours alone."""
