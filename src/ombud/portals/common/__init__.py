"""What every portal shares: layouts, components, words for dates and money, the language switch."""
