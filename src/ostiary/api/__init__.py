"""How the outside reaches the acts: HTTP, sessions, the BioStar X dialect, our own routes, the reference viewer."""
