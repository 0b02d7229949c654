"""The surroundings of the job, and the quality that is expected of its work."""
