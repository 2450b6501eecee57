"""Wire and archive formats to and from one frozen dataclass, `Item`. Pure Python, no Django."""
