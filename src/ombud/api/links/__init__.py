"""Links that let somebody in without a password: a marketplace's handoff, and the link to one case."""
