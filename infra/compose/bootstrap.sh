# Sourced once by the entry point of the image, when the database is made: roles and schemas, with the passwords that the services have.
psql --set ON_ERROR_STOP=1 --username postgres --dbname "$POSTGRES_DB" \
    --set registration_password="$(cat /run/secrets/registration-password)" \
    --set authentication_password="$(cat /run/secrets/authentication-password)" \
    --set token_password="$(cat /run/secrets/token-password)" \
    --set audit_password="$(cat /run/secrets/audit-password)" \
    --file /etc/latchkey/bootstrap.sql
