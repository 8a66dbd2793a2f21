/** After a lone `--`: the devmgr itself runs jobs, in the background, until none waits. */
export const RUN_JOBS = 'run-jobs';
