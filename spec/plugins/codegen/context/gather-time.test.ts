import { describe, expect, it } from 'vitest';
import { processorMs } from '../../../support/processor-ms.js';
import { contextStage, provideIndex } from './context-stage.js';
import { expectCost } from '../../../support/expect-cost.js';

const router = (name: string) =>
  `from fastapi import APIRouter\nfrom app.schemas import ${name}\n\nrouter = APIRouter()\n\n\n@router.get("")\ndef read():\n    return 1\n`;

function largeProject(): Readonly<Record<string, string>> {
  const modules = Array.from({ length: 4_900 }, (_, at) => [`app/part${at % 70}/module_${at}.py`, `VALUE = ${at}\n`]);
  const routers = Array.from({ length: 99 }, (_, at) => [`app/routers/orders_${at}.py`, router(`Order${at}`)]);
  return { ...Object.fromEntries([...modules, ...routers]), 'app/schemas.py': 'class Order: ...\n' } as const;
}

describe('gathering for a project of 5,000 files', () => {
  it('takes far less than the time from key to request', async () => {
    await using stage = await contextStage(largeProject(), { lists: 'once' });
    provideIndex(stage);
    const prompt = 'Add refunds for orders as orders_3.py has them';
    // Modules are read with the first request.
    await stage.gather('app/routers/refunds.py', prompt);
    const medianOfFive = async () => {
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const before = processorMs();
        const { items } = await stage.gather('app/routers/refunds.py', prompt);
        times.push(processorMs() - before);
        expect(items.length).toBeGreaterThan(4);
      }
      return times.sort((a, b) => a - b)[2] ?? Infinity;
    };
    await expectCost(100, medianOfFive);
  });
});
