"""Evidence, pure: from the words of a page to what an anchor holds, and back."""
