import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveTracks } from '../../../../core/screen/grid/resolve-tracks.js';
import { PAGE_IDS } from '../../../../plugins/system/tab/server/page-id.js';
import { stackedTracks, type PanePlace } from '../../../../plugins/system/tab/stacked-tracks.js';
import {
  systemLayout,
  type SystemLayoutState,
  type SystemPaneId,
} from '../../../../plugins/system/tab/system-layout.js';

const usual: SystemLayoutState = {
  width: 80,
  height: 21,
  isDetailsPage: false,
  subject: 'server',
  servers: 1,
  options: 'place',
  serverPage: {
    page: 'overview',
    infoRows: 8,
    chartRows: 6,
    hasFilter: false,
    hasCalls: false,
    hasRequest: false,
    hasBody: true,
    formRows: 3,
    factRows: 6,
  },
  providerInfoRows: 8,
  hasAnswer: false,
  jobs: undefined,
  job: { infoRows: 8, hasChart: true, checkpoints: 2, hasOutput: false },
  jobForm: undefined,
};

function heights(state: SystemLayoutState): Record<string, number> {
  const { rows, places } = systemLayout(state);
  const cells = resolveTracks(rows, state.height);
  const height = ({ row, rowSpan }: PanePlace) => cells.slice(row, row + rowSpan).reduce((sum, size) => sum + size, 0);
  return Object.fromEntries([...places].map(([id, place]) => [id, height(place)]));
}

