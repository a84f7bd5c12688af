"""PURE: what a survey's answers mean, and the figures a board may rely on."""
