import { definePlugin } from 'devmgr/plugin-api';
import { registerScreen } from './tab/register-screen.js';

export default definePlugin({
  activate(context) {
    registerScreen(context);
  },
});
