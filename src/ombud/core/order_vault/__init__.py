"""What one side of an order keeps for it before any dispute: files with kind and words, dated and unchangeable."""
