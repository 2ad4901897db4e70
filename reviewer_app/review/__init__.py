"""The use cases, one file each: open a case, mark a finding, attach evidence, decide, sign, export."""
