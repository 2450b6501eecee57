"""The composition root: settings, addresses, WSGI, the command line."""
