"""Policy packs: read, check, choose by plan and date of service, and make a case's checklist of them."""
