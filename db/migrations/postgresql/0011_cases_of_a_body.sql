-- The cases of a body: what opening one looks at, and what a body's page lists, however many others there are.
CREATE INDEX case_row_body ON case_row (body, name) WHERE to_position = 9223372036854775807;
