CREATE TABLE first_table (id nothing_known PRIMARY KEY);
