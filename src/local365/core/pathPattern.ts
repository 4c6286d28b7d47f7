/** Route patterns: `{name}` is one segment or a part of it, `{+name}` spans slashes but no colon. */

export interface PathPattern {
  /** The parameters, decoded, or null when the path is another one. */
  match(path: string): Record<string, string> | null;
  /** Sorts patterns: the more literal one first. */
  readonly rank: string;
}

export function compilePath(pattern: string): PathPattern {
  const names: string[] = [];
  const source = pattern.replace(/\{(\+?)([A-Za-z0-9]+)\}|[^{]+/g, (text, plus: string, name?: string) => {
    if (name === undefined) return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    names.push(name);
    return plus === '+' ? '([^:]+?)' : '([^/]+?)';
  });
  const expression = new RegExp(`^${source}${pattern.endsWith('}') ? ':?' : ''}/?$`, 'i');
  return {
    rank: rankOf(pattern),
    match(path) {
      const found = expression.exec(path);
      if (found === null) return null;
      const params: Record<string, string> = {};
      for (const [index, name] of names.entries()) params[name] = decode(found[index + 1] ?? '');
      return params;
    },
  };
}

/** Literal segments sort before mixed ones, those before parameters, those before spans; longer before shorter. */
function rankOf(pattern: string): string {
  const segments = pattern.split('/').slice(1);
  const marks = segments.map((segment) => {
    if (!segment.includes('{')) return '0';
    if (segment.includes('{+')) return '3';
    return /^\{[^}]+\}$/.test(segment) ? '2' : '1';
  });
  return `${marks.join('')}9`;
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * OData spellings of the same path made one: `lists('x')` becomes `lists/x`, `microsoft.graph.delta()` becomes
 * `delta`. Functions with named arguments stay as they are.
 */
export function normalizePath(path: string): string {
  return path
    .split('/')
    .map((segment) => {
      const plain = segment.replace(/^microsoft\.graph\./, '').replace(/\(\)$/, '');
      const keyed = /^([A-Za-z]+)\((?:'|%27)((?:(?!'|%27).|''|%27%27)*)(?:'|%27)\)$/i.exec(plain);
      if (keyed === null) return plain;
      return `${keyed[1]}/${(keyed[2] ?? '').replace(/''|%27%27/gi, '%27')}`;
    })
    .join('/');
}
