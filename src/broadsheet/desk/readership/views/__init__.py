"""The pages of the figures, what an open page asks for again and again, and files."""
