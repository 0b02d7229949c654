"""Job adverts and working days, read phrase by phrase with the référentiel beside them."""
