"""From the files that chambers, associations and statistical offices send to a published release."""
