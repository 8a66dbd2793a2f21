/** Main module of a child process: says the events of a project's watcher as JSON, a line each, and `ready`. Argument: root. */
import { ProjectWatcher } from '../../../../../plugins/chat/index/watch/project-watcher.js';

const [root = ''] = process.argv.slice(2);
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

const watcher = new ProjectWatcher({ root, filter: () => undefined, log: (level, message) => say({ level, message }) });
watcher.onDidChange(say);
await watcher.ready;
say('ready');
process.stdin.resume().on('end', () => void watcher.dispose());
