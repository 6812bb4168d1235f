ALTER TABLE first_table ADD COLUMN name text;
