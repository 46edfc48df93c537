"""The dossier of one resident, to read; and opening it outside the treatment relation."""
