"""The dialect: what it reads, what it writes, how it refuses."""
