import { definePlugin } from 'devmgr/plugin-api';

export default definePlugin({
  activate() {
    // Parts are wired here as they come.
  },
});
