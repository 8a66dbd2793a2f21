import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { readDescription } from '../../../../../plugins/system/servers/openapi/read-description.js';
import { testPython } from '../../../../support/python.js';

const APP = `
import json
from enum import Enum
from typing import List, Optional
from fastapi import FastAPI, Header, Query, Depends
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel, Field
app = FastAPI(title="Shop", version="1.2", root_path="/proxy")
class Kind(str, Enum):
    small = "small"
    big = "big"
class Item(BaseModel):
    sku: str
    quantity: int = Field(gt=0)
    kind: Kind = Kind.big
    note: Optional[str] = None
    parts: List["Item"] = []
Item.update_forward_refs() if not hasattr(Item, "model_rebuild") else Item.model_rebuild()
@app.post("/orders/{order_id}", tags=["orders"], summary="Add an item")
def add(order_id: int, item: Item, kind: Kind = Kind.small, tag: List[str] = Query([]), x_token: Optional[str] = Header(None)): ...
@app.get("/files/{path:path}", deprecated=True)
def file(path: str, user: str = Depends(OAuth2PasswordBearer(tokenUrl="token"))): ...
print(json.dumps(app.openapi()))
`;

it('reads what FastAPI says of an application', () => {
  const document: unknown = JSON.parse(execFileSync(testPython(), ['-c', APP], { encoding: 'utf8' }));
  const description = readDescription(document, '/openapi.json');
  expect(description).toMatchObject({ title: 'Shop', version: '1.2' });
  const [add, file] = description?.routes ?? [];
  expect(add).toMatchObject({
    method: 'POST',
    path: '/orders/{order_id}',
    summary: 'Add an item',
    tags: ['orders'],
    security: [],
  });
  expect(add?.parameters).toMatchObject([
    { name: 'order_id', in: 'path', required: true, type: 'integer' },
    { name: 'kind', in: 'query', required: false, options: ['small', 'big'], default: 'small' },
    { name: 'tag', in: 'query', isArray: true, type: 'array of string' },
    { name: 'x-token', in: 'header', required: false },
  ]);
  const example = JSON.parse(add?.body?.example ?? '') as object;
  expect(example).toMatchObject({ sku: 'string', quantity: 1, kind: 'big', parts: [] });
  expect(file).toMatchObject({
    method: 'GET',
    path: '/files/{path}',
    deprecated: true,
    security: ['header Authorization: Bearer'],
  });
});
