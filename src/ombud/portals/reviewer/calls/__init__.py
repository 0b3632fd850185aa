"""Staff act for a consumer who called or came by: find the order, say what the record says, file or urge for them."""
