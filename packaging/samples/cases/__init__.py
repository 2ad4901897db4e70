"""Made-up case folders with the truth about each page: one YAML file a case, drawn by the modules here."""
