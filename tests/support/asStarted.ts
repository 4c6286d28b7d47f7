/** What `npm start` tells Node; whoever starts Docket as its user does tells it the same. */
export const AS_STARTED: readonly string[] = ['--no-warnings', '--max-semi-space-size=32'];
