"""How deliveries come: asked for, dropped into a folder, or posted."""
