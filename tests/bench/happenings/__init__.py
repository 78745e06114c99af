"""How long, with how much memory and how well generated mentions are joined to events."""
