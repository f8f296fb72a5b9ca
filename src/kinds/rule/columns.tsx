/** The columns of rules: which port asks them when, for what, who answers, and whether they are reached. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asString } from '../../k8s/shape.ts'
import { specOf } from '../alb/spec.ts'
import type { KindColumn, ObjectProps } from '../kind.ts'
import {
  AnswerCell,
  answerText,
  MatchCell,
  matchTextOf,
  PlaceCell,
  PriorityCell,
  placeOrder,
  placeText,
  priorityOf,
  SourceCell,
  StandingCell,
  sourceText,
  standingStates,
  standingText,
} from './cells.tsx'
import './action/words.ts'

const descriptionOf = (object: KubeObject) => asString(specOf(object).description)
const DescriptionCell = ({ object }: ObjectProps) => descriptionOf(object) || '–'

export const columns: readonly KindColumn<KubeObject>[] = [
  {
    id: 'order',
    header: 'action:column.order',
    Cell: PlaceCell,
    text: placeText,
    sortValue: placeOrder,
    width: 160,
  },
  {
    id: 'priority',
    header: 'action:column.priority',
    Cell: PriorityCell,
    text: (object) => String(priorityOf(object)),
    sortValue: priorityOf,
    width: 92,
    align: 'right',
  },
  {
    id: 'match',
    header: 'action:column.match',
    Cell: MatchCell,
    text: matchTextOf,
    telling: true,
    width: 220,
  },
  {
    id: 'standing',
    header: 'action:column.standing',
    Cell: StandingCell,
    text: standingText,
    says: standingStates,
    width: 200,
  },
  { id: 'answer', header: 'action:column.answer', Cell: AnswerCell, text: answerText, width: 170 },
  { id: 'source', header: 'action:column.source', Cell: SourceCell, text: sourceText, width: 130 },
  {
    id: 'description',
    header: 'action:column.description',
    Cell: DescriptionCell,
    text: descriptionOf,
    optional: true,
  },
]
