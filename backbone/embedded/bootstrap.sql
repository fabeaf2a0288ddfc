-- Which roles does Backbone need, and what may each do? Run by a superuser with psql, as often as one likes.
-- script/server runs it against the embedded server; docker compose mounts it as the image's init script.
-- Passwords come from the environment; without one a role has none (local sockets in a private folder).
\set ON_ERROR_STOP on
\getenv owner_password BACKBONE_OWNER_PASSWORD
\getenv app_password BACKBONE_APP_PASSWORD
\connect postgres

-- Migrates and owns; CREATEDB for the tests' databases. Neither superuser nor BYPASSRLS, so FORCE binds it too.
SELECT 'CREATE ROLE backbone_owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'backbone_owner') \gexec
ALTER ROLE backbone_owner LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION;
-- Serves pages, the API and jobs.
SELECT 'CREATE ROLE backbone_app' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'backbone_app') \gexec
ALTER ROLE backbone_app LOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION;
-- Owns the few SECURITY DEFINER functions that look over the wall; nobody can log in as it.
SELECT 'CREATE ROLE backbone_bypass' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'backbone_bypass') \gexec
ALTER ROLE backbone_bypass NOLOGIN BYPASSRLS NOCREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION;
-- INHERIT FALSE: the owner gets nothing from it but the right to create a function as it (SET LOCAL ROLE).
GRANT backbone_bypass TO backbone_owner WITH INHERIT FALSE, SET TRUE;

\if :{?owner_password}
ALTER ROLE backbone_owner PASSWORD :'owner_password';
\endif
\if :{?app_password}
ALTER ROLE backbone_app PASSWORD :'app_password';
\endif

SELECT 'CREATE DATABASE backbone OWNER backbone_owner' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'backbone') \gexec
REVOKE ALL ON DATABASE backbone FROM PUBLIC;
-- TEMPORARY: figures are accepted and loaded through a temporary table, since COPY into a protected one is refused.
GRANT CONNECT, TEMPORARY ON DATABASE backbone TO backbone_app;

-- Twice: default privileges belong to one database, and the tests' databases are copies of template1.
\set grants 'GRANT USAGE ON SCHEMA public TO backbone_app; GRANT USAGE, CREATE ON SCHEMA public TO backbone_bypass; ALTER DEFAULT PRIVILEGES FOR ROLE backbone_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO backbone_app; ALTER DEFAULT PRIVILEGES FOR ROLE backbone_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO backbone_app; ALTER DEFAULT PRIVILEGES FOR ROLE backbone_owner IN SCHEMA public GRANT SELECT ON TABLES TO backbone_bypass;'
\connect template1
:grants
\connect backbone
:grants
