"""What keeps a warehouse right for years: the lake, its ledger and lock, audits, aliases of ids."""
