"""`python -m content_cleaner`: the command, where its script is not on the path."""

from content_cleaner.cli import main

if __name__ == "__main__":
    main()
