"""The composition root: settings, addresses, commands, and what starts and stops with them."""
