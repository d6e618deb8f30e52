-- Grain: one row per instrument of each component of each award granted up to the as-of date.
SELECT
    a.cor,
    a.part,
    a.car,
    a.component,
    a.measure_title,
    a.measure_type,
    a.grantor,
    a.granted_on,
    last_day(a.granted_on) AS month_end,
    a.beneficiary,
    a.beneficiary_name,
    a.beneficiary_kind,
    a.beneficiary_region,
    a.region,
    a.instrument,
    CAST(a.aid_element AS DECIMAL(18, 2)) AS aid_element,
    CAST(a.nominal_amount AS DECIMAL(18, 2)) AS nominal_amount,
    a.demonstration,
    a.source_file,
    a.source_sha,
    a.source_sheet,
    a.source_row
FROM loaded_state_aid_award a
CROSS JOIN build_parameters p
WHERE a.granted_on <= p.as_of
