"""`python -m omzien` is the same door as the `omzien` command."""

from omzien.exchange.cli import main

main()
