"""Pages of the shop itself: from nothing to an open shop, how it looks, who acts for it, what it is due."""
