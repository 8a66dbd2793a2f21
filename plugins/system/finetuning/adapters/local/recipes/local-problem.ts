/** Something in `[tool.devmgr.finetune.local]` that is not as it should be. */
export interface LocalProblem {
  /** One line: the file, the setting, what is right. */
  readonly message: string;
  readonly hint: string;
}
