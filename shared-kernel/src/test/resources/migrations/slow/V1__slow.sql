-- Longer than the test lets the role's statements last.
SELECT pg_sleep(1.5);
