import type { TableColumn } from 'devmgr/plugin-api';
import type { ApiRoute } from '../../servers/openapi/api-route.js';

/** What is deprecated stands back. */
export const routeColumns: readonly TableColumn<ApiRoute>[] = [
  { id: 'method', title: 'METHOD', width: 7, cell: (route) => [cell(route.method, route)] },
  { id: 'path', title: 'PATH', width: 'fill', cut: 'middle', cell: (route) => [cell(route.path, route)] },
  { id: 'summary', title: 'SUMMARY', width: 'fill', minTableWidth: 56, cell: ({ summary }) => summary },
  { id: 'tags', title: 'TAGS', width: 14, minTableWidth: 90, cell: ({ tags }) => tags.join(', ') },
];

function cell(text: string, { deprecated }: ApiRoute) {
  return deprecated ? { text, style: 'muted' as const } : { text };
}
