/** A document to print or to keep, as a plain value: title, headings, paragraphs, lists and tables. */

/** A piece of text with one look. Line breaks (`\n`) are kept. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** Less important than the text around it. */
  readonly muted?: boolean;
  /** Address that the text leads to; http and https only. */
  readonly link?: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly ordered?: boolean; readonly items: readonly (readonly Run[])[] }
  | {
      readonly kind: 'table';
      /** Shares of the width are relative to each other. The titles are repeated on each page; all empty: no such row. */
      readonly columns: readonly { readonly title: string; readonly share: number }[];
      /** Cells in the order of the columns. */
      readonly rows: readonly (readonly (readonly Run[])[])[];
    };

export interface TextDocument {
  readonly title: string;
  readonly subtitle?: string;
  /** BCP 47 tag: language of the proofing tools, and letter paper for the United States and Canada. */
  readonly language: string;
  readonly blocks: readonly Block[];
  /** At the top of each page. */
  readonly header?: string;
  /** At the foot of each page, before the page number. */
  readonly footer?: string;
}

/** Makes bytes of a document; `src/adapters/documents` is the one for Word. */
export interface DocumentWriter {
  /**
   * A .docx. `template` is the organisation's own .docx: its paragraph `{{content}}` is replaced by the blocks, and
   * `{{title}}` and `{{subtitle}}` by theirs; header and footer are then the template's. Throws InputError
   * `template-unreadable` when it is no .docx, `template-without-content` when it has no `{{content}}`.
   */
  write(document: TextDocument, template?: Uint8Array): Promise<Uint8Array>;
}

export const runOf = (text: string, look: Omit<Run, 'text'> = {}): Run => ({ ...look, text });

export const paragraphOf = (...runs: readonly Run[]): Block => ({ kind: 'paragraph', runs });
