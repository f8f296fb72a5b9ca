/** Where it stands what load balancers say of their errors. */
export const errorReasonsSegment = 'error-reasons'
