import type { CommandHandler } from 'devmgr/plugin-api';
import { testOrders, type TestOrder } from '../book/test-order.js';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

const labels: Readonly<Record<TestOrder, string>> = {
  collected: 'As pytest collects them',
  status: 'Status, failed ones first',
  test: 'Name',
  file: 'File and line',
  time: 'Time, slow ones first',
  history: 'History, flaky and broken ones first',
  worker: 'Worker',
  markers: 'Markers',
  message: 'Message',
};

/** Asks how the list is to be ordered. */
export function chooseOrder(parts: CommandParts): CommandHandler {
  return viewCommand(parts, async (view) => {
    const current = view.order ?? 'collected';
    const items = testOrders
      .filter((order) => order !== 'file')
      .map((order) => ({ label: labels[order], isCurrent: order === current, value: order }));
    const order = await parts.screen.pick({ title: 'Order the tests by', items });
    if (order) view.setOrder(order === 'collected' ? undefined : order);
  });
}
