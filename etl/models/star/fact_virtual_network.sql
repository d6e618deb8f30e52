-- Grain: one row per channel of the virtual network and month.
SELECT *
FROM virtual_network
-- View.
