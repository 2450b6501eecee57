"""Video and audio files on their way in: what they are, and how long and large."""
