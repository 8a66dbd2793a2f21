import { parentPort, workerData } from 'node:worker_threads';
import { describeDocument, type DocumentWorkerData } from './describe-document.js';

// A thread of its own: a document may have megabytes, and it comes from whoever is asked.
parentPort?.postMessage(describeDocument(workerData as DocumentWorkerData));
