# Takes over into the database what the file mode has written and the database does not know yet. Files stay for the way back.
# The script of the application is not in its image, asks questions and overwrites what is in the database.
# Expects SAVE_DIR and the environment of the application.
set -eu

exec uv run --no-dev python - <<'PYTHON'
import json
import os
import pathlib
import tomllib

from src.storage.db.manager import db_manager
from src.storage.db.models import GlobalMetadata, SystemConfig

saves = pathlib.Path(os.environ["SAVE_DIR"])


def take_over(session, model, key, **values):
    known = session.query(model).filter_by(key=key).count() > 0
    print(key, "is in the database already" if known else "is taken over", flush=True)
    if not known:
        session.add(model(key=key, **values))


with db_manager.get_session_context() as session:
    settings = saves / "config" / "base.toml"
    if settings.exists():
        for key, value in tomllib.loads(settings.read_text(encoding="utf-8")).items():
            take_over(session, SystemConfig, key, value=value, category="app")

    # The application writes to the first; its own script reads the second.
    for folder in ("knowledge_base_data", "knowledge"):
        index = saves / folder / "global_metadata.json"
        databases = json.loads(index.read_text(encoding="utf-8")).get("databases") if index.exists() else None
        if databases:
            take_over(session, GlobalMetadata, "knowledge_databases", content=databases)
            break
PYTHON
