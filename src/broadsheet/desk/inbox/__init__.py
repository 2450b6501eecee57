"""The wire at the desk: what agencies sent, as it arrives, and what is done with it."""
