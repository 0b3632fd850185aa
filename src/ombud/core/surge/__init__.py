"""An alarm about a shop whose complaints rise, or that can't keep up, and what the platform does about it."""
