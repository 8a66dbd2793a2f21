import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const parts = 100;
const nouns = [
  'order',
  'invoice',
  'customer',
  'product',
  'shipment',
  'payment',
  'coupon',
  'supplier',
  'ticket',
  'stock',
];

/** A web service of 5,000 Python files: a hundred parts, each with ten things that have routes, schemas, rules, storage and tests. `remove` it at the end. */
export function largeProject(): { readonly path: string; readonly files: number; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'devmgr-large-'));
  const files = largeProjectFiles();
  for (const [name, text] of files) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  const config = '[project]\nname = "large"\nrequires-python = ">=3.11"\n\n[tool.ruff]\nline-length = 100\n';
  writeFileSync(join(path, 'pyproject.toml'), config);
  return { path, files: files.length, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

function largeProjectFiles(): readonly (readonly [string, string])[] {
  const numbers = Array.from({ length: parts }, (_, at) => at);
  return numbers.flatMap((part) => nouns.flatMap((noun, at) => filesOf(`part_${part}`, noun, 10 * part + at)));
}

function filesOf(part: string, noun: string, number: number): readonly (readonly [string, string])[] {
  const type = noun[0]?.toUpperCase() + noun.slice(1);
  const path = (folder: string) => `app/${part}/${folder}/${noun}s.py`;
  return [
    [path('routers'), routerText(part, noun, type)],
    [path('schemas'), schemaText(noun, type, number)],
    [path('services'), serviceText(part, noun, type, number)],
    [path('storage'), storageText(part, noun, type)],
    [`tests/${part}/test_${noun}s.py`, testText(part, noun, number)],
  ];
}

const routerText = (part: string, noun: string, type: string) => `from fastapi import APIRouter, HTTPException

from app.${part}.schemas.${noun}s import ${type}, ${type}In
from app.${part}.services.${noun}s import add_${noun}, find_${noun}

router = APIRouter(prefix="/${part}/${noun}s")


@router.get("/{number}")
def read_${noun}(number: int) -> ${type}:
    """The ${noun} of a number."""
    found = find_${noun}(number)
    if found is None:
        raise HTTPException(404, "there is no such ${noun}")
    return found


@router.post("")
def create_${noun}(body: ${type}In) -> ${type}:
    """Keeps a new ${noun}."""
    return add_${noun}(body)
`;

const schemaText = (noun: string, type: string, number: number) => `from pydantic import BaseModel, Field


class ${type}In(BaseModel):
    """What somebody sends who makes a ${noun}."""

    name: str = Field(min_length=1, max_length=${50 + (number % 50)})
    price: int = Field(ge=0)


class ${type}(${type}In):
    number: int
`;

const serviceText = (
  part: string,
  noun: string,
  type: string,
  number: number,
) => `from app.${part}.schemas.${noun}s import ${type}, ${type}In
from app.${part}.storage.${noun}s import keep, load

MOST_OF_${noun.toUpperCase()} = ${1000 + number}


def add_${noun}(body: ${type}In) -> ${type}:
    """Checks a ${noun} and keeps it."""
    if body.price > MOST_OF_${noun.toUpperCase()}:
        raise ValueError("this ${noun} is too dear")
    return keep(body)


def find_${noun}(number: int) -> ${type} | None:
    return load(number)
`;

const storageText = (
  part: string,
  noun: string,
  type: string,
) => `from app.${part}.schemas.${noun}s import ${type}, ${type}In

_kept: dict[int, ${type}] = {}


def keep(body: ${type}In) -> ${type}:
    ${noun} = ${type}(number=len(_kept) + 1, **body.model_dump())
    _kept[${noun}.number] = ${noun}
    return ${noun}


def load(number: int) -> ${type} | None:
    return _kept.get(number)
`;

const testText = (part: string, noun: string, number: number) => `from fastapi.testclient import TestClient

from app.${part}.routers.${noun}s import router

client = TestClient(router)


def test_a_${noun}_is_found_again():
    made = client.post("/${part}/${noun}s", json={"name": "one", "price": ${number}}).json()
    assert client.get(f"/${part}/${noun}s/{made['number']}").json() == made


def test_an_unknown_${noun}_is_told():
    assert client.get("/${part}/${noun}s/999999").status_code == 404
`;
