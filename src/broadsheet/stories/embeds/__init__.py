"""Pages of other sites inside our stories: asked about at the desk, never by a reader's request."""
