/** All kept words of a meeting as one transcript, with all that a reading of them may depend on. */
import { InputError } from '../kernel/errors.ts';
import type { ProjectSetting } from '../projects/index.ts';
import { discoverAttendees } from './discoverAttendees.ts';
import type { KeptTranscript, Meeting } from './meeting.ts';
import type { MeetingPorts } from './meetingPorts.ts';
import { mergeTranscripts, type TranscriptPart } from './mergeTranscripts.ts';
import type { MeetingContext } from './minutes/minutes.ts';
import { readTranscript } from './transcript/index.ts';
import type { Transcript } from './transcript/transcript.ts';

export interface MeetingWords {
  readonly transcript: Transcript;
  readonly context: MeetingContext;
}

/** The same words under a second id are said once: a file given besides, a transcript that Teams lists twice. */
function withoutCopies(kept: readonly KeptTranscript[]): readonly KeptTranscript[] {
  return kept.filter(
    ({ content }, index) =>
      !kept.slice(0, index).some((earlier) => Buffer.compare(earlier.content, content) === 0),
  );
}

export async function readWords(
  ports: MeetingPorts,
  { project, roster, milestones }: ProjectSetting,
  meeting: Meeting,
  kept: readonly KeptTranscript[],
): Promise<MeetingWords> {
  const parts = await Promise.all(
    withoutCopies(kept).map(
      async ({ ref, content }): Promise<TranscriptPart> => ({
        transcriptId: ref.transcriptId,
        start: ref.createdAt,
        transcript: await readTranscript(content),
      }),
    ),
  );
  const [first, ...rest] = parts;
  if (first === undefined)
    throw new InputError('no-transcript', `No transcript is kept for ${meeting.subject}.`);
  return {
    transcript: mergeTranscripts([first, ...rest]),
    context: {
      start: first.start ?? meeting.start ?? ports.clock.now(),
      zone: project.zone,
      locale: project.locale,
      roster,
      attendeeIds: discoverAttendees(meeting, roster),
      calendar: {
        zone: project.zone,
        workingWeekdays: project.workingWeekdays,
        holidays: project.holidays,
      },
      milestones,
      openItems: await ports.projects.openItems(project),
    },
  };
}
