"""Two settings modules: `embedded` (one machine, the default) and `production`."""
