"""The ground the tests stand on: databases on both engines, made in a moment and gone without a trace."""
