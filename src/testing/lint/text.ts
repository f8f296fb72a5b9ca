/** One fault of a published example: what is said of it where, and the same text without it. */
export interface LintText {
  /** As the rules are numbered. */
  readonly rule: string
  /** Of the finding, or `repair/<id>`. */
  readonly id: string
  /** A part of the line that it stands at. */
  readonly line: string
  readonly faulty: string
  readonly mended: string
}
