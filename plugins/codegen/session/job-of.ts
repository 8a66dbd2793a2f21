import type { GenerateJob, Repair } from '../generate/generate-job.js';
import type { CodegenState } from './codegen-state.js';

/** What is asked for now. Items of the context that are known are not gathered again. */
export function jobOf(state: CodegenState, repair?: Repair): GenerateJob {
  const { target, prompt, model, usesContext, snapshot, plan, isPlanFresh, removed, written } = state;
  const known = usesContext && plan && isPlanFresh ? plan.items.filter(({ id }) => !removed.has(id)) : undefined;
  return {
    // Who answers looks at the file again; its language is known by its name.
    target: { path: target.trim(), language: undefined, before: snapshot?.text },
    // Blank lines around it say nothing.
    ...{ prompt: prompt.trim(), model, usesContext, repair },
    items: known,
    // What was edited says nothing of what is to be repaired.
    written: repair ? undefined : written,
  };
}
