"""The decrees as data, and what the language asks: letters, numbers, dates, widths."""
