"""What the platforms' packs say: one folder a platform, with its rules as data and its words in four languages."""
