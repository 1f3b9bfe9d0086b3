"""Commands of `duken`, one a file. What a command needs is imported when it runs, so that help stays quick."""
