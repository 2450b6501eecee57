"""The pages, fragments and verbs of the inbox."""
