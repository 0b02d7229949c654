"""The référentiel as received: its tables loaded, checked, searched, quoted and shown. It knows no lesson."""
