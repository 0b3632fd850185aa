"""Where evidence bytes live, and the one door through which strangers' bytes are decoded."""
