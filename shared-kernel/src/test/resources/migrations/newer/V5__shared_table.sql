-- A shared table that came later than the service's own.
CREATE TABLE shared_table (id int PRIMARY KEY);
