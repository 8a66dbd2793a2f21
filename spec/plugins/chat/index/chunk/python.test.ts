import { describe, expect, it } from 'vitest';
import { chunkerOfSpecs, faultsOf, outlineOf } from './chunker-of-specs.js';

const service = `"""Orders."""
from __future__ import annotations

import os.path, json as js
from app import models, Settings
from .db import session
from . import tools

LIMIT = 10


# Every order of today.
@router.get("/orders")
async def list_orders(
    limit: int = LIMIT,  # rows
) -> list[Order]:
    """Lists."""
    import app.late
    return []


class OrderRepository(Base):
    """Finds orders."""

    table = "orders"

    # The one.
    def find(self, id: int) -> Order:
        return 1

    cache = {}

    @property
    def size(self): return 2

    class Meta:
        ordering = ["id"]

        def inner(self):
            pass


if __name__ == "__main__":
    list_orders()
`;

describe('Python', async () => {
  const chunker = await chunkerOfSpecs();

  it('is divided into functions, classes and methods', async () => {
    const file = await chunker.chunk('app/orders.py', service);
    expect(file).toMatchObject({ language: 'python', isParsed: true });
    expect(faultsOf(service, file)).toEqual([]);
    expect(outlineOf(file)).toEqual([
      'module 1-11',
      'function list_orders 12-21',
      'class OrderRepository 22-26',
      'method OrderRepository.find 27-30',
      'method OrderRepository.size 31-35',
      'class OrderRepository.Meta 36-38',
      'method OrderRepository.Meta.inner 39-42',
      'module 43-44',
    ]);
  });

  it('has signatures of one line and the skeleton of classes', async () => {
    const { chunks } = await chunker.chunk('app/orders.py', service);
    expect(chunks[1]?.signature).toBe('async def list_orders(limit: int = LIMIT) -> list[Order]');
    expect(chunks[2]).toMatchObject({
      signature: 'class OrderRepository(Base)',
      context: 'def find(self, id: int) -> Order\ndef size(self)\nclass Meta',
    });
  });

  it('imports modules and what may be modules', async () => {
    const { imports } = await chunker.chunk('app/orders.py', service);
    const wanted = ['os.path', 'json', 'app', 'app.models', '.db', '.db.session', '.', '.tools', 'app.late'];
    expect(imports).toEqual(wanted);
  });
});
