"""What is read, for the desk: the figures, drawn and explained, and what can be taken away."""
