-- Grain: one row per technology of the voucher calls' lists.
SELECT code AS technology
FROM catalogue_row
WHERE list = 'technologies'
-- View.
