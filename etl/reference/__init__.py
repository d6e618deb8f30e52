"""Build-time scripts that prepare reference data; the running product never imports them."""
