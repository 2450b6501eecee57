"""The press: public pages rendered into plates, and pressed again when what they show changes."""
