"""Where what comes over the wire belongs: rules that the desk edits, tried in their order."""
