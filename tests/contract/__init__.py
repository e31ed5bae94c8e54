"""The contract with BioStar X clients: the ledger of the 315 requests, the shapes of the answers, and the recorder."""
