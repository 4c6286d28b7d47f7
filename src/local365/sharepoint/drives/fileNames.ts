/** Names of files and folders ("Restrictions and limitations in OneDrive and SharePoint"). */
import { GraphFault } from '../../core/route.ts';

/** Longest path below the site, decoded. */
const LONGEST_PATH = 400;
const FORBIDDEN = /["*:<>?/\\|]/;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|\.lock|desktop\.ini|_vti_)$/i;

/** Throws 400 for a name that SharePoint does not take. */
export function checkFileName(name: string): void {
  const why = problemOf(name);
  if (why !== null) throw new GraphFault(400, 'invalidRequest', `The name '${name}' is not valid: ${why}.`);
}

function problemOf(name: string): string | null {
  if (name === '' || name === '.' || name === '..') return 'it is empty';
  if (FORBIDDEN.test(name)) return 'it has one of " * : < > ? / \\ |';
  if (name !== name.trim()) return 'it begins or ends with a space';
  if (name.startsWith('~$')) return 'it begins with ~$';
  return RESERVED.test(name) ? 'it is reserved' : null;
}

export function checkPathLength(path: string): void {
  if (path.length > LONGEST_PATH)
    throw new GraphFault(
      400,
      'pathIsTooLong',
      `The path has ${path.length} characters; ${LONGEST_PATH} are allowed.`,
    );
}

/** `minutes 1.docx` for a `minutes.docx` that is taken. */
export function numberedName(name: string, isTaken: (name: string) => boolean): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 1; ; number += 1) {
    const candidate = `${stem} ${number}${ending}`;
    if (!isTaken(candidate)) return candidate;
  }
}
