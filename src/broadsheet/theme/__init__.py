"""Public templates, template tags, styles, scripts, fonts and icons."""
