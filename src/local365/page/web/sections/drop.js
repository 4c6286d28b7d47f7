/** A place onto which files can be dropped. */
import { el } from '../dom.js';

/** @param {string} hint @param {(files: File[]) => unknown} onFiles @param {...any} content */
export function dropZone(hint, onFiles, ...content) {
  const zone = el('div', { class: 'drop', 'data-hint': hint }, ...content);
  let depth = 0;
  const mark = (change) => {
    depth = Math.max(0, depth + change);
    zone.classList.toggle('over', depth > 0);
  };
  zone.addEventListener('dragenter', (event) => {
    event.preventDefault();
    mark(1);
  });
  zone.addEventListener('dragleave', () => mark(-1));
  zone.addEventListener('dragover', (event) => event.preventDefault());
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(-depth);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) void onFiles(files);
  });
  return zone;
}

/** The bytes of a file in base64. */
export function readBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(new Error(`${file.name} could not be read.`));
    reader.readAsDataURL(file);
  });
}
