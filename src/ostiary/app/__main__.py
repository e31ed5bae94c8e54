"""`python -m ostiary.app` is `ostiary`."""

from ostiary.app.cli import main

if __name__ == "__main__":
    main()
