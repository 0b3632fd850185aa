"""R10: what the platform announces: written, looked at in each language, sent, revised, withdrawn."""
