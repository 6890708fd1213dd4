"""A service that keeps the contract of the Search API, so that its redirects, its refusals and what it reads
out of a path are those of a real FastAPI server.

`uvicorn app:app` serves it; ORIGINS names the pages that may call it, with commas between them.
`POST /_sandbox/search {"keys": [{"api_key": ..., "config": ...}]}` gives it other keys.
"""

import os
from typing import Annotated, Any, Literal

from fastapi import Body, Depends, FastAPI, Header, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from pydantic import BaseModel, ConfigDict

CREDENTIAL = "search-demo-admin"
KEYS = "/es/api/v1/credentials/api_keys"


class Limits(BaseModel):
    model_config = ConfigDict(extra="allow")
    per_minute: int | None = None


class Config(BaseModel):
    """Any object, in which what is known has to be right."""

    model_config = ConfigDict(extra="allow")
    permissions: Literal["read", "write"] | None = None
    limits: Limits | None = None


class Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid")
    config: Config

    def kept(self) -> dict[str, Any]:
        return self.config.model_dump(exclude_unset=True)


app = FastAPI(openapi_url=None)
keys: dict[str, dict[str, Any]] = {}
made = 0


def authorize(authorization: Annotated[str | None, Header()] = None) -> None:
    if authorization is None:
        raise HTTPException(401, "Not authenticated")
    if authorization != f"ApiKey {CREDENTIAL}":
        raise HTTPException(401, "Invalid credentials")


def known(api_key: str) -> str:
    if api_key not in keys:
        raise HTTPException(404, "API key not found")
    return api_key


signed = [Depends(authorize)]


@app.get(f"{KEYS}/", dependencies=signed)
def list_keys() -> list[dict[str, Any]]:
    return [{"api_key": key, "config": config} for key, config in keys.items()]


# Where a path ends without a slash, the server redirects one that ends with it.
app.add_api_route(f"/moved{KEYS}", list_keys, dependencies=signed)


@app.post(f"{KEYS}/", dependencies=signed)
def generate(wanted: Wanted) -> dict[str, str]:
    global made
    made += 1
    key = f"new+key/{made:08}=="
    keys[key] = wanted.kept()
    return {"api_key": key, "result": "created"}


# A key may hold a slash, and a server unescapes the path before it looks for the route.
@app.put(f"{KEYS}/{{api_key:path}}", dependencies=signed)
def update(api_key: str, wanted: Wanted) -> dict[str, str]:
    keys[known(api_key)] = wanted.kept()
    return {"api_key": api_key, "result": "updated"}


@app.delete(f"{KEYS}/delete/{{api_key:path}}", dependencies=signed)
def delete(api_key: str) -> dict[str, str]:
    del keys[known(api_key)]
    return {"api_key": api_key, "result": "deleted"}


class Seed(BaseModel):
    api_key: str
    config: dict[str, Any]


@app.post("/_sandbox/search")
def seed(seeds: Annotated[list[Seed], Body(embed=True, alias="keys")]) -> dict[str, int]:
    global made
    made = 0
    keys.clear()
    keys.update({one.api_key: one.config for one in seeds})
    return {"keys": len(keys)}


app.add_middleware(
    CORSMiddleware,
    allow_origins=os.environ.get("ORIGINS", "").split(","),
    allow_methods=["*"],
    allow_headers=["*"],
)
