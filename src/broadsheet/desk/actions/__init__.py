"""One verb of the desk per file."""
