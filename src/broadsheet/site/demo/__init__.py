"""The demo newspaper, The Almery Tidings: its stories, its registers and its pictures."""
