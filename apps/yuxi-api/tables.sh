# Makes the tables that are missing. The application does so whenever it is loaded, and several replicas at once would get in each other's way.
# Expects DATABASE_HOST, DATABASE_PORT and the environment of the application.
set -eu

# Needs no password, so that a wrong one fails below instead of waiting for long.
until python3 -c 'import os, socket; socket.create_connection((os.environ["DATABASE_HOST"], int(os.environ["DATABASE_PORT"])), 5)'; do
  sleep 5
done

exec uv run --no-dev python -c 'from src.storage.db.manager import db_manager; db_manager.create_tables()'
