-- Grain: one row per month of the agreement up to the as-of date.
SELECT month_end, agreement_month, agreement_year
FROM code_calendar
-- View.
