"""`python -m visitx` is `visitx`."""

from visitx.cli import main

main()
