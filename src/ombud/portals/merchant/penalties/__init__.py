"""Penalties as the shop meets them: the pop-up, the list, the notice, and the appeal."""
