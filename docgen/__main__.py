"""`python -m docgen`."""

from docgen.main import main

if __name__ == "__main__":
    main()
