"""The top of the house: settings from outside, the one page that wires everything, the command line, the demo,
migrations.
"""
