/** What a figure is: its words, its unit, what it means, and what it should be. */

export interface Goal {
  /** Of which column; all of that size where only the size is named. */
  readonly column: string
  readonly most?: number
  readonly least?: number
}

export interface Measure {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly meaning: string
  readonly digits?: number
  readonly goals?: readonly Goal[]
  /** Changes a second that it is about. */
  readonly rate?: number
}

export interface Section {
  readonly title: string
  readonly measures: readonly Measure[]
}

/** The sizes that the goals speak of, as columns. */
export const goalColumn = {
  tenThousand: '10,000',
  compared: '20,000 + 20,000',
  proxy: 'proxy',
  page: 'first page',
}
