"""The makers of the sample cases in `resources/samples`."""
