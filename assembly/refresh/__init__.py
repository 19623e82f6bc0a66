"""The refresh of an edited paper: today's figures put into their places, and every other byte left as it is."""
