/** The implementation tasks of a change request, one a line. Pure. */
import { isDay } from '../kernel/time.ts';
import type { RowPerson } from '../registers/index.ts';

export interface ImplementationTask {
  readonly text: string;
  /** Empty when the line names nobody. */
  readonly owners: readonly RowPerson[];
  readonly due: string | null;
}

const LINE =
  /^(?:[-*•]\s*|\d+[.)]\s*)?(?:(?<name>[^:]{2,60}):\s*)?(?<text>.*?)(?:\s+by\s+(?<day>\d{4}-\d{2}-\d{2}))?\.?$/u;

/** `Priya Raman: switch the DNS by 2027-01-20`; a name that is nobody's stays part of the text. */
export function readTasks(
  text: string,
  roster: readonly { readonly id: string; readonly name: string; readonly mail?: string }[],
): readonly ImplementationTask[] {
  return text.split(/\r?\n/).flatMap((raw) => {
    const line = raw.trim();
    const groups = LINE.exec(line)?.groups;
    if (line === '' || groups === undefined) return [];
    const said = groups.name?.trim().toLowerCase() ?? '';
    const members = roster.filter(
      ({ name }) => name.toLowerCase() === said || name.split(' ')[0]?.toLowerCase() === said,
    );
    const [member] = members;
    const isNamed = member !== undefined && members.length === 1;
    const task =
      isNamed || groups.name === undefined ? (groups.text ?? '') : `${groups.name}: ${groups.text ?? ''}`;
    if (task.trim() === '') return [];
    const day = groups.day;
    return [
      {
        text: task.trim(),
        owners: isNamed
          ? [
              {
                personId: member.id,
                name: member.name,
                ...(member.mail === undefined ? {} : { mail: member.mail }),
              },
            ]
          : [],
        due: day !== undefined && isDay(day) ? day : null,
      },
    ];
  });
}
