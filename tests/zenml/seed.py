"""Gives a service account of a ZenML server many keys at once, past its API, which makes six a second.

    python tests/zenml/seed.py DATABASE ACCOUNT COUNT     so many keys, each as different as real ones are
    python tests/zenml/seed.py DATABASE ACCOUNT -         the keys that stdin describes, as a JSON list of
                                                          {name, description, active, created, last_login, last_rotated}

Run it with the server's own Python; DATABASE is the server's zenml.db, and the server may be running. Every key
has the same secret part, so each can sign in. Prints {"id", "total", "secret"} of the account as JSON.
Safe to repeat: an account that has keys keeps them. Apart from the day, two runs give the same keys, ids included.
"""

import json
import random
import sys
import uuid
from datetime import datetime, time, timedelta, timezone

import bcrypt
from sqlalchemy import func, insert
from sqlmodel import Session, create_engine, select
from zenml.models import ServiceAccountRequest
from zenml.zen_stores.schemas import APIKeySchema, UserSchema

SECRET = "5eed" * 16
# The server hashes at cost 12. The cost is part of the hash, so it checks this one all the same.
HASH = bcrypt.hashpw(SECRET.encode(), b"$2b$04$abcdefghijklmnopqrstuu").decode()
NAMESPACE = uuid.UUID("5eed5eed-5eed-4eed-8eed-5eed5eed5eed")

TEAMS = ["billing", "search", "mobile", "data", "infra", "fraud", "ml", "web"]
USES = ["deploy", "ci", "backup", "export", "cron", "ingest", "report", "webhook"]
TEXTS = [
    "Key {i} of the {team} team, used for {use}",
    "Owner: {team}@example.com, see the runbook of {use}",
    "{use} for {team}: 100% of the traffic",
    "Größe und Übung: {team}_{use}",
]
# What a search, a filter or a page may trip over.
ODD_NAMES = [
    "%", "_", "100% coverage", "50%-rollout", "under_score", "under-score", "%_%", "in:x", "contains:ci",
    "equals:in:x", "oneof:[\"a\"]", "isnull:", "gt:5", "desc:created", "  two spaces first", " one space first",
    "one space last ", "two  spaces inside", "Größe", "GRÖSSE", "größe", "Ünïcödé", "e\u0301 and é", "日本語のキー",
    "ключ", "مفتاح", "key 🔑 with emoji", "👩‍🔬", "UPPER", "upper", "Upper", "slash/inside", "back\\slash",
    "<b>bold</b>", "{{ braces }}", "it's", "\"quoted\"", "a,b", "a;b", "tab\there", "null", "true", "0", "-1",
    "#hash?query&more=1", "6f1f3c5e-0d6a-4f0e-9c64-1f6f2a1f8b11", "zero\u200bwidth", "", "l" + "o" * 253 + "g",
]


def name_of(i, count):
    step = max(2, count // len(ODD_NAMES))
    if i % step == 1 and i // step < len(ODD_NAMES):
        return ODD_NAMES[i // step]
    sign = "_" if i % 10 == 3 else " " if i % 25 == 8 else "-"
    return sign.join([TEAMS[i % 8], USES[i // 8 % 8], f"{i:05d}"])


def text_of(i):
    return "" if i % 5 == 0 else TEXTS[i % 4].format(i=i, team=TEAMS[i % 8], use=USES[i // 8 % 8])


def made_at(i, count, today, rnd):
    """Evenly over 900 days, one in ten on a full second; 4 % in one second, half of those in one microsecond."""
    at = today - timedelta(days=900) * (count - i) / count
    first, many = count // 2, count // 25
    if first <= i < first + many:
        one = (today - timedelta(days=450)).replace(microsecond=250_000)
        return one if i < first + many // 2 else one + timedelta(microseconds=i - first)
    return at.replace(microsecond=0 if i % 10 == 0 else rnd.randrange(1, 1_000_000))


def varied(count):
    """Oldest first: one in five without a description, in seven disabled, in three never used, in four rotated."""
    rnd = random.Random(42)
    today = datetime.combine(datetime.now(timezone.utc).date(), time())
    for i in range(count):
        made = made_at(i, count, today, rnd)
        used, rotated = (made + (today - made) * rnd.random() for _ in range(2))
        yield {
            "name": name_of(i, count),
            "description": text_of(i),
            "active": i % 7 != 6,
            "created": made,
            "last_login": None if i % 3 == 2 else used,
            "last_rotated": rotated if i % 4 == 1 else None,
        }


def described(keys):
    """As stdin has them; one that does not say when it was made is a second younger than the one before."""
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    for i, key in enumerate(keys):
        times = {field: key.get(field) for field in ("created", "last_login", "last_rotated")}
        times = {field: at and datetime.fromisoformat(at) for field, at in times.items()}
        times["created"] = times["created"] or now - timedelta(seconds=len(keys) - i)
        yield {"description": "", "active": True, **key, **times}


def row(name, owner, i, key):
    return {
        **key,
        "id": uuid.uuid5(NAMESPACE, f"{name}/{i}"),
        "service_account_id": owner,
        "key": HASH,
        "key_generation": 2 if key["last_rotated"] else 1,
        "retain_period": 0,
        # The server touches it at every use and every change.
        "updated": max(at for at in (key["created"], key["last_login"], key["last_rotated"]) if at),
    }


def account_named(session, name):
    wanted = select(UserSchema).where(UserSchema.name == name, UserSchema.is_service_account)
    account = session.exec(wanted).first()
    if account is None:
        request = ServiceAccountRequest(name=name, description=f"Seeded for tests: {name}", active=True)
        account = UserSchema.from_service_account_request(request)
        session.add(account)
        session.flush()
    return account.id


def main(database, name, wanted):
    keys = described(json.load(sys.stdin)) if wanted == "-" else varied(int(wanted))
    engine = create_engine(f"sqlite:///{database}", connect_args={"timeout": 60})
    with Session(engine) as session:
        owner = account_named(session, name)
        of_owner = select(func.count()).where(APIKeySchema.service_account_id == owner)
        if session.exec(of_owner).one() == 0:
            session.execute(insert(APIKeySchema), [row(name, owner, i, key) for i, key in enumerate(keys)])
        session.commit()
        total = session.exec(of_owner).one()
    print(json.dumps({"id": str(owner), "total": total, "secret": SECRET}))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
