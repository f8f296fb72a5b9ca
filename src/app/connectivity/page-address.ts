/** Where the page stands that tells who reaches whom. */
export const connectivitySegment = 'connectivity'
