-- Roles and schemas of Latchkey in one database. Run once, or again, by a superuser on the database of the suite:
--   psql -v registration_password=… -v authentication_password=… -v token_password=… \
--        -v audit_password=… -f bootstrap.sql DATABASE
-- Every service owns the schema of its own name and sees no other; tables are made by each service's migrations.

-- Roles belong to the whole server: another database may have made them already.
DO $$ BEGIN CREATE ROLE registration LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE authentication LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE token LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE audit LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;

ALTER ROLE registration WITH PASSWORD :'registration_password';
ALTER ROLE authentication WITH PASSWORD :'authentication_password';
ALTER ROLE token WITH PASSWORD :'token_password';
ALTER ROLE audit WITH PASSWORD :'audit_password';

ALTER ROLE registration SET search_path = registration;
ALTER ROLE authentication SET search_path = authentication;
ALTER ROLE token SET search_path = token;
ALTER ROLE audit SET search_path = audit;

-- A transaction that stays open too long would be skipped by event processors: the server ends it first.
ALTER ROLE registration SET transaction_timeout = '10s';
ALTER ROLE registration SET statement_timeout = '5s';
ALTER ROLE registration SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE authentication SET transaction_timeout = '10s';
ALTER ROLE authentication SET statement_timeout = '5s';
ALTER ROLE authentication SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE token SET transaction_timeout = '10s';
ALTER ROLE token SET statement_timeout = '5s';
ALTER ROLE token SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE audit SET transaction_timeout = '10s';
ALTER ROLE audit SET statement_timeout = '5s';
ALTER ROLE audit SET idle_in_transaction_session_timeout = '10s';

DO $$ BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO registration, authentication, token, audit', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

CREATE SCHEMA IF NOT EXISTS registration AUTHORIZATION registration;
CREATE SCHEMA IF NOT EXISTS authentication AUTHORIZATION authentication;
CREATE SCHEMA IF NOT EXISTS token AUTHORIZATION token;
CREATE SCHEMA IF NOT EXISTS audit AUTHORIZATION audit;
-- Where a service fills new tables of a projection that it builds anew, until they take the old ones' place.
CREATE SCHEMA IF NOT EXISTS registration_rebuild AUTHORIZATION registration;
CREATE SCHEMA IF NOT EXISTS authentication_rebuild AUTHORIZATION authentication;
CREATE SCHEMA IF NOT EXISTS token_rebuild AUTHORIZATION token;
CREATE SCHEMA IF NOT EXISTS audit_rebuild AUTHORIZATION audit;
-- The persons' keys. The token service owns them and grants reading to those who show personal data.
CREATE SCHEMA IF NOT EXISTS vault AUTHORIZATION token;
