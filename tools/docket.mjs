// Starts Docket from its sources. Written in the syntax of 2020, so that an old Node gets a sentence instead of a stack:
//   node tools/docket.mjs [command]        (npm start, npm run docket -- ...)
var version = process.versions.node.split('.').map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  process.stderr.write(
    `Docket needs Node 20.19 or newer; this is Node ${process.versions.node}. Install a newer one from nodejs.org.\n`,
  );
  process.exit(1);
}
// Node 22 and newer keep compiled code between starts when they are asked to.
import('node:module').then((module) => {
  if (module.enableCompileCache) module.enableCompileCache();
});
import('tsx/esm/api').then(
  (tsx) => {
    tsx.register();
    return import('../src/app/main.ts');
  },
  () => {
    process.stderr.write('The packages are not installed; run "npm install" in this folder first.\n');
    process.exit(1);
  },
);
