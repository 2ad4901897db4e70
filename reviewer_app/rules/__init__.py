"""The rules of a review as pure functions and tables; each reason carries the policy row it rests on."""
