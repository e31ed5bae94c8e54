"""The live stream's broadcast."""
