/** Where the plan of a cluster's addresses stands. */
export const addressPlanSegment = 'address-plan'
