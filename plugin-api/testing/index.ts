export * from './fake-clock.js';
export * from './test-context.js';
export * from './test-invocation.js';
