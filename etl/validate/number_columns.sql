-- Reads the distinct texts of a column of numbers.

-- name: number_texts
-- Whether a text shows decimals after a comma, or after a point, and whether it has one comma before three digits, which
-- shows it only where no point does. 1.500 may be one thousand in a column whose numbers have a grouping sign.
SELECT place, text,
    coalesce(regexp_matches(bare, '^[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),[0-9]+$$'), false)
        AND NOT regexp_matches(bare, $lone_comma) AS comma,
    coalesce(regexp_matches(bare, '^[+-]?[0-9]*\.[0-9]+([eE][+-]?[0-9]+)?$$'), false)
        AND NOT ($grouped AND regexp_matches(bare, $lone_point)) AS point,
    coalesce(regexp_matches(bare, $lone_comma), false) AS perhaps
FROM (SELECT *, $bare AS bare FROM cleaned_texts)
ORDER BY place

-- name: read_as_number
SELECT *, $value AS value, NULL::VARCHAR AS notice, NULL::VARCHAR AS taken, NULL::VARCHAR AS candidates
FROM cleaned_texts
