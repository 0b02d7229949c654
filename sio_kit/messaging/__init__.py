"""The messaging example lived: a real mail service on one PC, its engagement, its incidents, what is recorded of it."""
