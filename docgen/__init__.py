"""docgen: official Word documents of a Vietnamese office from a plan kept as YAML."""
