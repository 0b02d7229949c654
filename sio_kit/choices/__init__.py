"""A choice argued under the référentiel's criteria, and weighed."""
