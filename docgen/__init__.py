"""docgen: official Word documents of a Vietnamese office from a plan kept as YAML."""

__version__ = "0.1.0"
