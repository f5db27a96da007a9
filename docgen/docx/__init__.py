"""Everything that knows a Word file."""
