/** Where the page begins: what it has to ask for is on its way while the rest of its code is. */
import '../ui/fonts.css'
import { askAhead } from './ahead.ts'

void askAhead()
void import('./start.tsx')
