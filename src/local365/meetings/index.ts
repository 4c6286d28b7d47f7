/** The meetings part: online meetings, transcripts, the tenant's switches over them, and the page that ends meetings. */
import type { Part, PartContext } from '../core/part.ts';
import { declareSwitches } from './access.ts';
import { allTranscriptsRoutes } from './allTranscripts.ts';
import { meetingControl } from './control.ts';
import { LATE_FAULT, LATE_FAULT_DESCRIPTION } from './endMeeting.ts';
import { insightRoutes } from './insights.ts';
import { onlineMeetingRoutes } from './onlineMeetings.ts';
import { transcriptRoutes } from './transcripts.ts';

export function makeMeetingsPart(context: PartContext): Part {
  context.faults.declare(LATE_FAULT, LATE_FAULT_DESCRIPTION);
  const switches = declareSwitches(context);
  return {
    name: 'meetings',
    routes: [
      ...onlineMeetingRoutes(context, switches),
      ...transcriptRoutes(context, switches),
      ...allTranscriptsRoutes(context, switches),
      ...insightRoutes(context, switches),
    ],
    plain: [meetingControl(context)],
  };
}