describe('the layout of the System tab', () => {
  it('shows five providers and more beside the servers on 80x24', () => {
    expect(heights(usual)).toEqual({
      servers: 5,
      'server-buttons': 1,
      options: 3,
      providers: 11,
      'provider-buttons': 1,
    });
  });

  it('gives servers the height first, providers keep a few rows', () => {
    expect(heights({ ...usual, servers: 4 })).toMatchObject({ servers: 7, providers: 9 });
    expect(heights({ ...usual, servers: 8 })).toMatchObject({ servers: 10, providers: 6 });
    expect(heights({ ...usual, height: 37, servers: 40 })).toMatchObject({ servers: 25, providers: 6 });
    expect(heights({ ...usual, height: 14, servers: 8 })).toMatchObject({ servers: 4, providers: 5 });
  });

  it('gives servers what they need where there is room', () =>
    expect(heights({ ...usual, height: 31, servers: 4 })).toMatchObject({ servers: 7, providers: 18 }));

  it('has the page of what is selected in place of the lists on a narrow screen', () => {
    const page = { ...usual, isDetailsPage: true };
    expect(heights(page)).toEqual({ pages: 1, 'server-info': 8, charts: 6, output: 6 });
    const on = (change: object) => heights({ ...page, serverPage: { ...usual.serverPage, ...change } });
    expect(on({ infoRows: 12 })).toEqual({ pages: 1, 'server-info': 12, output: 8 });
    expect(on({ page: 'output' })).toEqual({ pages: 1, output: 20 });
    expect(on({ page: 'requests' })).toEqual({ pages: 1, requests: 20 });
    expect(on({ page: 'requests', hasFilter: true, hasRequest: true })).toEqual({
      pages: 1,
      filter: 1,
      requests: 10,
      request: 9,
    });
    expect(on({ page: 'routes' })).toEqual({ pages: 1, routes: 15, route: 5 });
    expect(on({ page: 'client' })).toEqual({
      pages: 1,
      'client-form': 3,
      'client-fields': 5,
      'client-body': 6,
      'client-answer': 6,
    });
    expect(on({ page: 'client', hasBody: false })).toEqual({
      pages: 1,
      'client-form': 3,
      'client-fields': 5,
      'client-answer': 12,
    });
    expect(on({ page: 'environment' })).toEqual({ pages: 1, 'environment-facts': 6, environment: 14 });
    expect(heights({ ...page, subject: 'provider' })).toEqual({ 'provider-info': 8, models: 13 });
    expect(heights({ ...page, subject: 'provider', hasAnswer: true })).toEqual({ 'provider-info': 8, answer: 13 });
    expect(heights({ ...page, providerInfoRows: 16, subject: 'provider' })).toEqual({ 'provider-info': 14, models: 7 });
  });

  it('gives the page of what is selected the whole width where a person wants that', () => {
    const wide = { ...usual, width: 120, height: 37 };
    expect(systemLayout(wide).columns).toEqual([74, 46]);
    const zoomed = systemLayout({ ...wide, isDetailsPage: true });
    expect(zoomed.columns).toEqual([120]);
    expect([...zoomed.places.keys()]).toEqual(['pages', 'server-info', 'charts', 'output']);
  });

  it('has the jobs below everything else where there is room, else in the place of the other lists', () => {
    const high = { ...usual, width: 120, height: 37 };
    expect(heights(high)).toMatchObject({ 'jobs-line': 1, servers: 5, providers: 25 });
    expect(heights({ ...high, jobs: 2 })).toMatchObject({ jobs: 5, 'job-buttons': 1, servers: 5, providers: 20 });
    expect(heights({ ...high, jobs: 90 })).toMatchObject({ jobs: 9 });
    expect(heights({ ...usual, jobs: 2 })).not.toHaveProperty('jobs');
    expect(heights({ ...usual, jobs: 2, subject: 'job' })).toEqual({ jobs: 20, 'job-buttons': 1 });
    const page = { ...usual, jobs: 2, subject: 'job' as const, isDetailsPage: true };
    expect(heights(page)).toEqual({ 'job-info': 8, 'job-chart': 9, 'job-events': 4 });
    expect(heights({ ...page, height: 37 })).toEqual({
      'job-info': 8,
      'job-chart': 12,
      'job-checkpoints': 5,
      'job-events': 12,
    });
  });

  it('has what a job prints below its events, in the place of the curve where both have no room', () => {
    const job = { ...usual.job, hasOutput: true };
    const page = { ...usual, jobs: 2, job, subject: 'job' as const, isDetailsPage: true };
    expect(heights(page)).toEqual({ 'job-info': 8, 'job-checkpoints': 5, 'job-events': 4, 'job-output': 4 });
    expect(heights({ ...page, height: 37 })).toEqual({
      'job-info': 8,
      'job-chart': 9,
      'job-checkpoints': 5,
      'job-events': 8,
      'job-output': 7,
    });
    expect(heights({ ...page, height: 10 })).toEqual({ 'job-info': 3, 'job-events': 3, 'job-output': 4 });
  });

  it('gives the form for a new job all the room, the tree of files in the place of its notes', () => {
    const jobForm = { fields: 9, isPicking: false, hasProgress: true, hasProblems: true };
    expect(heights({ ...usual, jobForm })).toEqual({
      'job-fields': 8,
      'job-note': 5,
      'job-problems': 6,
      'job-progress': 1,
      'job-form-buttons': 1,
    });
    const picking = { ...jobForm, isPicking: true, hasProgress: false };
    expect(heights({ ...usual, jobForm: picking })).toEqual({ 'job-files': 20, 'job-form-buttons': 1 });
    expect(heights({ ...usual, width: 120, jobForm: picking })).toEqual({
      'job-fields': 12,
      'job-problems': 8,
      'job-form-buttons': 1,
      'job-files': 21,
    });
  });

  it('never lets panes overlap, and fills the height', () => {
    fc.assert(
      fc.property(
        fc.record({
          width: fc.integer({ min: 60, max: 240 }),
          height: fc.integer({ min: 12, max: 80 }),
          isDetailsPage: fc.boolean(),
          subject: fc.constantFrom('server' as const, 'provider' as const, 'job' as const),
          servers: fc.nat({ max: 30 }),
          options: fc.constantFrom('place' as const, 'reload' as const, 'nothing' as const),
          serverPage: fc.record({
            page: fc.constantFrom(...PAGE_IDS),
            infoRows: fc.integer({ min: 3, max: 16 }),
            chartRows: fc.constantFrom(0, 4, 6),
            hasFilter: fc.boolean(),
            hasCalls: fc.boolean(),
            hasRequest: fc.boolean(),
            hasBody: fc.boolean(),
            formRows: fc.integer({ min: 3, max: 4 }),
            factRows: fc.integer({ min: 3, max: 30 }),
          }),
          providerInfoRows: fc.integer({ min: 3, max: 16 }),
          hasAnswer: fc.boolean(),
          jobs: fc.option(fc.nat({ max: 200 }), { nil: undefined }),
          job: fc.record({
            infoRows: fc.integer({ min: 3, max: 18 }),
            hasChart: fc.boolean(),
            checkpoints: fc.nat({ max: 30 }),
            hasOutput: fc.boolean(),
          }),
          jobForm: fc.option(
            fc.record({
              fields: fc.nat({ max: 30 }),
              isPicking: fc.boolean(),
              hasProgress: fc.boolean(),
              hasProblems: fc.boolean(),
            }),
            { nil: undefined },
          ),
        }),
        (state) => {
          const { rows, columns, places } = systemLayout(state);
          expect(rows.reduce<number>((sum, row) => sum + Number(row), 0)).toBe(state.height);
          expect(columns.reduce<number>((sum, column) => sum + Number(column), 0)).toBe(state.width);
          for (let column = 0; column < columns.length; column++)
            expect(covered(places, column)).toEqual([...rows.keys()]);
        },
      ),
    );
  });
});

/** Rows of the grid that panes of a column lie in, in order; twice when two do. */
function covered(places: ReadonlyMap<SystemPaneId, PanePlace>, column: number): number[] {
  const inside = [...places.values()].filter(({ col, colSpan }) => col <= column && column < col + colSpan);
  return inside
    .flatMap(({ row, rowSpan }) => Array.from({ length: rowSpan }, (_, index) => row + index))
    .sort((a, b) => a - b);
}

it('stacks end where their panes end', () => {
  const { rows, places } = stackedTracks([
    {
      column: 0,
      panes: [
        { id: 'a', rows: 5 },
        { id: 'none', rows: 0 },
        { id: 'b', rows: 5 },
      ],
    },
    {
      column: 1,
      panes: [
        { id: 'c', rows: 3 },
        { id: 'd', rows: 7 },
      ],
    },
  ]);
  expect(rows).toEqual([3, 2, 5]);
  expect(Object.fromEntries(places)).toEqual({
    a: { row: 0, col: 0, rowSpan: 2, colSpan: 1 },
    b: { row: 2, col: 0, rowSpan: 1, colSpan: 1 },
    c: { row: 0, col: 1, rowSpan: 1, colSpan: 1 },
    d: { row: 1, col: 1, rowSpan: 2, colSpan: 1 },
  });
});
