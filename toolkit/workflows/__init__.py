"""One use case a file. Everything from outside comes as arguments: no paths, no clock, no library."""
