"""One use case a file. Everything from outside comes as an argument: no paths, no libraries."""
