import type { Event } from 'devmgr/plugin-api';
import type { ServerRequest } from './server-request.js';

/** Of the requests of one route, or of all. */
export interface RequestFigures {
  /** `GET /orders/{id}`; the path where no route is known. */
  readonly route: string;
  readonly count: number;
  /** Answers from 500 on, and none at all. */
  readonly errors: number;
  readonly lastStatus: number | undefined;
  /** Milliseconds, of streams until their first byte; `undefined`: nothing was measured. */
  readonly p50: number | undefined;
  readonly p95: number | undefined;
  readonly p99: number | undefined;
}

export interface RequestSummary {
  readonly total: RequestFigures;
  /** The most asked first. */
  readonly routes: readonly RequestFigures[];
  /** Requests in each of the last thirty minutes' slices of `sliceMs`, oldest first. */
  readonly rate: readonly number[];
  readonly sliceMs: number;
  readonly perMinute: number;
}

/** The last requests of one server. Numbers of requests never change; old ones fall out. */
export interface RequestLog {
  readonly first: number;
  readonly end: number;
  requests(first: number, count: number): readonly ServerRequest[];
  /** `now`: milliseconds since the epoch. Cheap enough for every frame. */
  summary(now: number): RequestSummary;
  readonly onDidChange: Event<void>;
}
