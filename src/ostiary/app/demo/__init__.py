"""The demo site: a three-storey office with simulated devices and two hundred people, the same at every start."""
