"""A whole workspace that runs: the 2018/19 report."""
