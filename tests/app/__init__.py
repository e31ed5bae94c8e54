"""Settings, certificates, the demo site, migrations and the command line."""
