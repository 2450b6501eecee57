"""The demo newspaper's two films: the encoded files, their captions, and what draws them."""
