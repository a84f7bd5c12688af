"""EDGE. Plan documents and survey exports, each format read by one file."""
