#!/usr/bin/env node
// The executable. Node 22 and later keep compiled code between runs; earlier ones just start.
import * as nodeModule from 'node:module';

nodeModule.enableCompileCache?.();
await import('../dist/core/main.js');
