"""Backups: everything that is needed to go on elsewhere, in one encrypted file, made while the server runs.

`sealing` encrypts a stream under a passphrase, `entries` is what the stream is made of, `tables` reads and writes rows
in a form that is the same on both engines, `files` knows what of the data directory belongs to it; `making` and
`restoring` put them together.
"""
